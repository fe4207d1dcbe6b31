import { describe, expect, it } from "vitest";
import { memoryLookups } from "../../src/testing/index.js";

describe("memoryLookups", () => {
  it("loads once, then answers from memory, each slot by itself", async () => {
    const cache = memoryLookups();
    let loads = 0;
    const load = async () => {
      loads += 1;
      return loads;
    };
    expect([
      await cache.get("a", "k", load),
      await cache.get("a", "k", load),
      await cache.get("b", "k", load),
    ]).toEqual([1, 1, 2]);
  });

  it("keeps what is undefined, and does not keep a failure", async () => {
    const cache = memoryLookups();
    await expect(cache.get("a", "k", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await cache.get("a", "k", async () => undefined)).toBeUndefined();
    expect(await cache.get("a", "k", async () => "again")).toBeUndefined();
    expect(cache.statistics()).toMatchObject({ hits: 1, misses: 2, entries: 1 });
  });

  it("peeks and puts without counting", () => {
    const cache = memoryLookups();
    expect(cache.peek("a", "k")).toBeUndefined();
    cache.put("a", "k", 1);
    expect(cache.peek("a", "k")).toBe(1);
    expect(cache.statistics()).toMatchObject({ hits: 0, misses: 0, hit_rate: null, entries: 1 });
  });

  it("forgets one entry or a whole slot", () => {
    const cache = memoryLookups();
    for (const [slot, key] of [
      ["a", "1"],
      ["a", "2"],
      ["b", "1"],
    ] as const)
      cache.put(slot, key, key);
    cache.forget("a", "1");
    expect([cache.peek("a", "1"), cache.peek("a", "2"), cache.peek("b", "1")]).toEqual([undefined, "2", "1"]);
    cache.forget("a");
    expect([cache.peek("a", "2"), cache.peek("b", "1")]).toEqual([undefined, "1"]);
  });

  it("treats __proto__ and constructor as ordinary slots and keys", async () => {
    const cache = memoryLookups();
    expect(cache.peek("__proto__", "constructor")).toBeUndefined();
    expect(await cache.get("__proto__", "constructor", async () => 1)).toBe(1);
    const { slots } = cache.statistics();
    expect(Object.keys(slots)).toEqual(["__proto__"]);
  });
});
