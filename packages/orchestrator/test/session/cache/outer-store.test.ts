import { registerSecret } from "@pm-orchestrator/core";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { KeyedStore } from "../../../src/session/cache/keyed-store.js";
import { OuterStore } from "../../../src/session/cache/outer-store.js";
import { SessionCache } from "../../../src/session/cache/session-cache.js";
import { atStandstill, pending, scope } from "./scope.js";

/** What several processes share: what it holds, as JSON, and what it was asked. */
class SharedStore implements KeyedStore {
  readonly content = new Map<string, { json: string; until: number }>();
  readonly asked: string[][] = [];
  /** While it is set, everything fails with it. */
  failure: Error | undefined;

  async getMany(keys: string[]): Promise<unknown[]> {
    if (this.failure) throw this.failure;
    this.asked.push(keys);
    return keys.map((key) => {
      const found = this.content.get(key);
      return found === undefined || found.until <= Date.now() ? undefined : JSON.parse(found.json);
    });
  }

  async set(key: string, value: unknown, ttlMs: number): Promise<void> {
    if (this.failure) throw this.failure;
    this.content.set(key, { json: JSON.stringify(value), until: Date.now() + ttlMs });
  }

  async disconnect(): Promise<void> {}
}

/** A process that uses the store with these credentials. */
function process_(store: KeyedStore, identity: string | undefined = "token") {
  const system = { identity: () => identity, slots: () => ["things", "brief", "exact"] };
  const open = vi.fn(async () => store);
  const systems = new Map([
    ["box", system],
    ["other", system],
  ]);
  return Object.assign(
    new SessionCache(100, new OuterStore({ kind: "shared", name: "The store", open }, systems)),
    { open },
  );
}

const never = () => Promise.reject(new Error("it was asked again"));

afterEach(() => void vi.restoreAllMocks());

