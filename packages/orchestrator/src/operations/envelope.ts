import type {
  AnyAnswer,
  BatchRequest,
  CacheStatusRequest,
  DelegateRequest,
  Envelope,
  GatherRequest,
  RequestOperation,
} from "@pm-orchestrator/core";
import { didYouMean, REQUEST_OPERATIONS } from "@pm-orchestrator/core";
import { envelopeSchema } from "@pm-orchestrator/core/schemas";
import { invalidRequest, schemaDefect } from "../checking/request.js";
import type { CallOptions } from "../options.js";
import { neverStarted } from "../running/report.js";
import type { Session } from "../session/session.js";
import { batchParallelExecute } from "./batch.js";
import { cacheStatus } from "./cache-status.js";
import { smartDelegate } from "./delegate.js";
import { lazyGatherContext } from "./gather.js";

/** Runs the operation that an envelope names. The envelope's context goes to the request, unless it has its own. */
export async function handleEnvelope(
  session: Session,
  envelope: Envelope,
  options: CallOptions = {},
): Promise<AnyAnswer> {
  const defect = envelopeDefect(envelope);
  if (defect !== undefined) {
    return {
      success: false,
      error: defect.toJSON(),
      metadata: { ...neverStarted("orchestrator"), orchestrated: true, overhead_ms: 0 },
    };
  }
  const { operation, params = {}, context } = envelope;
  const request: unknown =
    context === undefined || operation === "cache_status" ? params : { context, ...params };
  switch (operation) {
    case "lazy_gather_context":
      return lazyGatherContext(session, request as GatherRequest, options);
    case "smart_delegate":
      return smartDelegate(session, request as DelegateRequest, options);
    case "batch_parallel_execute":
      return batchParallelExecute(session, request as BatchRequest, options);
    case "cache_status":
      return cacheStatus(session, request as CacheStatusRequest);
  }
}

function envelopeDefect(envelope: unknown) {
  const operation = (envelope as { operation?: unknown } | null)?.operation;
  if (typeof operation === "string" && !REQUEST_OPERATIONS.includes(operation as RequestOperation)) {
    return invalidRequest(
      [{ path: "operation", message: `"${operation}" is not one of ${REQUEST_OPERATIONS.join(", ")}` }],
      { guesses: didYouMean(operation, REQUEST_OPERATIONS) },
    );
  }
  return schemaDefect(envelopeSchema, envelope, ["operation", "params", "context"]);
}
