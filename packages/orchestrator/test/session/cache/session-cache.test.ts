import { PmoError } from "@pm-orchestrator/core";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { SessionCache } from "../../../src/session/cache/session-cache.js";
import { atStandstill, notFound, pending, scope } from "./scope.js";

describe("SessionCache", () => {
  it("loads once, then answers from memory, also null and undefined", async () => {
    const cache = new SessionCache(10);
    for (const value of ["text", null, undefined, 0, []]) {
      const load = vi.fn(async () => value);
      const key = JSON.stringify(value) ?? "undefined";
      expect(await scope(cache).get("things", key, load)).toBe(value);
      expect(await scope(cache).get("things", key, load)).toBe(value);
      expect(load).toHaveBeenCalledTimes(1);
    }
    expect(cache.use.totals()).toMatchObject({ hits: 5, misses: 5, hitRate: 0.5 });
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

  it("shares nothing across tenants, whatever they are called", () => {
    const name = fc.string({ unit: fc.constantFrom("a", "b", "\0", ":", "1", "2") });
    const who = fc.record({ tenant: name, system: name });
    fc.assert(
      fc.property(who, who, name, (one, two, key) => {
        fc.pre(one.tenant !== two.tenant || one.system !== two.system);
        const cache = new SessionCache(10);
        scope(cache, one).put("things", key, "mine");
        expect(scope(cache, two).peek("things", key)).toBeUndefined();
        scope(cache, two).forget("things");
        expect(scope(cache, one).peek("things", key)).toBe("mine");
        expect(cache.statistics(two.tenant, two.system).entries).toBe(0);
      }),
    );
  });

  it("asks once for what several steps want at the same time", async () => {
    const cache = new SessionCache(10);
    const load = vi.fn(async () => "value");
    const all = await Promise.all([1, 2, 3].map(() => scope(cache).get("things", "a", load)));
    expect(all).toEqual(["value", "value", "value"]);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it("does not let one step's cancellation fail others: one of them loads for all", async () => {
    const cache = new SessionCache(10);
    const first = scope(cache).get("things", "a", () => Promise.reject(new Error("cancelled")));
    const load = vi.fn(async () => "own");
    const others = [1, 2, 3].map(() => scope(cache).get("things", "a", load));
    await expect(first).rejects.toThrow("cancelled");
    expect(await Promise.all(others)).toEqual(["own", "own", "own"]);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it("tells everybody who waits what the system said", async () => {
    const cache = new SessionCache(10);
    const refused = new PmoError({ code: "NO", number: 10_002, message: "no", retryable: false });
    const load = vi.fn(() => Promise.reject(refused));
    const all = [1, 2].map(() => scope(cache).get("things", "a", load));
    for (const one of all) await expect(one).rejects.toBe(refused);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it("keeps no failure", async () => {
    const cache = new SessionCache(10);
    const failing = () => Promise.reject(new Error("no"));
    await expect(scope(cache).get("things", "a", failing)).rejects.toThrow("no");
    expect(await scope(cache).get("things", "a", async () => "yes")).toBe("yes");
  });

  it("skips the read and overwrites on demand, also what began to load before", async () => {
    const cache = new SessionCache(10);
    await scope(cache).get("things", "a", async () => 1);
    expect(await scope(cache, { refresh: true }).get("things", "a", async () => 2)).toBe(2);
    expect(await scope(cache).get("things", "a", async () => 3)).toBe(2);
    const slow = pending<number>();
    const old = scope(cache).get("things", "b", slow.load);
    await scope(cache, { refresh: true }).get("things", "b", async () => 5);
    slow.resolve(4);
    expect(await old).toBe(4);
    expect(scope(cache).peek("things", "b")).toBe(5);
  });

  it("refuses a slot that the adapter did not declare", () => {
    expect(() => scope(new SessionCache(10)).put("nowhere", "a", 1)).toThrow(TypeError);
  });
});

describe("the bound", () => {
  it("holds whatever is kept, and what was used last stays", () => {
    const operation = fc.record({
      key: fc.nat({ max: 40 }),
      tenant: fc.constantFrom("a", "b"),
      value: fc.oneof(fc.string({ maxLength: 200 }), fc.constant(null), fc.constant([])),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.array(operation, { maxLength: 80 }), (most, puts) => {
        const cache = new SessionCache(most);
        for (const { key, tenant, value } of puts) {
          const lookups = scope(cache, { tenant });
          lookups.put("things", String(key), value);
          expect(lookups.peek("things", String(key))).toBe(value);
          const held = ["a", "b"].reduce((sum, who) => sum + cache.statistics(who, "box").entries, 0);
          expect(held).toBeLessThanOrEqual(most);
        }
      }),
    );
  });
});

describe("forgetting", () => {
  it("takes an entry or a slot", () => {
    const lookups = scope(new SessionCache(10));
    lookups.put("things", "a", 1);
    lookups.put("things", "b", 2);
    lookups.put("brief", "a", 3);
    lookups.forget("things", "a");
    expect([lookups.peek("things", "a"), lookups.peek("things", "b")]).toEqual([undefined, 2]);
    lookups.forget("things");
    expect([lookups.peek("things", "b"), lookups.peek("brief", "a")]).toEqual([undefined, 3]);
  });

  it.each([
    ["its entry", (cache: SessionCache) => scope(cache).forget("things", "a")],
    ["its slot", (cache: SessionCache) => scope(cache).forget("things")],
    ["everything", (cache: SessionCache) => void cache.clear("local")],
  ])("keeps nothing that was being loaded when %s was forgotten", async (_what, forget) => {
    const cache = new SessionCache(10);
    const old = pending<string>();
    const first = scope(cache).get("things", "a", old.load);
    forget(cache);
    const second = scope(cache).get("things", "a", async () => "new");
    expect(await second).toBe("new");
    old.resolve("old");
    expect(await first).toBe("old");
    expect(scope(cache).peek("things", "a")).toBe("new");
  });

  it("keeps what a write brought along, not what was being loaded before", async () => {
    const cache = new SessionCache(10);
    const old = pending<string>();
    const first = scope(cache).get("things", "a", old.load);
    scope(cache, { isRead: false }).put("things", "a", "renamed");
    old.resolve("old");
    await first;
    expect(scope(cache).peek("things", "a")).toBe("renamed");
  });
});

describe("that there is nothing", () => {
  it.each([
    ["an error that says so", () => Promise.reject(notFound())],
    ["undefined", async () => undefined],
    ["null", async () => null],
    ["an empty list", async () => []],
  ])("is believed for ten seconds: %s", async (_what, load) => {
    await atStandstill(async (pass) => {
      const cache = new SessionCache(10);
      const loading = vi.fn(load as () => Promise<unknown>);
      const ask = () =>
        scope(cache)
          .get("things", "a", loading)
          .catch((error: unknown) => error);
      const first = await ask();
      await pass(9_999);
      expect(await ask()).toBe(first);
      expect(loading).toHaveBeenCalledTimes(1);
      await pass(1);
      await ask();
      expect(loading).toHaveBeenCalledTimes(2);
    });
  });

  it("is not believed longer than what is there", async () => {
    await atStandstill(async (pass) => {
      const cache = new SessionCache(10);
      await scope(cache).get("brief", "a", async () => null);
      await pass(50);
      expect(await scope(cache).get("brief", "a", async () => 1)).toBe(1);
    });
  });

  it("is over with the next write to the system, also for what was asked while it ran", async () => {
    const cache = new SessionCache(10);
    const asked = pending<null>();
    const during = scope(cache).get("things", "b", asked.load);
    await scope(cache).get("things", "a", async () => null);
    await scope(cache, { system: "other" }).get("things", "a", async () => null);
    cache.wrote("local", "box");
    asked.resolve(null);
    await during;
    for (const key of ["a", "b"]) expect(await scope(cache).get("things", key, async () => 1)).toBe(1);
    expect(await scope(cache, { system: "other" }).get("things", "a", async () => 1)).toBeNull();
  });

  it("never makes a write fail", async () => {
    const cache = new SessionCache(10);
    await expect(scope(cache).get("things", "a", () => Promise.reject(notFound()))).rejects.toThrow();
    expect(await scope(cache, { isRead: false }).get("things", "a", async () => 1)).toBe(1);
  });

  it("is not what our own errors say, nor one that may pass", async () => {
    const cache = new SessionCache(10);
    const passing = new PmoError({ code: "A_NOT_FOUND", number: 10_003, message: "", retryable: true });
    for (const error of [notFound("DEPENDENCY_NOT_FOUND", 6004), passing]) {
      await expect(scope(cache).get("things", "a", () => Promise.reject(error))).rejects.toBe(error);
      expect(await scope(cache).get("things", "a", async () => 1)).toBe(1);
      scope(cache).forget("things", "a");
    }
  });
});

describe("time to live", () => {
  it("ends as the slot says; the session's entries after an hour", async () => {
    await atStandstill(async (pass) => {
      const cache = new SessionCache(10);
      const write = { isRead: false };
      await scope(cache).get("exact", "a", async () => 1);
      await scope(cache).get("things", "a", async () => 1);
      await pass(49);
      expect(await scope(cache, write).get("exact", "a", async () => 2)).toBe(1);
      await pass(1);
      expect(await scope(cache, write).get("exact", "a", async () => 2)).toBe(2);
      await pass(55 * 60_000 - 51);
      expect(await scope(cache, write).get("things", "a", async () => 2)).toBe(1);
      await pass(5 * 60_000 + 1);
      expect(await scope(cache).get("things", "a", async () => 2)).toBe(2);
    });
  });

  it("counts only entries that are still answered", async () => {
    await atStandstill(async (pass) => {
      const cache = new SessionCache(10);
      scope(cache).put("brief", "a", 1);
      scope(cache).put("things", "a", 1);
      await pass(79);
      expect(cache.statistics("local", "box").entries).toBe(2);
      await pass(1);
      expect(cache.statistics("local", "box").entries).toBe(1);
    });
  });
});

describe("an entry that has just expired", () => {
  it("is answered to reads while one of them reads it anew", async () => {
    await atStandstill(async (pass) => {
      const cache = new SessionCache(10);
      await scope(cache).get("brief", "a", async () => "old");
      await pass(50);
      const anew = pending<string>();
      const load = vi.fn(anew.load);
      for (let index = 0; index < 5; index++) expect(await scope(cache).get("brief", "a", load)).toBe("old");
      expect(load).toHaveBeenCalledTimes(1);
      anew.resolve("new");
      await pass(0);
      const never = vi.fn(async () => "never");
      expect(await scope(cache).get("brief", "a", never)).toBe("new");
      expect(never).not.toHaveBeenCalled();
      expect(cache.use.totals()).toMatchObject({ hits: 6, misses: 1 });
    });
  });

  it("is not answered to writes, which wait for what is being read anew", async () => {
    await atStandstill(async (pass) => {
      const cache = new SessionCache(10);
      await scope(cache).get("brief", "a", async () => "old");
      await pass(50);
      const anew = pending<string>();
      await scope(cache).get("brief", "a", anew.load);
      const write = scope(cache, { isRead: false }).get("brief", "a", async () => "twice");
      anew.resolve("new");
      expect(await write).toBe("new");
    });
  });

  it("is not answered from a slot where it would mislead", async () => {
    await atStandstill(async (pass) => {
      const cache = new SessionCache(10);
      await scope(cache).get("exact", "a", async () => "old");
      await pass(50);
      expect(await scope(cache).get("exact", "a", async () => "new")).toBe("new");
    });
  });

  it("stays when it cannot be read anew, which is tried again only after a while", async () => {
    await atStandstill(async (pass) => {
      const cache = new SessionCache(10);
      const slow = { ...scope(cache) };
      await slow.get("things", "a", async () => "old");
      await pass(55 * 60_000);
      const load = vi.fn(() => Promise.reject<string>(new Error("down")));
      for (const wait of [0, 1, 4_998, 1]) {
        await pass(wait);
        expect(await scope(cache).get("things", "a", load)).toBe("old");
        await pass(0);
      }
      expect(load).toHaveBeenCalledTimes(2);
      await pass(5 * 60_000);
      await expect(scope(cache).get("things", "a", load)).rejects.toThrow("down");
    });
  });

  it("goes when it turns out that it is not there any more", async () => {
    await atStandstill(async (pass) => {
      const cache = new SessionCache(10);
      const gone = notFound();
      await scope(cache).get("brief", "a", async () => "old");
      await pass(50);
      expect(await scope(cache).get("brief", "a", () => Promise.reject(gone))).toBe("old");
      await pass(0);
      await expect(scope(cache).get("brief", "a", async () => "never")).rejects.toBe(gone);
    });
  });

  it("does not come back when it was forgotten while it was read anew", async () => {
    await atStandstill(async (pass) => {
      const cache = new SessionCache(10);
      await scope(cache).get("brief", "a", async () => "old");
      await pass(50);
      const anew = pending<string>();
      await scope(cache).get("brief", "a", anew.load);
      scope(cache, { isRead: false }).forget("brief", "a");
      anew.resolve("before the write");
      await pass(0);
      expect(scope(cache).peek("brief", "a")).toBeUndefined();
    });
  });
});
