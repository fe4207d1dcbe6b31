import { randomUUID } from "node:crypto";
import type { DelegateAnswer, DelegateRequest, Detected, PmoError, WireError } from "@pm-orchestrator/core";
import { delegateRequestSchema } from "@pm-orchestrator/core/schemas";
import { deadline } from "../abort.js";
import { readSteps } from "../checking/read-steps.js";
import { refusal } from "../checking/refusal.js";
import { REQUEST_KEYS, schemaDefect } from "../checking/request.js";
import { completed } from "../checking/routed.js";
import { type CheckedStep, checkSteps } from "../checking/steps.js";
import type { CallOptions } from "../options.js";
import { tellAlone } from "../running/alone.js";
import { neverStarted, stepMetadata } from "../running/report.js";
import { executeStep } from "../running/step.js";
import { selectDefect } from "../select/expression.js";
import type { Session } from "../session/session.js";
import { round } from "../session/statistics.js";
import { RetryBudget } from "../upstream/retries.js";
import { shapeStep } from "./shaping.js";

const DEFAULT_TIMEOUT_MS = 30_000;
/** What is longer is no system's name, and not repeated. */
const LONGEST_NAME = 200;

/** `smart_delegate`: one operation, routed (DESIGN 3.2). */
export async function smartDelegate(
  session: Session,
  request: DelegateRequest,
  { signal, onEvent, runId = randomUUID() }: CallOptions = {},
): Promise<DelegateAnswer> {
  const begun = performance.now();
  session.metrics.called("smart_delegate");
  const checked = await checkDelegate(session, request);
  if ("refused" in checked) return refused(request, checked.refused, round(performance.now() - begun));
  const { step, detected } = checked;
  const timeoutMs = request.timeout_ms ?? DEFAULT_TIMEOUT_MS;
  const limit = deadline({ timeoutMs, what: "The request", parents: [signal, session.closing.signal] });
  const told = tellAlone(step, { runId, onEvent });
  const outcome = await executeStep(session, step, {
    params: step.params,
    signal: limit.signal,
    key: `${runId}:${step.id}`,
    retries: new RetryBudget(1),
    deadlineAt: begun + timeoutMs,
    listener: told?.listener,
  });
  limit.end();
  told?.ended(outcome);
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
      ...(detected === undefined ? {} : { detected }),
      ...shaped.totals,
    },
  };
}

/** The one step, found and checked; or the error with every defect. */
export async function checkDelegate(
  session: Session,
  request: unknown,
  { needsEverySystem = true }: { needsEverySystem?: boolean } = {},
): Promise<{ step: CheckedStep; detected?: Detected } | { refused: PmoError }> {
  const misfit = schemaDefect(delegateRequestSchema, request, REQUEST_KEYS);
  const complete = await completed(session, request);
  const steps = readSteps({ operations: [complete.request] }, false).map((step) => ({
    ...step,
    id: step.operation,
    alone: true,
  }));
  const { checked, defects } = checkSteps(session, "defect" in complete ? [] : steps, {
    readsOnly: false,
    references: false,
    needsEverySystem,
  });
  const routing = "defect" in complete ? complete.defect : undefined;
  const all = [misfit, selectDefect(request), routing, ...defects].filter((defect) => defect !== undefined);
  if (all.length > 0) return { refused: refusal(all) };
  const [step] = checked;
  if (step === undefined) throw new TypeError("A request that fits its schema has its step.");
  const detected = "detected" in complete ? complete.detected : undefined;
  return { step, ...(detected === undefined ? {} : { detected }) };
}

/** For whom a request is. One that names its system and its operation is for those. */
export async function detectDelegate(
  session: Session,
  request: DelegateRequest,
): Promise<{ detected: Detected } | { error: WireError }> {
  const misfit = schemaDefect(delegateRequestSchema, request, REQUEST_KEYS);
  if (misfit !== undefined) return { error: misfit.toJSON() };
  const complete = await completed(session, request);
  if ("defect" in complete) return { error: complete.defect.toJSON() };
  const { system = "", operation = "" } = request;
  return { detected: complete.detected ?? { system, operation, because: "the request names them" } };
}

function refused(request: unknown, error: PmoError, overhead_ms: number): DelegateAnswer {
  const system = (request as { system?: unknown } | null)?.system;
  const isName = typeof system === "string" && system !== "" && system.length <= LONGEST_NAME;
  const metadata = neverStarted(isName ? system : "orchestrator");
  return {
    success: false,
    error: error.toJSON(),
    metadata: { ...metadata, duration_ms: overhead_ms, orchestrated: true, overhead_ms },
  };
}
