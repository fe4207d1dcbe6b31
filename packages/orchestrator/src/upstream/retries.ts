import type { FailedAttempt } from "@pm-orchestrator/core";
import { fullJitterGenerator } from "cockatiel";

/** Attempts at one upstream call, the first included. An address that refuses three times is down. */
const MOST_ATTEMPTS = { rate_limited: 7, trouble: 7, unreachable: 3, refused: 1 } as const;

const BACKOFF = {
  initialDelay: 200,
  maxDelay: 10_000,
  exponent: 2,
  maxAttempts: 7,
  generator: fullJitterGenerator,
};

/** How many retries one request has: so a system in trouble is not asked many times as much as one that is well. */
export class RetryBudget {
  #left: number;

  /** As many as the request has steps, and some for small ones. */
  constructor(steps: number) {
    this.#left = Math.max(10, steps);
  }

  take(): boolean {
    if (this.#left <= 0) return false;
    this.#left -= 1;
    return true;
  }
}

/** How long to wait before attempt `next` (2 is the first retry); undefined when there is none. Unit: milliseconds. */
export function waitBefore(
  next: number,
  { why, again, waitMs }: FailedAttempt,
  budget: RetryBudget,
): number | undefined {
  if (!again || next > MOST_ATTEMPTS[why]) return undefined;
  // What was refused by a limit cost the system nothing, and is sent when there is room again.
  if (why === "rate_limited") return 0;
  if (!budget.take()) return undefined;
  const [backoff] = fullJitterGenerator(next - 2, BACKOFF);
  return Math.max(backoff, waitMs ?? 0);
}
