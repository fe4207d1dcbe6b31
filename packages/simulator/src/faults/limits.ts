import { type MatchedRequest, matcherOf } from "./matching.js";
import type { LimitRule, RateHeaders } from "./plan.js";

/** Why a request found no room. */
export interface NoRoom {
  /** Until there will be some. */
  waitMs: number;
  headers: RateHeaders;
}

interface Bucket {
  tokens: number;
  /** When it was last filled. Unit: milliseconds of the clock. */
  at: number;
}

/** Sums of fractions fall short of 1 by less than this. */
const ROUNDING = 1e-9;

/**
 * Takes a token from every limit that a request falls under, or from none of them when one is empty: then it says which
 * makes it wait longest. Undefined: there is room.
 */
export function createLimits(
  limits: readonly LimitRule[],
  clock: () => number,
): (asked: MatchedRequest) => NoRoom | undefined {
  const all = limits.map((limit) => ({ limit, fits: matcherOf(limit), buckets: new Map<string, Bucket>() }));
  return (asked) => {
    const now = clock();
    const drawn = all
      .filter(({ fits }) => fits(asked))
      .map(({ limit, buckets }) => ({ limit, bucket: filled(limit, buckets, { asked, now }) }));
    const empty = drawn
      .filter(({ bucket }) => bucket.tokens < 1 - ROUNDING)
      .map(({ limit: { per_second, headers = "vendor" }, bucket }) => ({
        waitMs: ((1 - bucket.tokens) / per_second) * 1000,
        headers,
      }))
      .sort((a, b) => b.waitMs - a.waitMs);
    if (empty.length === 0) for (const { bucket } of drawn) bucket.tokens -= 1;
    return empty[0];
  };
}

function filled(
  { per_second, burst, per }: LimitRule,
  buckets: Map<string, Bucket>,
  { asked, now }: { asked: MatchedRequest; now: number },
): Bucket {
  const key = per === "path" ? `${asked.kind}${asked.pathname}` : "";
  const bucket = buckets.get(key) ?? { tokens: burst, at: now };
  bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * per_second);
  bucket.at = now;
  buckets.set(key, bucket);
  return bucket;
}
