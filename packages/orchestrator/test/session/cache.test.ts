import { describe, expect, it, vi } from "vitest";
import { SessionCache } from "../../src/session/cache.js";
import { LookupCounts } from "../../src/session/statistics.js";

const slots = { things: { ttlMs: "session" as const, summary: "" }, brief: { ttlMs: 50, summary: "" } };

function scope(
  cache: SessionCache,
  more: { tenant?: string; system?: string; refresh?: boolean; signal?: AbortSignal } = {},
) {
  const counts = new LookupCounts();
  const lookups = cache.scoped({
    tenant: "local",
    system: "box",
    operation: "look",
    slots,
    refresh: false,
    signal: new AbortController().signal,
    ...more,
    counts,
  });
  return Object.assign(lookups, { counts });
}

describe("SessionCache", () => {
  it("loads once, then answers from memory, also null and undefined", async () => {
    const cache = new SessionCache(10);
    for (const value of ["text", null, undefined, 0]) {
      const load = vi.fn(async () => value);
      const key = String(value);
      expect(await scope(cache).get("things", key, load)).toBe(value);
      expect(await scope(cache).get("things", key, load)).toBe(value);
      expect(load).toHaveBeenCalledTimes(1);
    }
    expect(cache.totals()).toMatchObject({ hits: 4, misses: 4, hitRate: 0.5 });
  });

  it("shares nothing across tenants, systems and slots", async () => {
    const cache = new SessionCache(10);
    await scope(cache).get("things", "a", async () => "mine");
    for (const other of [{ tenant: "other" }, { system: "other" }]) {
      expect(await scope(cache, other).get("things", "a", async () => "theirs")).toBe("theirs");
    }
    expect(await scope(cache).get("brief", "a", async () => "brief")).toBe("brief");
    expect(scope(cache).peek("things", "a")).toBe("mine");
    expect(scope(cache, { tenant: "third" }).peek("things", "a")).toBeUndefined();
  });

  it("asks once for what several steps want at the same time", async () => {
    const cache = new SessionCache(10);
    const load = vi.fn(async () => "value");
    const all = await Promise.all([1, 2, 3].map(() => scope(cache).get("things", "a", load)));
    expect(all).toEqual(["value", "value", "value"]);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it("does not let one step's cancellation fail another", async () => {
    const cache = new SessionCache(10);
    const first = scope(cache).get("things", "a", () => Promise.reject(new Error("cancelled")));
    const second = scope(cache).get("things", "a", async () => "own");
    await expect(first).rejects.toThrow("cancelled");
    expect(await second).toBe("own");
  });

  it("keeps no failure", async () => {
    const cache = new SessionCache(10);
    await expect(scope(cache).get("things", "a", () => Promise.reject(new Error("no")))).rejects.toThrow(
      "no",
    );
    expect(await scope(cache).get("things", "a", async () => "yes")).toBe("yes");
  });

  it("skips the read and overwrites on demand", async () => {
    const cache = new SessionCache(10);
    await scope(cache).get("things", "a", async () => 1);
    expect(await scope(cache, { refresh: true }).get("things", "a", async () => 2)).toBe(2);
    expect(await scope(cache).get("things", "a", async () => 3)).toBe(2);
  });

  it("forgets after the slot's time to live", async () => {
    vi.useFakeTimers({ toFake: ["performance", "Date"] });
    vi.advanceTimersByTime(1000);
    try {
      const cache = new SessionCache(10);
      await scope(cache).get("brief", "a", async () => 1);
      vi.advanceTimersByTime(49);
      expect(await scope(cache).get("brief", "a", async () => 2)).toBe(1);
      vi.advanceTimersByTime(20);
      expect(await scope(cache).get("brief", "a", async () => 2)).toBe(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it("stays within its bound", async () => {
    const cache = new SessionCache(5);
    for (let index = 0; index < 100; index++) scope(cache).put("things", String(index), index);
    expect(cache.statistics("local", "box").entries).toBe(5);
  });

  it("forgets an entry or a slot", () => {
    const lookups = scope(new SessionCache(10));
    lookups.put("things", "a", 1);
    lookups.put("things", "b", 2);
    lookups.put("brief", "a", 3);
    lookups.forget("things", "a");
    expect([lookups.peek("things", "a"), lookups.peek("things", "b")]).toEqual([undefined, 2]);
    lookups.forget("things");
    expect([lookups.peek("things", "b"), lookups.peek("brief", "a")]).toEqual([undefined, 3]);
  });

  it("refuses a slot that the adapter did not declare", () => {
    expect(() => scope(new SessionCache(10)).put("nowhere", "a", 1)).toThrow(TypeError);
  });
});