describe("OuterStore", () => {
  it("answers the next process, as a hit and without a call, until the entry has expired", async () => {
    await atStandstill(async (pass) => {
      const store = new SharedStore();
      await scope(process_(store)).get("things", "a", async () => ({ id: 1 }));
      await pass(54 * 60_000);
      const next = process_(store);
      const lookups = scope(next);
      expect(await lookups.get("things", "a", never)).toEqual({ id: 1 });
      expect(lookups.counts).toMatchObject({ hits: 1, misses: 0 });
      expect(lookups.peek("things", "a")).toEqual({ id: 1 });
      // It is as old here as it is there.
      await pass(60_000);
      expect(await scope(next, { isRead: false }).get("things", "a", async () => 2)).toBe(2);
    });
  });

  it("opens nothing before there is something to look up, and asks once for look-ups of the same moment", async () => {
    const store = new SharedStore();
    const cache = process_(store);
    const lookups = scope(cache);
    expect(cache.open).not.toHaveBeenCalled();
    await Promise.all(["a", "b", "c"].map((key) => lookups.get("things", key, async () => key)));
    expect(cache.open).toHaveBeenCalledTimes(1);
    expect(store.asked).toHaveLength(1);
    // Three entries, when each was forgotten, and when the slot was.
    expect(new Set(store.asked[0])).toHaveLength(7);
  });

  it.each([
    ["tenant", { tenant: "other" }, "token"],
    ["system", { system: "other" }, "token"],
    ["credential", {}, "another token"],
  ])("never answers another %s", async (_what, who, identity) => {
    const store = new SharedStore();
    const first = process_(store);
    await scope(first).get("things", "a", async () => "mine");
    await first.close();
    expect(store.content.size).toBe(1);
    expect(await scope(process_(store, identity), who).get("things", "a", async () => "theirs")).toBe(
      "theirs",
    );
  });

  it("keeps nothing of a system whose credentials are not known", async () => {
    const store = new SharedStore();
    const unknown = new SessionCache(
      10,
      new OuterStore(
        { kind: "shared", name: "", open: async () => store },
        new Map([["box", { identity: () => undefined, slots: () => [] }]]),
      ),
    );
    await scope(unknown).get("things", "a", async () => 1);
    scope(unknown).forget("things");
    await unknown.close();
    expect(store.content.size).toBe(0);
  });

  it("says nothing of credentials, names and keys in what it writes beside the value", async () => {
    const store = new SharedStore();
    const cache = process_(store, "s3cret-token");
    await scope(cache, { tenant: "acme" }).get("things", "ada@example.org", async () => 1);
    scope(cache, { tenant: "acme" }).forget("things", "bob@example.org");
    await cache.close();
    const all = [...store.content].flatMap(([key, { json }]) => [key, json]).join("\n");
    for (const text of ["s3cret", "acme", "box", "things", "ada", "bob"]) expect(all).not.toContain(text);
    expect([...store.content.keys()].every((key) => /^[0-9a-f]{40}\.[0-9a-f]{40}(\.f)?$/.test(key))).toBe(
      true,
    );
  });

  it.each([
    ["an entry", "a"],
    ["a slot", undefined],
  ])("forgets %s for every process", async (_what, key) => {
    await atStandstill(async (pass) => {
      const store = new SharedStore();
      const one = process_(store);
      await scope(one).get("things", "a", async () => "old");
      await scope(one).get("things", "b", async () => "b");
      await pass(5000);
      scope(process_(store), { isRead: false }).forget("things", key);
      await pass(5000);
      const load = vi.fn(async () => "new");
      expect(await scope(process_(store)).get("things", "a", load)).toBe("new");
      expect(await scope(process_(store)).get("things", "b", load)).toBe(key === undefined ? "new" : "b");
    });
  });

  it("keeps nothing that a process was loading when another one wrote, whoever is written first", async () => {
    await atStandstill(async (pass) => {
      const store = new SharedStore();
      const slow = pending<string>();
      const one = process_(store);
      const old = scope(one).get("things", "a", slow.load);
      await pass(5000);
      scope(process_(store), { isRead: false }).forget("things", "a");
      await pass(5000);
      slow.resolve("before the write");
      await old;
      await pass(0);
      const load = vi.fn(async () => "after the write");
      expect(await scope(process_(store)).get("things", "a", load)).toBe("after the write");
      await pass(5000);
      expect(await scope(process_(store)).get("things", "a", never)).toBe("after the write");
    });
  });

  it("keeps what a list brought along as old as its step", async () => {
    await atStandstill(async (pass) => {
      const store = new SharedStore();
      const listing = scope(process_(store));
      await pass(5000);
      scope(process_(store), { isRead: false }).forget("things", "a");
      await pass(5000);
      listing.put("things", "a", "before the write");
      listing.put("things", "b", "untouched");
      await pass(0);
      const next = scope(process_(store));
      expect(await next.get("things", "b", never)).toBe("untouched");
      expect(await next.get("things", "a", async () => "new")).toBe("new");
    });
  });

  it("does not keep that there is nothing, and removes what is not there any more", async () => {
    await atStandstill(async (pass) => {
      const store = new SharedStore();
      await scope(process_(store)).get("things", "a", async () => null);
      await pass(0);
      expect(store.content.size).toBe(0);
      await scope(process_(store)).get("things", "a", async () => 1);
      await pass(5000);
      await scope(process_(store), { refresh: true }).get("things", "a", async () => null);
      await pass(5000);
      expect(await scope(process_(store)).get("things", "a", async () => 2)).toBe(2);
    });
  });

  it("keeps only what JSON can say, and nothing huge", async () => {
    const store = new SharedStore();
    const cache = process_(store);
    const values = [
      new Date(),
      new Map(),
      Number.NaN,
      { deep: [undefined, () => 1] },
      "x".repeat(1024 * 1024),
    ];
    for (const [index, value] of values.entries()) scope(cache).put("things", String(index), value);
    scope(cache).put("things", "plain", { a: [1, "b", null, { c: true }] });
    await cache.close();
    expect(store.content.size).toBe(1);
  });

  it.each([
    ["no entry", "text"],
    ["an instant of tomorrow", { at: 9e15, value: "wrong" }],
    ["no instant", { at: "now", value: "wrong" }],
    ["null", null],
  ])("takes what somebody else wrote for a miss: %s", async (_what, content) => {
    const store = new SharedStore();
    const one = process_(store);
    await scope(one).get("things", "a", async () => "right");
    await one.close();
    for (const entry of store.content.values()) entry.json = JSON.stringify(content);
    expect(await scope(process_(store)).get("things", "a", async () => "anew")).toBe("anew");
  });

  it("clears what belongs to the tenant, for every process", async () => {
    await atStandstill(async (pass) => {
      const store = new SharedStore();
      const one = process_(store);
      for (const tenant of ["local", "other"])
        await scope(one, { tenant }).get("things", "a", async () => tenant);
      await pass(5000);
      await one.clear("local");
      await pass(5000);
      expect(await scope(process_(store)).get("things", "a", async () => "new")).toBe("new");
      expect(await scope(process_(store), { tenant: "other" }).get("things", "a", never)).toBe("other");
    });
  });
});

