import type { ServerContext } from "@modelcontextprotocol/server";
import type { RunEvent, RunEventBody } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import { reporter } from "../../src/calls/events.js";

/** What is told of these events to a client that is there until `goneAfter` of them. */
async function toldOf(
  events: readonly RunEventBody[],
  { progressToken = "t" as string | null, fails = false } = {},
) {
  const told: unknown[] = [];
  const gone = new AbortController();
  const send = async (message: unknown) => {
    told.push(message);
    if (fails) throw new Error("The client is gone.");
  };
  const report = reporter(
    {
      mcpReq: {
        _meta: progressToken === null ? {} : { progressToken },
        signal: gone.signal,
        notify: send,
        log: (level: string, data: unknown, logger: string) => send({ level, data, logger }),
      },
    } as unknown as ServerContext,
    3,
  );
  for (const [seq, event] of events.entries()) {
    report({ ...event, timestamp: "2026-01-01T00:00:00.000Z", run_id: "r", seq } as RunEvent);
  }
  gone.abort();
  report({ event: "run_started", timestamp: "", run_id: "r", seq: 99 });
  return told;
}

const done: RunEventBody = {
  event: "operation_completed",
  operation_id: "a",
  success: true,
  duration_ms: 1,
  cached: false,
};

describe("what a client is told of a run", () => {
  it("is its progress, which only grows", async () => {
    const skipped: RunEventBody = { event: "operation_skipped", operation_id: "b", because: "a" };
    const progress = (count: number, message: string) => ({
      method: "notifications/progress",
      params: { progressToken: "t", progress: count, total: 3, message },
    });
    expect(await toldOf([{ event: "run_started" }, done, { ...done, success: false }, skipped])).toEqual([
      progress(1, "a done"),
      progress(2, "a failed"),
      progress(3, "b skipped"),
    ]);
  });

  it("is no progress where it did not ask for it", async () => {
    expect(await toldOf([done], { progressToken: null })).toEqual([]);
  });

  const retried: RunEventBody = {
    event: "operation_retried",
    operation_id: "a",
    attempt: 2,
    wait_ms: 1_500,
    reason: "X",
  };
  const waiting: RunEventBody = { event: "operation_waiting", operation_id: "a", on: "limit" };

  it("is what keeps a step waiting, as a log message", async () => {
    expect(await toldOf([retried, waiting], { progressToken: null })).toEqual([
      { level: "info", data: { ...retried, run_id: "r" }, logger: "pm-orchestrator" },
      { level: "info", data: { ...waiting, run_id: "r" }, logger: "pm-orchestrator" },
    ]);
  });

  it("is the same as progress, which grows with each and stays below the end of the step", async () => {
    const told = (await toldOf([waiting, retried, retried, done, waiting])) as {
      params?: { progress: number; message: string };
    }[];
    expect(told.flatMap(({ params }) => (params === undefined ? [] : [params]))).toMatchObject([
      { progress: 0.5, message: "a waits for a limit" },
      { progress: 0.75, message: "a waits 2 s before attempt 2: X" },
      { progress: 0.875, message: "a waits 2 s before attempt 2: X" },
      { progress: 1, message: "a done" },
      { progress: 1.5, message: "a waits for a limit" },
    ]);
    const many = (await toldOf(Array.from({ length: 200 }, () => waiting))) as typeof told;
    const numbers = many.flatMap(({ params }) => (params === undefined ? [] : [params.progress]));
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    expect(numbers.at(-1)).toBeLessThan(1);
  });

  it("may fail to arrive without harm", async () => {
    expect(await toldOf([done, done], { fails: true })).toHaveLength(2);
  });
});
