import type { PmoError } from "../errors/pmo-error.js";

/** What a vendor says of what is left of a limit, in the headers of an answer. */
export interface BudgetReading {
  /** Requests that are left. */
  remaining: number;
  /** When there are more. Unit: milliseconds from now. */
  resetsInMs: number;
  /**
   * The limit domain of which it speaks, as the adapter declares it. Default: all that the call draws on, except those that
   * count steps where others count calls.
   */
  domain?: string;
}

/** One attempt at an upstream call that brought no answer, or one that is a failure. */
export interface FailedAttempt {
  error: PmoError;
  /**
   * Why: the system limits us (`rate_limited`: nothing happened); it cannot be reached (`unreachable`: nothing was sent); it
   * is in trouble or silent (`trouble`); or it said no (`refused`), which tells that it is well.
   */
  why: "rate_limited" | "unreachable" | "trouble" | "refused";
  /** Whether it may be sent again: never when it may have happened and twice would do harm. */
  again: boolean;
  /** How long the vendor asks us to wait. Unit: milliseconds. */
  waitMs?: number | undefined;
  /**
   * The limit domain that has no room, where the vendor says so. Default: all that the call draws on, except those that
   * count steps where others count calls. One on which the operation does not draw closes no other.
   */
  domain?: string | undefined;
}

/** How one attempt ended. */
export type Attempt<Value> = { value: Value; budget?: BudgetReading | undefined } | { failed: FailedAttempt };

/**
 * What stands between a step and its system: the engine's limits, retries and circuit breaker. An adapter says what an
 * attempt was; whether and when there is another is decided here.
 */
export interface UpstreamGate {
  /**
   * Makes one upstream call in as many attempts as it takes and as may be. Rejects with the error of the last attempt, or
   * with CIRCUIT_OPEN (6106) or OPERATION_CANCELLED (6107) when nothing was sent.
   */
  call<Value>(attempt: () => Promise<Attempt<Value>>): Promise<Value>;
}