describe("a store in trouble", () => {
  it("fails no step, is told of once without secrets, and left alone for a while", async () => {
    await atStandstill(async (pass) => {
      registerSecret("hunter22222");
      const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
      const store = new SharedStore();
      store.failure = new Error("ECONNREFUSED redis://:hunter22222@cache");
      const cache = process_(store);
      for (const key of ["a", "b"]) expect(await scope(cache).get("things", key, async () => key)).toBe(key);
      expect(warn).toHaveBeenCalledTimes(1);
      expect(String(warn.mock.calls[0]?.[0])).toContain("The store cannot be used at the moment");
      expect(String(warn.mock.calls[0]?.[0])).not.toContain("hunter22222");
      store.failure = undefined;
      await scope(cache).get("things", "c", async () => "c");
      expect(store.asked).toHaveLength(0);
      await pass(30_000);
      await scope(cache).get("things", "d", async () => "d");
      expect(store.asked).toHaveLength(1);
    });
  });

  it("is waited for one second at most", async () => {
    await atStandstill(async (pass) => {
      vi.spyOn(process, "emitWarning").mockImplementation(() => {});
      const cache = process_({
        getMany: () => new Promise(() => {}),
        set: () => new Promise(() => {}),
        disconnect: () => new Promise(() => {}),
      });
      const value = scope(cache).get("things", "a", async () => "a");
      await pass(1000);
      expect(await value).toBe("a");
      const closed = cache.close();
      await pass(4000);
      await closed;
    });
  });

  it("that takes long to be opened is not waited for twice, and is given what was loaded meanwhile", async () => {
    await atStandstill(async (pass) => {
      const warn = vi.spyOn(process, "emitWarning");
      const store = new SharedStore();
      const opening = pending<KeyedStore>();
      const cache = process_(store);
      cache.open.mockImplementation(opening.load);
      const first = scope(cache).get("things", "a", async () => "a");
      await pass(1000);
      expect(await first).toBe("a");
      expect(await scope(cache).get("things", "b", async () => "b")).toBe("b");
      opening.resolve(store);
      await pass(0);
      expect(warn).not.toHaveBeenCalled();
      for (const key of ["a", "b"]) expect(await scope(process_(store)).get("things", key, never)).toBe(key);
      await scope(cache).get("things", "c", async () => "c");
      expect(store.asked).toHaveLength(3);
    });
  });

  it("hears later of what was forgotten meanwhile; until then it is not believed", async () => {
    await atStandstill(async (pass) => {
      vi.spyOn(process, "emitWarning").mockImplementation(() => {});
      const store = new SharedStore();
      const cache = process_(store);
      await scope(cache).get("things", "a", async () => "old");
      await pass(5000);
      store.failure = new Error("down");
      scope(cache, { isRead: false }).forget("things", "a");
      await pass(31_000);
      store.failure = undefined;
      expect(await scope(cache).get("things", "a", async () => "new")).toBe("new");
      await pass(5000);
      // The store has been told when somebody spoke to it again.
      expect(await scope(process_(store)).get("things", "a", never)).toBe("new");
    });
  });
});
