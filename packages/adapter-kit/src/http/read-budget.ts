import type { BudgetReading } from "@pm-orchestrator/core";

/** What most vendors say of what is left of a limit: `X-RateLimit-Remaining` and `X-RateLimit-Reset`. */
export function readBudget(headers: Headers, now = Date.now()): BudgetReading | undefined {
  return budgetIn(headers, { remaining: "x-ratelimit-remaining", reset: "x-ratelimit-reset" }, now);
}

/** The same from headers of other names; undefined unless both are there and make sense. */
export function budgetIn(
  headers: Headers,
  names: { remaining: string; reset: string },
  now = Date.now(),
): BudgetReading | undefined {
  const remaining = headers.get(names.remaining);
  if (remaining === null || !/^\d+$/.test(remaining.trim())) return undefined;
  const resetsInMs = untilReset(headers.get(names.reset)?.trim() ?? "", now);
  return resetsInMs === undefined ? undefined : { remaining: Number(remaining), resetsInMs };
}

/** Seconds from now above which a number can only be a point in time, and milliseconds above which it is one in them. */
const FIRST_EPOCH_SECOND = 1e9;
const FIRST_EPOCH_MILLISECOND = 1e12;

/** Vendors give the seconds that are left, a Unix time in seconds or in milliseconds, or an ISO date. */
function untilReset(reset: string, now: number): number | undefined {
  const until = /^\d+(\.\d+)?$/.test(reset) ? untilNumber(Number(reset), now) : Date.parse(reset) - now;
  return Number.isFinite(until) && until > 0 ? Math.round(until) : undefined;
}

function untilNumber(reset: number, now: number): number {
  if (reset >= FIRST_EPOCH_MILLISECOND) return reset - now;
  if (reset >= FIRST_EPOCH_SECOND) return reset * 1000 - now;
  return reset * 1000;
}
