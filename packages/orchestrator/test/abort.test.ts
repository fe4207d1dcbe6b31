import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { unlessAborted } from "../src/abort.js";

describe("what is waited for unless a signal aborts", () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => void unhandled.push(reason);
  beforeEach(() => {
    unhandled.length = 0;
    process.on("unhandledRejection", note);
  });
  afterEach(() => void process.off("unhandledRejection", note));

  it("is given as it ends", async () => {
    const { signal } = new AbortController();
    await expect(unlessAborted(Promise.resolve(1), signal)).resolves.toBe(1);
    await expect(unlessAborted(Promise.reject(new Error("x")), signal)).rejects.toThrow("x");
  });

  it.each([
    ["before", true],
    ["meanwhile", false],
  ])("is nobody's business after an abort %s, not even its failure", async (_, before) => {
    const controller = new AbortController();
    let fail: (error: Error) => void = () => {};
    const waitedFor = new Promise<never>((_resolve, reject) => {
      fail = reject;
    });
    if (before) controller.abort();
    const given = unlessAborted(waitedFor, controller.signal);
    controller.abort();
    await expect(given).resolves.toBeUndefined();
    fail(new Error("too late"));
    await setImmediate();
    expect(unhandled).toEqual([]);
  });
});
