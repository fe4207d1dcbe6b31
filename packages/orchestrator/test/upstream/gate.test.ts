import { type Attempt, type FailedAttempt, orchestratorError } from "@pm-orchestrator/core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Breaker } from "../../src/upstream/breaker.js";
import { type GateOptions, StepGate } from "../../src/upstream/gate.js";
import { type Draw, SystemLimits } from "../../src/upstream/limits.js";
import { RetryBudget } from "../../src/upstream/retries.js";

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] }));
afterEach(() => vi.useRealTimers());

const DRAW: Draw = { domain: "all", key: "all", definition: { summary: "all" } };

const failed = (why: FailedAttempt["why"], over: Partial<FailedAttempt> = {}): Attempt<never> => ({
  failed: {
    error: orchestratorError("OPERATION_EXECUTION_FAILED", { message: why }),
    why,
    again: true,
    ...over,
  },
});

function gateWith(over: Partial<GateOptions> = {}) {
  const abort = new AbortController();
  const events: unknown[] = [];
  const gate = new StepGate({
    limits: new SystemLimits(),
    breaker: new Breaker("box"),
    draws: [DRAW],
    budget: new RetryBudget(20),
    signal: abort.signal,
    deadlineAt: performance.now() + 60_000,
    listener: { retried: (retry) => events.push(retry), waiting: () => events.push("waiting") },
    ...over,
  });
  return { gate, abort, events };
}

/** Answers one after another; the last one from then on. */
function answers<Value>(...ends: (Attempt<Value> | Value)[]) {
  let next = 0;
  return vi.fn(async (): Promise<Attempt<Value>> => {
    const end = ends[Math.min(next, ends.length - 1)];
    next += 1;
    return typeof end === "object" && end !== null && ("failed" in end || "value" in end)
      ? (end as Attempt<Value>)
      : { value: end as Value };
  });
}

async function ended<Value>(running: Promise<Value>) {
  const settled = running.then(
    (value) => ({ value }),
    (error: Error) => ({ error }),
  );
  await vi.runAllTimersAsync();
  return settled;
}

