import { type Attempt, isPmoError } from "@pm-orchestrator/core";

/** Errors and answers of attempts that came after one of the same call that may have been applied. */
const later = new WeakSet<object>();

/**
 * Whether an attempt before the one that ended so may have been applied. Then a refusal can be the work of that one: what
 * is deleted cannot be found any more, and what is so already was brought about by us.
 *
 * @param ended What a call was answered, or the error with which it failed.
 */
export function isAfterLoss(ended: unknown): boolean {
  return typeof ended === "object" && ended !== null && later.has(ended);
}

/** The attempts of one call, each told what became of those before it. */
export interface NoticedAttempts<Value extends object> {
  attempt(): Promise<Attempt<Value>>;
  /**
   * Whether it is unknown what became of the call that ended with this error, though the error itself says nothing of it: an
   * attempt was lost, and none after it was answered yes or no.
   */
  leavesUnknown(error: unknown): boolean;
}

export function noticingLoss<Value extends object>(
  attempt: () => Promise<Attempt<Value>>,
): NoticedAttempts<Value> {
  let lost = false;
  let last: Attempt<Value> | undefined;
  return {
    async attempt() {
      last = undefined;
      const ended = await attempt();
      last = ended;
      if (lost) later.add("failed" in ended ? ended.failed.error : ended.value);
      lost ||= mayHaveBeenApplied(ended);
      return ended;
    },
    leavesUnknown(error) {
      if (!lost || (isPmoError(error) && error.code === "OUTCOME_UNKNOWN")) return false;
      if (last === undefined || !("failed" in last)) return true;
      // What it was stopped with in between is no answer; the first loss tells of itself.
      return error !== last.failed.error || (later.has(last.failed.error) && last.failed.why !== "refused");
    },
  };
}

/** A system that is in trouble may have done it before it said so; one that is closed (503) has not. */
function mayHaveBeenApplied(ended: Attempt<object>): boolean {
  if (!("failed" in ended)) return false;
  const { why, error } = ended.failed;
  return why === "trouble" && error.details["status"] !== 503;
}
