import type { AnyAnswer, RequestOperation, RunState } from "@pm-orchestrator/core";
import { cancelledError } from "../abort.js";
import type { CallOptions } from "../options.js";
import type { Session } from "../session/session.js";
import { type Execute, RequestRun } from "./request-run.js";

/** A request and how long its caller waits. */
export interface PatientRequest extends CallOptions {
  operation: RequestOperation;
  /** What the operation is called with. */
  params: unknown;
  /** Unit: milliseconds. */
  waitMs: number;
}

/** The answer, or the state of a run that goes on: `orchestrator get_run` reads it. */
export type PatientOutcome = { answer: AnyAnswer } | { run: RunState };

/**
 * Executes a request and waits so long for its answer; then the run goes on by itself. When too many already do, it is
 * cancelled instead, and its answer has what it finished.
 */
export async function answerWithin(
  session: Session,
  { operation, params, waitMs, ...options }: PatientRequest,
  execute: Execute,
): Promise<PatientOutcome> {
  const run = new RequestRun(operation, params, execute, options);
  if (await run.endedWithin(waitMs)) return { answer: await run.answer };
  if (!session.runs.keep(run)) {
    run.cancel(cancelledError("the orchestrator: too many runs go on in the background"));
    return { answer: await run.answer };
  }
  run.detach();
  return { run: run.state() };
}