describe("the gate of a step", () => {
  it("lets a call through, and counts one attempt", async () => {
    const { gate } = gateWith();
    await expect(ended(gate.call(answers("done")))).resolves.toEqual({ value: "done" });
    expect([gate.attempts, gate.waitedMs]).toEqual([1, 0]);
  });

  it("tries again what found trouble, tells it, and counts the waiting apart", async () => {
    const { gate, events } = gateWith();
    const attempt = answers<string>(failed("trouble"), failed("trouble"), "done");
    await expect(ended(gate.call(attempt))).resolves.toEqual({ value: "done" });
    expect(gate.attempts).toBe(3);
    expect(events).toEqual([
      { attempt: 2, wait_ms: expect.any(Number), reason: "OPERATION_EXECUTION_FAILED" },
      { attempt: 3, wait_ms: expect.any(Number), reason: "OPERATION_EXECUTION_FAILED" },
    ]);
  });

  it.each([
    ["trouble", 7],
    ["rate_limited", 7],
    ["unreachable", 3],
    ["refused", 1],
  ] as const)("gives up what is %s after %i attempts, with the last error", async (why, attempts) => {
    const { gate } = gateWith({ deadlineAt: Number.POSITIVE_INFINITY });
    const attempt = answers(failed(why));
    await expect(ended(gate.call(attempt))).resolves.toMatchObject({ error: { message: why } });
    expect(attempt).toHaveBeenCalledTimes(attempts);
  });

  it("never sends again what must not be sent twice", async () => {
    const { gate } = gateWith();
    const attempt = answers(failed("trouble", { again: false }));
    await expect(ended(gate.call(attempt))).resolves.toMatchObject({ error: { message: "trouble" } });
    expect(attempt).toHaveBeenCalledTimes(1);
  });

  it("waits as long as the vendor asks, and not at all past the deadline", async () => {
    const asked = gateWith();
    const begun = performance.now();
    const again = answers<string>(failed("rate_limited", { waitMs: 7000 }), "done");
    await expect(ended(asked.gate.call(again))).resolves.toEqual({ value: "done" });
    expect(performance.now() - begun).toBeGreaterThanOrEqual(7000);
    expect(asked.gate.waitedMs).toBeCloseTo(7000, -2);
    const late = gateWith({ deadlineAt: performance.now() + 5000 });
    const never = answers<string>(failed("rate_limited", { waitMs: 7000 }), "done");
    await expect(ended(late.gate.call(never))).resolves.toMatchObject({ error: { message: "rate_limited" } });
    expect(never).toHaveBeenCalledTimes(1);
  });

  it("spends the retries of its request, and no more", async () => {
    const budget = new RetryBudget(1);
    const gates = Array.from({ length: 6 }, () => gateWith({ budget, breaker: new Breaker("box") }).gate);
    const attempts = gates.map(() => answers(failed("trouble")));
    await ended(Promise.allSettled(gates.map((gate, place) => gate.call(attempts[place] ?? answers()))));
    const sent = attempts.reduce((sum, attempt) => sum + attempt.mock.calls.length, 0);
    expect(sent).toBe(6 + 10);
  });

  describe("with a budget that counts steps", () => {
    const WRITES: Draw = {
      domain: "writes",
      key: "writes",
      definition: { summary: "writes", counts: "steps", budget: { requests: 1, perMs: 60_000, burst: 5 } },
    };
    const draws = [DRAW, WRITES];
    /** How many steps could begin now. */
    const left = (limits: SystemLimits) => {
      let count = 0;
      for (; limits.hasRoom([WRITES]); count += 1) limits.take([WRITES]);
      return count;
    };

    it("draws on it once, whatever calls and attempts it takes", async () => {
      const limits = new SystemLimits();
      const { gate } = gateWith({ limits, draws });
      await ended(gate.call(answers<string>(failed("trouble"), failed("rate_limited"), "a")));
      await ended(gate.call(answers<string>(failed("trouble"), "b")));
      expect(gate.attempts).toBe(4);
      expect(left(limits)).toBe(4);
    });

    it("learns of it from any of its calls, waits for it, and leaves the other alone", async () => {
      const limits = new SystemLimits();
      const { gate } = gateWith({ limits, draws });
      await gate.call(answers("read"));
      const begun = performance.now();
      const write = answers<string>(failed("rate_limited", { waitMs: 7000, domain: "writes" }), "done");
      const running = gate.call(write);
      await vi.advanceTimersByTimeAsync(1);
      expect([limits.hasRoom([DRAW]), limits.hasRoom([WRITES])]).toEqual([true, false]);
      await expect(ended(running)).resolves.toEqual({ value: "done" });
      expect(performance.now() - begun).toBeGreaterThanOrEqual(7000);
      expect(write).toHaveBeenCalledTimes(2);
    });

    it("does not think of it when a later call is refused for reasons that nobody names", async () => {
      const limits = new SystemLimits();
      const { gate } = gateWith({ limits, draws });
      const running = gate.call(answers<string>(failed("rate_limited", { waitMs: 7000 }), "done"));
      await vi.advanceTimersByTimeAsync(1);
      expect([limits.hasRoom([DRAW]), limits.hasRoom([WRITES])]).toEqual([false, true]);
      await ended(running);
    });
  });

  it("waits for a limit on which it does not draw as long as the vendor asks, and alone", async () => {
    const limits = new SystemLimits();
    const { gate } = gateWith({ limits });
    const begun = performance.now();
    const attempt = answers<string>(failed("rate_limited", { waitMs: 7000, domain: "other" }), "done");
    const running = gate.call(attempt);
    await vi.advanceTimersByTimeAsync(6000);
    expect(attempt).toHaveBeenCalledTimes(1);
    expect(limits.hasRoom([DRAW])).toBe(true);
    await expect(ended(running)).resolves.toEqual({ value: "done" });
    expect(performance.now() - begun).toBeGreaterThanOrEqual(7000);
  });

  it("makes other steps wait for a limit that refused one of them", async () => {
    const limits = new SystemLimits();
    const first = gateWith({ limits });
    const second = gateWith({ limits });
    const running = first.gate.call(answers<string>(failed("rate_limited", { waitMs: 3000 }), "a"));
    await vi.advanceTimersByTimeAsync(0);
    const attempt = answers("b");
    const other = second.gate.call(attempt);
    await vi.advanceTimersByTimeAsync(2000);
    expect(attempt).not.toHaveBeenCalled();
    expect(second.events).toEqual(["waiting"]);
    await ended(Promise.all([running, other]));
    expect(attempt).toHaveBeenCalledTimes(1);
    expect(second.gate.waitedMs).toBeGreaterThan(2900);
  });

  it("ends its waiting with its signal, at once, and leaves no timer", async () => {
    const { gate, abort } = gateWith();
    const running = gate.call(answers(failed("rate_limited", { waitMs: 50_000 }))).catch((error) => error);
    await vi.advanceTimersByTimeAsync(10);
    expect(vi.getTimerCount()).toBeGreaterThan(0);
    abort.abort();
    await expect(running).resolves.toMatchObject({ number: 6107 });
    expect(vi.getTimerCount()).toBe(0);
  });

  it("gives its place up while all of its calls wait, and takes it again before it goes on", async () => {
    const doings: string[] = [];
    const slot = {
      leave: () => void doings.push("leave"),
      comeBack: async () => void doings.push("back"),
    };
    const { gate } = gateWith({ slot });
    const busy = gate.call(
      () => new Promise<Attempt<string>>((resolve) => setTimeout(resolve, 5000, { value: "slow" })),
    );
    const waiting = gate.call(answers<string>(failed("rate_limited", { waitMs: 9000 }), "done"));
    await vi.advanceTimersByTimeAsync(1000);
    expect(doings).toEqual([]);
    await vi.advanceTimersByTimeAsync(4500);
    expect(doings).toEqual(["leave"]);
    await ended(Promise.all([busy, waiting]));
    expect(doings).toEqual(["leave", "back"]);
  });
});
