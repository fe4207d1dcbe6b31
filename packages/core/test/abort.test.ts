import { getEventListeners } from "node:events";
import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { onAbort } from "../src/abort.js";

describe("who waits for a signal to abort", () => {
  it("is called once when it does, and at once when it has", () => {
    const controller = new AbortController();
    const [before, after] = [vi.fn(), vi.fn()];
    onAbort(controller.signal, before);
    expect(before).not.toHaveBeenCalled();
    controller.abort();
    onAbort(controller.signal, after);
    controller.abort();
    expect(before).toHaveBeenCalledTimes(1);
    expect(after).toHaveBeenCalledTimes(1);
  });

  it("shares one listener with all others, however many come and go", () => {
    const { signal } = new AbortController();
    for (let nth = 0; nth < 100; nth += 1) onAbort(signal, () => {})();
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    const leaving = Array.from({ length: 100 }, () => onAbort(signal, () => {}));
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    for (const leave of leaving) leave();
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  it("may come several times with the same function, and takes back each for itself", () => {
    const controller = new AbortController();
    const callback = vi.fn();
    const first = onAbort(controller.signal, callback);
    onAbort(controller.signal, callback);
    first();
    first();
    controller.abort();
    expect(callback).toHaveBeenCalledTimes(1);
  });

  it("is not called when another one takes it back meanwhile", () => {
    const controller = new AbortController();
    const late = vi.fn();
    let forget = () => {};
    onAbort(controller.signal, () => forget());
    forget = onAbort(controller.signal, late);
    controller.abort();
    expect(late).not.toHaveBeenCalled();
  });

  it("keeps nobody from being called by what it throws, which is uncaught", async () => {
    const uncaught = process.listeners("uncaughtException");
    process.removeAllListeners("uncaughtException");
    const seen: unknown[] = [];
    process.on("uncaughtException", (error) => seen.push(error));
    const controller = new AbortController();
    const other = vi.fn();
    const failure = new Error("mine");
    onAbort(controller.signal, () => {
      throw failure;
    });
    onAbort(controller.signal, other);
    controller.abort();
    await setImmediate();
    process.removeAllListeners("uncaughtException");
    for (const listener of uncaught) process.on("uncaughtException", listener);
    expect(other).toHaveBeenCalledTimes(1);
    expect(seen).toEqual([failure]);
  });

  it("is exactly who came and did not go", () => {
    const moves = fc.array(fc.oneof(fc.constant("come" as const), fc.nat(30)), { maxLength: 60 });
    fc.assert(
      fc.property(moves, (all) => {
        const controller = new AbortController();
        const called = new Set<number>();
        const leaving: (() => void)[] = [];
        const gone = new Set<number>();
        for (const move of all) {
          if (move === "come") {
            const nth = leaving.length;
            leaving.push(onAbort(controller.signal, () => called.add(nth)));
          } else if (leaving[move] !== undefined) {
            leaving[move]?.();
            gone.add(move);
          }
        }
        controller.abort();
        expect(called).toEqual(new Set([...leaving.keys()].filter((nth) => !gone.has(nth))));
      }),
    );
  });
});
