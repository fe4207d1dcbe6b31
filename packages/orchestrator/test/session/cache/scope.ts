import { PmoError, type UpstreamGate } from "@pm-orchestrator/core";
import { vi } from "vitest";
import type { SessionCache } from "../../../src/session/cache/session-cache.js";
import { LookupCounts } from "../../../src/session/statistics.js";

const slots = {
  things: { ttlMs: "session" as const, summary: "" },
  brief: { ttlMs: 50, staleMs: 30, summary: "" },
  exact: { ttlMs: 50, staleMs: 0, summary: "" },
};

interface Which {
  tenant?: string;
  system?: string;
  isRead?: boolean;
  refresh?: boolean;
  signal?: AbortSignal;
  backgroundGate?: (signal: AbortSignal) => UpstreamGate;
}

/** Lets every attempt through. */
export const openGate: UpstreamGate = {
  async call(attempt) {
    const ended = await attempt();
    if ("failed" in ended) throw ended.failed.error;
    return ended.value;
  },
};

/** The cache as a step of the system `box` sees it. */
export function scope(cache: SessionCache, which: Which = {}) {
  const counts = new LookupCounts();
  const lookups = cache.scoped({
    tenant: "local",
    system: "box",
    operation: "look",
    slots,
    begunAt: Date.now(),
    isRead: true,
    refresh: false,
    signal: new AbortController().signal,
    waitFor: (load) => load,
    backgroundGate: () => openGate,
    ...which,
    counts,
  });
  return Object.assign(lookups, { counts });
}

/** A load that a test ends when it likes. */
export function pending<Value>() {
  let resolve: (value: Value) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<Value>((keep, fail) => {
    resolve = keep;
    reject = fail;
  });
  return { load: () => promise, resolve, reject };
}

/** What an adapter throws that found nothing. */
export function notFound(code = "THING_NOT_FOUND", number = 10_001): PmoError {
  return new PmoError({ code, number, message: "There is no such thing.", retryable: false });
}

/** Runs `test` with a clock that stands still unless it is moved. */
export async function atStandstill(test: (pass: (ms: number) => Promise<void>) => Promise<void>) {
  vi.useFakeTimers({ toFake: ["performance", "Date", "setTimeout", "clearTimeout"] });
  vi.advanceTimersByTime(1000);
  try {
    await test(async (ms) => void (await vi.advanceTimersByTimeAsync(ms)));
  } finally {
    vi.useRealTimers();
  }
}
