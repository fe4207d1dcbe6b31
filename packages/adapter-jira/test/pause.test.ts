import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { JiraClient } from "../src/client.js";
import { pause } from "../src/pause.js";
import { findMarkedIssues } from "../src/reconcile/issues.js";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

describe("a pause", () => {
  it("takes its time, and leaves neither timer nor listener", async () => {
    const { signal } = new AbortController();
    const paused = pause(500, signal);
    let isOver = false;
    void paused.then(() => (isOver = true));
    await vi.advanceTimersByTimeAsync(499);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(isOver).toBe(true);
    expect([vi.getTimerCount(), getEventListeners(signal, "abort")]).toEqual([0, []]);
  });

  it("ends at once with its signal, and leaves neither timer nor listener", async () => {
    const giveUp = new AbortController();
    const paused = pause(500, giveUp.signal);
    giveUp.abort();
    await expect(paused).resolves.toBeUndefined();
    await expect(pause(500, giveUp.signal)).resolves.toBeUndefined();
    expect([vi.getTimerCount(), getEventListeners(giveUp.signal, "abort")]).toEqual([0, []]);
  });
});

describe("a look for new issues that a search does not find yet", () => {
  const looking = () => {
    const giveUp = new AbortController();
    const send = vi.fn(async () => ({
      status: 200,
      headers: new Headers(),
      body: { issues: [], isLast: true },
    }));
    const step = { signal: giveUp.signal, mint: (purpose: string) => `minted for ${purpose}` };
    const found = findMarkedIssues({ projects: ["TRAIN"], purposes: ["issue"] }, {
      step,
      send,
    } as unknown as JiraClient);
    return { giveUp, send, found };
  };

  it("is made three times within a second and a half", async () => {
    const { send, found } = looking();
    await vi.advanceTimersByTimeAsync(1500);
    await expect(found).resolves.toEqual([undefined]);
    expect(send).toHaveBeenCalledTimes(3);
  });

  it("ends when the step is given up, without a further call", async () => {
    const { giveUp, send, found } = looking();
    await vi.advanceTimersByTimeAsync(100);
    expect(vi.getTimerCount()).toBe(1);
    giveUp.abort();
    await expect(found).resolves.toEqual([undefined]);
    expect([send.mock.calls.length, vi.getTimerCount()]).toEqual([1, 0]);
  });
});
