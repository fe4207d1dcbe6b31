import {
  type FailedAttempt,
  orchestratorError,
  type PmoError,
  type StepContext,
} from "@pm-orchestrator/core";
import { type Exchange, isWrite } from "./exchange.js";
import type { FailureReading, HttpFailure } from "./failure.js";
import { failureError } from "./read-failure.js";

/**
 * What the engine is told of a failed attempt: its error, why it failed, and whether it may be sent again. A write that
 * may have happened is sent again only when its operation says that twice is as good as once.
 */
export function failedAttempt<Code extends string>(
  { definition, call, step }: Exchange<Code>,
  failure: HttpFailure,
  given?: FailureReading<Code>,
): FailedAttempt {
  const writes = isWrite(call, step);
  const harmless = !writes || step.retry === "natural" || step.retry === "client_id";
  const lost = writes ? lostBy(failure, step) : undefined;
  if (lost !== undefined) {
    // What came back unreadable would come back so again.
    const again = harmless && !step.signal.aborted && failure.kind !== "malformed";
    return { error: outcomeUnknown(lost, step), why: "trouble", again };
  }
  if (step.signal.aborted) return { error: cancelled(step), why: "refused", again: false };
  const mayHaveHappened =
    writes && failure.kind === "status" && failure.status >= 500 && failure.status !== 503;
  const error = failureError(definition, failure, { call, given, mayHaveHappened });
  const { retry_after_ms: waitMs, limit_domain: domain } = error.details;
  const told = {
    error,
    ...(typeof waitMs === "number" ? { waitMs } : {}),
    ...(typeof domain === "string" ? { domain } : {}),
  };
  if (error.code === definition.codes.rateLimited) {
    return { ...told, why: "rate_limited", again: error.retryable };
  }
  if (failure.kind === "network" && !failure.sent) {
    return { ...told, why: "unreachable", again: error.retryable };
  }
  if (!error.retryable && !mayHaveHappened) return { ...told, why: "refused", again: false };
  // A system that names the time at which it will be back has done nothing.
  const nothingDone = !mayHaveHappened && typeof waitMs === "number";
  return { ...told, why: "trouble", again: harmless || nothingDone };
}

/** Why nobody knows what became of a write; undefined when its answer tells. */
function lostBy(failure: HttpFailure, step: StepContext): string | undefined {
  switch (failure.kind) {
    case "timeout":
      return step.signal.aborted ? "cancelled" : "no answer in time";
    case "network":
      if (!failure.sent) return undefined;
      return step.signal.aborted ? "cancelled" : "connection lost";
    case "malformed":
      // The system did it, or whoever stands before the system says something else.
      return failure.status < 300 ? `the answer is unreadable: ${failure.reason}` : undefined;
    case "status":
      // A gateway that lost the vendor's answer knows no more than we do of what became of the write.
      return failure.status === 502 || failure.status === 504
        ? `a gateway answered ${failure.status}`
        : undefined;
  }
}

/** OUTCOME_UNKNOWN (6105) for a write that may have happened. */
export function outcomeUnknown(reason: string, step: StepContext): PmoError {
  return orchestratorError("OUTCOME_UNKNOWN", {
    message: `${step.system} ${step.operation} was sent, but not answered (${reason}): it may have happened.`,
    system: step.system,
    details: { operation: step.operation, reason, reconciliation: "not looked up" },
  });
}

/** OPERATION_CANCELLED (6107) for a step whose signal ended it. */
export function cancelled(step: StepContext): PmoError {
  return orchestratorError("OPERATION_CANCELLED", {
    message: `${step.system} ${step.operation} was cancelled.`,
    system: step.system,
  });
}
