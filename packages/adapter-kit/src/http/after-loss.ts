import { type Attempt, isPmoError, PmoError } from "@pm-orchestrator/core";
import type { HttpAnswer, HttpCall } from "./call.js";

/**
 * Whether an attempt before the one that failed so may have been applied. Then a refusal can be the work of that one: what
 * is deleted cannot be found any more. Such an error says `earlier_attempt: "uncertain"` in its details.
 */
export function isAfterLoss(error: unknown): error is PmoError {
  return isPmoError(error) && error.details["earlier_attempt"] === "uncertain";
}

/** Whether a refusal says that there is no such thing: for `doneWhen` of calls that take something away. */
export function isGone({ code }: PmoError): boolean {
  return code.endsWith("_NOT_FOUND");
}

/** The attempts at one write, each told what became of those before it. */
export interface NoticedAttempts {
  attempt(): Promise<Attempt<HttpAnswer>>;
  /**
   * Whether it is unknown what became of the write that ended with this error, though the error itself says nothing of it:
   * an attempt was lost, and none after it was answered yes or no.
   */
  leavesUnknown(error: unknown): boolean;
}

/**
 * Makes the attempts at one write know of each other: after one that may have been applied, answers say `repeated`, errors
 * say so in their details, and a refusal that tells that all is done, by the call's `doneWhen`, becomes an answer.
 */
export function noticingLoss<Code extends string>(
  { doneWhen }: Pick<HttpCall<Code>, "doneWhen">,
  attempt: () => Promise<Attempt<HttpAnswer>>,
): NoticedAttempts {
  let lost = false;
  let last: Attempt<HttpAnswer> | undefined;
  const afterLoss = (ended: Attempt<HttpAnswer>): Attempt<HttpAnswer> => {
    if (!("failed" in ended)) return { ...ended, value: { ...ended.value, repeated: true } };
    const { failed } = ended;
    if (doneWhen?.(failed.error) === true) {
      return { value: { status: 204, headers: new Headers(), body: undefined, repeated: true } };
    }
    return { failed: { ...failed, error: afterUncertain(failed.error) } };
  };
  return {
    async attempt() {
      last = undefined;
      const ended = await attempt();
      last = lost ? afterLoss(ended) : ended;
      lost ||= mayHaveBeenApplied(ended);
      return last;
    },
    leavesUnknown(error) {
      if (!lost || (isPmoError(error) && error.code === "OUTCOME_UNKNOWN")) return false;
      // What it was stopped with in between is no answer; the first loss tells of itself.
      if (last === undefined || !("failed" in last) || error !== last.failed.error) return true;
      return isAfterLoss(error) && last.failed.why !== "refused";
    },
  };
}

/** A system that is in trouble may have done it before it said so; one that is closed (503) has not. */
function mayHaveBeenApplied(ended: Attempt<HttpAnswer>): boolean {
  if (!("failed" in ended)) return false;
  const { why, error } = ended.failed;
  return why === "trouble" && error.details["status"] !== 503;
}

function afterUncertain(error: PmoError): PmoError {
  const { code, number, message, system, details, suggestions, retryable, cause } = error;
  return new PmoError({
    ...{ code, number, message, system, suggestions, retryable, cause },
    details: { ...details, earlier_attempt: "uncertain" },
  });
}
