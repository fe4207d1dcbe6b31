import type { StepContext } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import { cacheStatusOperation } from "../../src/index.js";
import { directGate, memoryFiles, memoryLookups } from "../../src/testing/index.js";

const operation = cacheStatusOperation();

async function statusOf(cache: StepContext["cache"], params: Record<string, unknown>) {
  const meter = {
    begin: () => {
      throw new Error("cache_status makes no call");
    },
  };
  const step: StepContext = {
    system: "notes",
    operation: "cache_status",
    effect: "read",
    retry: "natural",
    gate: directGate,
    mint: () => "",
    signal: new AbortController().signal,
    cache,
    files: memoryFiles(),
    meter,
  };
  return operation.result.parse(await operation.run(operation.params.parse(params), { step }));
}

describe("cacheStatusOperation", () => {
  it("is a harmless read that calls nothing", () => {
    expect(operation).toMatchObject({ effect: "read", retry: "natural", upstream: [], expectedCalls: 0 });
    expect(operation.params.safeParse(operation.example).success).toBe(true);
    expect(operation.params.safeParse({ detail: true }).success).toBe(false);
  });

  it("says how the cache did, per slot when asked", async () => {
    const cache = memoryLookups(() => "get_note");
    await cache.get("notes", "1", async () => "a");
    await cache.get("notes", "1", async () => "b");
    await cache.get("users", "1", async () => "c");
    const overall = {
      hits: 1,
      misses: 2,
      hit_rate: 1 / 3,
      avg_latency_cached_ms: null,
      avg_latency_uncached_ms: null,
      operations: ["get_note"],
      entries: 2,
    };
    expect(await statusOf(cache, {})).toEqual(overall);
    expect(await statusOf(cache, { detailed: true })).toEqual({
      ...overall,
      slots: { notes: { hits: 1, misses: 1, entries: 1 }, users: { hits: 0, misses: 1, entries: 1 } },
    });
  });

  it("has no rate without look-ups", async () => {
    expect(await statusOf(memoryLookups(), {})).toMatchObject({ hits: 0, misses: 0, hit_rate: null });
  });
});
