import type { AnyAnswer } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import { createOrchestrator } from "../../src/index.js";
import { RequestRun } from "../../src/runs/request-run.js";
import { RunStore } from "../../src/runs/store.js";
import { boxed, step } from "../support/behaviours.js";
import { simulated } from "../support/simulated.js";

const ANSWER = { success: true, data: null, metadata: {} } as unknown as AnyAnswer;
const hanging = () => new Promise<AnyAnswer>(() => {});

/** A run that ends when it is cancelled. */
function endless(): RequestRun {
  return new RequestRun(
    "smart_delegate",
    {},
    ({ signal }) =>
      new Promise((resolve) => signal?.addEventListener("abort", () => resolve(ANSWER), { once: true })),
  );
}

async function ended(): Promise<RequestRun> {
  const run = new RequestRun("smart_delegate", {}, async () => ANSWER);
  await run.answer;
  return run;
}

describe("answerWithin", () => {
  it("answers what is done in time, and keeps nothing of it", async () => {
    const orchestrator = boxed();
    const params = { operations: [step("a", "echo")] };
    const outcome = await orchestrator.answerWithin({
      operation: "batch_parallel_execute",
      params,
      waitMs: 10_000,
    });
    if (!("answer" in outcome)) throw new Error("It should have ended.");
    const { metadata } = outcome.answer as { metadata: { run_id: string } };
    const { error } = await orchestrator.smartDelegate({
      system: "orchestrator",
      operation: "get_run",
      params: { run_id: metadata.run_id },
    });
    expect(error?.number).toBe(6016);
  });

  it("answers a run that goes on, whose id is that of its batch", async () => {
    const orchestrator = boxed();
    const params = { operations: [step("a", "echo"), step("b", "hang"), step("c", "echo", "c", ["b"])] };
    const outcome = await orchestrator.answerWithin({
      operation: "batch_parallel_execute",
      params,
      waitMs: 0,
    });
    if (!("run" in outcome)) throw new Error("It should go on.");
    const { run_id } = outcome.run;
    const ask = (operation: string) =>
      orchestrator.smartDelegate({ system: "orchestrator", operation, params: { run_id } });
    const { data } = await ask("cancel_run");
    expect(data).toMatchObject({
      run_id,
      status: "finished",
      completed_at: expect.any(String),
      answer: { error: { number: 6107 }, metadata: { run_id } },
    });
    const { steps } = data as { steps: { id: string; status: string }[] };
    expect(steps.map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(steps[2]?.status).toBe("cancelled");
    expect((await ask("get_run")).data).toEqual(data);
  });

  it("calls steps by their names, also those that were routed or found on the way", async () => {
    const silent = () =>
      simulated({}, ({ signal }) => {
        reached();
        return new Promise<Response>((_, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason), { once: true });
        });
      });
    let reached = () => {};
    const stepsOf = async (operation: "smart_delegate" | "lazy_gather_context", params: object) => {
      const orchestrator = silent();
      const isReached = new Promise<void>((resolve) => {
        reached = resolve;
      });
      const outcome = await orchestrator.answerWithin({ operation, params, waitMs: 0 });
      if (!("run" in outcome)) throw new Error("It should go on.");
      await isReached;
      const { run_id } = outcome.run;
      const read = { system: "orchestrator", operation: "get_run", params: { run_id } };
      const { data } = await orchestrator.smartDelegate(read);
      await orchestrator.close();
      return (data as { steps: unknown }).steps;
    };
    expect(await stepsOf("smart_delegate", { target: "TRAIN-123" })).toEqual([
      { id: "get_issue", system: "jira", operation: "get_issue", status: "running" },
    ]);
    expect(await stepsOf("lazy_gather_context", { targets: ["TRAIN-123"] })).toEqual([
      { id: "targets[0]", system: "jira", operation: "", status: "running" },
    ]);
  });

  it("lets the caller's signal end a run until it is answered, and not after", async () => {
    const orchestrator = boxed();
    const request = (signal: AbortSignal, waitMs: number) =>
      orchestrator.answerWithin({
        operation: "smart_delegate",
        params: { system: "box", operation: "hang" },
        waitMs,
        signal,
      });
    const early = new AbortController();
    const cancelled = request(early.signal, 60_000);
    early.abort();
    expect(await cancelled).toMatchObject({ answer: { success: false, error: { number: 6107 } } });
    const late = new AbortController();
    const outcome = await request(late.signal, 0);
    late.abort();
    if (!("run" in outcome)) throw new Error("It should go on.");
    const { data } = await orchestrator.smartDelegate({
      system: "orchestrator",
      operation: "get_run",
      params: { run_id: outcome.run.run_id },
    });
    expect(data).toMatchObject({ status: "running", steps: [{ operation: "hang", status: "running" }] });
    await orchestrator.close();
  });

  it("cancels what would be one run too many, and answers what it has", async () => {
    const orchestrator = boxed();
    const begin = () =>
      orchestrator.answerWithin({
        operation: "smart_delegate",
        params: { system: "box", operation: "hang" },
        waitMs: 0,
      });
    for (let count = 0; count < 20; count += 1) expect(await begin()).toHaveProperty("run");
    expect(await begin()).toMatchObject({
      answer: { error: { number: 6107, message: expect.stringContaining("too many runs") } },
    });
    await orchestrator.close();
  });
});

describe("kept runs", () => {
  it("are bounded: the oldest finished ones go", async () => {
    const store = new RunStore(2, 2);
    const [first, second, third] = [await ended(), endless(), await ended()];
    expect([first, second, third].map((run) => store.keep(run))).toEqual([true, true, true]);
    expect(store.ids()).toEqual([third.id, second.id]);
    expect(store.keep(endless())).toBe(true);
    expect(store.get(third.id)).toBeUndefined();
    expect(store.get(second.id)).toBe(second);
    expect(store.keep(endless())).toBe(false);
    await store.close();
    expect(second.isRunning).toBe(false);
  });

  it("stop waiting when whoever waits goes away", async () => {
    const run = new RequestRun("smart_delegate", {}, hanging);
    const gone = new AbortController();
    const waiting = run.endedWithin(60_000, gone.signal);
    gone.abort();
    expect(await waiting).toBe(false);
    expect(await run.endedWithin(60_000, AbortSignal.abort())).toBe(false);
  });
});

describe("the system orchestrator", () => {
  it("cannot be configured", () => {
    expect(() => createOrchestrator({ systems: { orchestrator: {} } })).toThrow(
      /No system can be called orchestrator/,
    );
  });

  it("is no configured one, and answers also where only reads are allowed", async () => {
    const orchestrator = boxed({ policy: { read_only: true } });
    expect(orchestrator.systems().map(({ name }) => name)).toEqual(["box"]);
    const { error } = await orchestrator.smartDelegate({
      system: "orchestrator",
      operation: "cancel_run",
      params: { run_id: "x" },
    });
    expect(error?.number).toBe(6016);
  });

  it("has its params checked like any other", async () => {
    const { error } = await boxed().smartDelegate({
      system: "orchestrator",
      operation: "get_run",
      params: { run_id: "x", wait_ms: 1e9 },
    });
    expect(error).toMatchObject({
      number: 6008,
      details: { signature: expect.stringContaining("get_run(run_id") },
    });
  });
});
