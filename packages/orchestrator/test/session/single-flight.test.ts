import { describe, expect, it, vi } from "vitest";
import { SingleFlight } from "../../src/session/single-flight.js";
import type { StepOutcome } from "../../src/session/step-execution.js";
import type { GateListener } from "../../src/upstream/gate.js";

const done = (over: Partial<StepOutcome> = {}): StepOutcome => ({
  status: "succeeded",
  data: { key: "A-1" },
  duration_ms: 5,
  upstream_ms: 4,
  mcp_calls: 2,
  cache_hits: 1,
  cache_misses: 1,
  attempts: 1,
  waited_ms: 0,
  ...over,
});
const cancelled = done({ status: "cancelled", mcp_calls: 1 });
const free = (deadlineAt = 60_000) => ({ signal: new AbortController().signal, deadlineAt });

/** An execution that ends when the test says so. */
function controlled() {
  let end: (outcome: StepOutcome) => void = () => {};
  const outcome = new Promise<StepOutcome>((resolve) => {
    end = resolve;
  });
  return { execute: vi.fn(() => outcome), end };
}

describe("identical reads under way", () => {
  it("share one execution, whose calls are counted once", async () => {
    const flight = new SingleFlight();
    const { execute, end } = controlled();
    const all = [1, 2, 3].map(() => flight.run("k", free(), execute));
    end(done());
    const outcomes = await Promise.all(all);
    expect(execute).toHaveBeenCalledTimes(1);
    expect(outcomes.map(({ data }) => data)).toEqual([{ key: "A-1" }, { key: "A-1" }, { key: "A-1" }]);
    expect(outcomes.map(({ mcp_calls }) => mcp_calls)).toEqual([2, 0, 0]);
    expect(outcomes[1]).toMatchObject({ cache_hits: 0, cache_misses: 0 });
  });

  it("share a failure too, and are forgotten when they end", async () => {
    const flight = new SingleFlight();
    const execute = vi.fn(async () => done({ status: "failed" }));
    await Promise.all([flight.run("k", free(), execute), flight.run("k", free(), execute)]);
    expect(execute).toHaveBeenCalledTimes(1);
    await flight.run("k", free(), execute);
    expect(execute).toHaveBeenCalledTimes(2);
  });

  it("are told apart by their keys", async () => {
    const flight = new SingleFlight();
    const execute = vi.fn(async () => done());
    await Promise.all([flight.run("a", free(), execute), flight.run("b", free(), execute)]);
    expect(execute).toHaveBeenCalledTimes(2);
  });

  it("do not lose theirs to somebody else's cancellation: one begins anew, the others join it", async () => {
    const flight = new SingleFlight();
    const lost = controlled();
    const second = controlled();
    const leader = flight.run("k", free(), lost.execute);
    const followers = [1, 2, 3].map(() => flight.run("k", free(), second.execute));
    lost.end(cancelled);
    second.end(done());
    expect((await leader).status).toBe("cancelled");
    expect((await Promise.all(followers)).map(({ status }) => status)).toEqual([
      "succeeded",
      "succeeded",
      "succeeded",
    ]);
    expect(second.execute).toHaveBeenCalledTimes(1);
  });

  it.each([
    ["one with much more time tries on where the first gave up", 50, 90_000, true, 2],
    ["one with as much time fails with it", 50, 60_500, true, 1],
    ["what time does not mend is shared", 50, 90_000, false, 1],
  ])("%s", async (_, calls, deadlineAt, retryable, executions) => {
    const flight = new SingleFlight();
    const error = { code: "JIRA_RATE_LIMITED", number: 2402, message: "", retryable };
    const failed = controlled();
    const second = controlled();
    const execute = vi.fn(second.execute);
    const leader = flight.run("k", free(), failed.execute);
    const followers = Array.from({ length: calls }, () => flight.run("k", free(deadlineAt), execute));
    failed.end(done({ status: "failed", error: error as never }));
    second.end(done());
    expect((await leader).status).toBe("failed");
    const statuses = new Set((await Promise.all(followers)).map(({ status }) => status));
    expect(statuses).toEqual(new Set([executions === 2 ? "succeeded" : "failed"]));
    expect(execute).toHaveBeenCalledTimes(executions - 1);
  });

  it("stop waiting when their own signal says so", async () => {
    const flight = new SingleFlight();
    const { execute, end } = controlled();
    const own = new AbortController();
    const leader = flight.run("k", free(), execute);
    const follower = flight.run("k", { ...free(), signal: own.signal }, async () => cancelled);
    own.abort();
    expect((await follower).status).toBe("cancelled");
    end(done());
    expect((await leader).status).toBe("succeeded");
  });

  it("tell all of them what keeps the one waiting, also who joins while it waits", async () => {
    const flight = new SingleFlight();
    const { execute, end } = controlled();
    const told: string[] = [];
    const asker = (name: string) => ({
      ...free(),
      listener: {
        waiting: () => told.push(`${name} waits`),
        retried: ({ attempt }: { attempt: number }) => told.push(`${name} attempt ${attempt}`),
      },
    });
    let leaders: GateListener | undefined;
    const leader = flight.run("k", asker("a"), (listener) => {
      leaders = listener;
      return execute();
    });
    const second = flight.run("k", asker("b"), execute);
    const silent = flight.run("k", free(), execute);
    leaders?.waiting();
    const third = flight.run("k", asker("c"), execute);
    leaders?.retried({ attempt: 2, wait_ms: 1, reason: "X" });
    end(done());
    await Promise.all([leader, second, silent, third]);
    expect(told).toEqual(["a waits", "b waits", "c waits", "a attempt 2", "b attempt 2", "c attempt 2"]);
    expect(execute).toHaveBeenCalledTimes(1);
  });
});
