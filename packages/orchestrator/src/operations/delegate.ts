import { randomUUID } from "node:crypto";
import type { DelegateAnswer, DelegateRequest, PmoError } from "@pm-orchestrator/core";
import { delegateRequestSchema } from "@pm-orchestrator/core/schemas";
import { readSteps } from "../checking/read-steps.js";
import { refusal } from "../checking/refusal.js";
import { REQUEST_KEYS, schemaDefect } from "../checking/request.js";
import { type CheckedStep, checkSteps } from "../checking/steps.js";
import type { CallOptions } from "../options.js";
import { deadline } from "../running/abort.js";
import { neverStarted, stepMetadata } from "../running/report.js";
import { executeStep } from "../running/step.js";
import { selectDefect } from "../select/expression.js";
import type { Session } from "../session/session.js";
import { round } from "../session/statistics.js";
import { RetryBudget } from "../upstream/retries.js";
import { shapeStep } from "./shaping.js";

const DEFAULT_TIMEOUT_MS = 30_000;

/** `smart_delegate`: one operation, routed (DESIGN 3.2). */
export async function smartDelegate(
  session: Session,
  request: DelegateRequest,
  { signal }: CallOptions = {},
): Promise<DelegateAnswer> {
  const begun = performance.now();
  session.metrics.called("smart_delegate");
  const checked = checkDelegate(session, request);
  if ("refused" in checked) return refused(request, checked.refused, round(performance.now() - begun));
  const { step } = checked;
  const timeoutMs = request.timeout_ms ?? DEFAULT_TIMEOUT_MS;
  const limit = deadline({
    timeoutMs,
    what: "The request",
    parent: signal,
  });
  const outcome = await executeStep(session, step, {
    params: step.params,
    signal: limit.signal,
    key: randomUUID(),
    retries: new RetryBudget(1),
    deadlineAt: begun + timeoutMs,
  });
  limit.end();
  const overhead = round(performance.now() - begun - outcome.upstream_ms);
  session.metrics.stepEnded(overhead);
  const success = outcome.status === "succeeded";
  const shaped = await shapeStep(session, { step, outcome, maxTokens: request.max_tokens });
  return {
    success,
    ...(success ? { data: shaped.data } : {}),
    ...(outcome.error === undefined ? {} : { error: outcome.error }),
    metadata: {
      ...stepMetadata(step.system, outcome, 0),
      ...shaped.metadata,
      orchestrated: true,
      overhead_ms: overhead,
      ...shaped.totals,
    },
  };
}

/** The one step, checked; or the error with every defect. */
export function checkDelegate(
  session: Session,
  request: unknown,
  { needsEverySystem = true }: { needsEverySystem?: boolean } = {},
): { step: CheckedStep } | { refused: PmoError } {
  const steps = readSteps({ operations: [request] }, false).map((step) => ({
    ...step,
    id: step.operation,
    alone: true,
  }));
  const { checked, defects } = checkSteps(session, steps, {
    readsOnly: false,
    templates: false,
    needsEverySystem,
  });
  const all = [
    schemaDefect(delegateRequestSchema, request, REQUEST_KEYS),
    selectDefect(request),
    ...defects,
  ].filter((defect) => defect !== undefined);
  if (all.length > 0) return { refused: refusal(all) };
  const [step] = checked;
  if (step === undefined) throw new TypeError("A request that fits its schema has its step.");
  return { step };
}

function refused(request: unknown, error: PmoError, overhead_ms: number): DelegateAnswer {
  const system = (request as { system?: unknown } | null)?.system;
  const metadata = neverStarted(typeof system === "string" && system !== "" ? system : "orchestrator");
  return {
    success: false,
    error: error.toJSON(),
    metadata: { ...metadata, duration_ms: overhead_ms, orchestrated: true, overhead_ms },
  };
}
