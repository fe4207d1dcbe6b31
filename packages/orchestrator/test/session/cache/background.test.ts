import type { FileStore, LookupCache } from "@pm-orchestrator/core";
import { describe, expect, it, vi } from "vitest";
import { Background, type ContextParts, withBackground } from "../../../src/session/cache/background.js";
import { SessionCache } from "../../../src/session/cache/session-cache.js";
import { atStandstill, openGate, pending, scope } from "./scope.js";

function step() {
  const begin = vi.fn(() => () => {});
  const signal = new AbortController().signal;
  const [cache, files] = [{} as LookupCache, {} as FileStore];
  const made = { cache: () => cache, files: () => files };
  const own = { signal, meter: { begin }, gate: { call: vi.fn() }, ...made } as unknown as ContextParts;
  return { own, context: withBackground(own) };
}

describe("what runs in the background", () => {
  it("has a signal, a gate and a count of its own, and the step keeps the step's", async () => {
    const { own, context } = step();
    const copied = { ...context };
    expect([copied.signal, copied.cache, copied.files]).toEqual([own.signal, own.cache(), own.files()]);
    const background = new Background();
    const ran = pending<void>();
    const call = vi.fn();
    let signal: AbortSignal | undefined;
    background.run(
      async () => {
        await null;
        signal = context.signal;
        for (const one of [context, copied]) {
          one.meter.begin()();
          await one.gate.call(async () => ({ value: 1 }));
        }
        ran.resolve();
      },
      () => ({ call }),
    );
    expect(context.signal).toBe(own.signal);
    await ran.load();
    expect(signal).not.toBe(own.signal);
    expect(call).toHaveBeenCalledTimes(2);
    expect(own.meter.begin).not.toHaveBeenCalled();
    expect(own.gate.call).not.toHaveBeenCalled();
    context.meter.begin();
    await context.gate.call(async () => ({ value: 1 }));
    expect(context.signal).toBe(own.signal);
    expect(own.meter.begin).toHaveBeenCalledTimes(1);
    expect(own.gate.call).toHaveBeenCalledTimes(1);
  });

  it("ends after ten seconds, and with the session", async () => {
    await atStandstill(async (pass) => {
      const { context } = step();
      for (const how of ["time", "close"]) {
        const background = new Background();
        let signal: AbortSignal | undefined;
        const hang = () =>
          new Promise<void>((_resolve, reject) => {
            signal = context.signal;
            signal.addEventListener("abort", () => reject(new Error("aborted")), { once: true });
          });
        background.run(hang, () => openGate);
        if (how === "time") {
          await pass(9_999);
          expect(signal?.aborted).toBe(false);
          await pass(1);
        } else {
          await background.close();
          const late = vi.fn(async () => {});
          background.run(late, () => openGate);
          expect(late).not.toHaveBeenCalled();
          expect(background.isFree).toBe(false);
        }
        expect(signal?.aborted).toBe(true);
      }
    });
  });

  it("does not keep closing from ending when it ignores its signal", async () => {
    await atStandstill(async (pass) => {
      const background = new Background();
      background.run(
        () => new Promise(() => {}),
        () => openGate,
      );
      const closed = background.close();
      await pass(250);
      await closed;
    });
  });

  it("is four at once; what finds no room is tried again by whoever asks next", async () => {
    await atStandstill(async (pass) => {
      const cache = new SessionCache(20);
      const keys = ["a", "b", "c", "d", "e", "f"];
      for (const key of keys) scope(cache).put("brief", key, "old");
      await pass(50);
      const anew = pending<string>();
      const load = vi.fn(anew.load);
      for (const key of keys) expect(await scope(cache).get("brief", key, load)).toBe("old");
      expect(load).toHaveBeenCalledTimes(4);
      anew.resolve("new");
      await pass(0);
      for (const key of keys) await scope(cache).get("brief", key, load);
      await pass(0);
      for (const key of keys) expect(scope(cache).peek("brief", key)).toBe("new");
    });
  });
});
