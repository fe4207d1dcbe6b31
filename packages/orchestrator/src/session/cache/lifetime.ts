import type { CacheSlotDefinition } from "@pm-orchestrator/core";

/** Nothing is answered that is older: a session that lasts longer is a server, and a store outlives its process. */
export const LONGEST_MS = 60 * 60_000;

const LONGEST_STALE_MS = 5 * 60_000;

/** That something is not there is believed for so long. Unit: milliseconds. */
export const NOTHING_MS = 10_000;

/** After it could not be read anew an entry is left alone for so long. Unit: milliseconds. */
export const RELOAD_PAUSE_MS = 5000;

/** How long an entry is answered: as it is, and then while it is read anew. Unit: milliseconds. */
export interface Lifetime {
  freshMs: number;
  staleMs: number;
}

export function lifetimeOf({ ttlMs, staleMs }: CacheSlotDefinition): Lifetime {
  if (ttlMs !== "session" && ttlMs < LONGEST_MS)
    return { freshMs: ttlMs, staleMs: staleMs ?? Math.min(ttlMs, LONGEST_STALE_MS) };
  const stale = Math.min(staleMs ?? LONGEST_STALE_MS, LONGEST_MS);
  return { freshMs: LONGEST_MS - stale, staleMs: stale };
}
