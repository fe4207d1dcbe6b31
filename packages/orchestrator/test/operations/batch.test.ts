import type { RunEvent } from "@pm-orchestrator/core";
import { batchAnswerSchema, runEventSchema } from "@pm-orchestrator/core/schemas";
import { describe, expect, it } from "vitest";
import { boxed, step } from "../support/behaviours.js";
import { simulated } from "../support/simulated.js";

describe("batch_parallel_execute", () => {
  it("runs the diamond in phases, and answers what the contract says", async () => {
    const box = boxed();
    const answer = await box.batchParallelExecute({
      operations: [
        step("a", "echo"),
        step("b", "echo", "b", ["a"]),
        step("c", "echo", "c", ["a"]),
        step("d", "echo", "d", ["b", "c"]),
      ],
    });
    expect(batchAnswerSchema.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({
      success: true,
      data: {
        results: [
          { id: "a", phase: 1 },
          { id: "b", phase: 2 },
          { id: "c", phase: 2 },
          { id: "d", phase: 3 },
        ],
      },
      metadata: {
        execution_phases: 3,
        operations_per_phase: [1, 2, 1],
        dependency_graph: { a: [], b: ["a"], c: ["a"], d: ["b", "c"] },
        operations_executed: 4,
        operations_successful: 4,
        subagents_used: ["box-operations"],
      },
    });
    expect(box.log[0]).toBe("a");
    expect(box.log.at(-1)).toBe("d");
  });

  it("resolves references with their type, and lets them imply the dependency", async () => {
    const box = boxed();
    const answer = await box.batchParallelExecute({
      operations: [
        {
          id: "use",
          system: "box",
          operation: "echo",
          params: {
            whole: "${{ steps.make.data.list }}",
            text: "n=${{ steps.make.data.list[1] }} $${{ kept",
          },
        },
        { id: "make", system: "box", operation: "echo", params: { text: "made", list: [1, 2] } },
      ],
    });
    expect(answer.data?.results[0]).toMatchObject({
      phase: 2,
      data: { whole: [1, 2], text: "n=2 ${{ kept" },
    });
  });

  it("never reads a reference in what was fetched", async () => {
    const answer = await boxed().batchParallelExecute({
      operations: [
        {
          id: "fetched",
          system: "box",
          operation: "echo",
          params: { text: "$${{ steps.fetched.data.secret }}", secret: "s" },
        },
        { id: "use", system: "box", operation: "echo", params: { text: "${{ steps.fetched.data.text }}" } },
      ],
    });
    expect(answer.data?.results[1]).toMatchObject({ data: { text: "${{ steps.fetched.data.secret }}" } });
  });

  it("sends what only looks like a reference when it is quoted, or comes from a result, or names no step", async () => {
    const box = boxed();
    const answer = await box.batchParallelExecute({
      operations: [
        { id: "a", system: "box", operation: "echo", params: { text: "${{ '{{ steps.b.data.text }}' }}" } },
        { id: "b", system: "box", operation: "echo", params: { text: "${{ steps.a.data.text }}!" } },
        { id: "c", system: "box", operation: "echo", params: { text: "{{ steps.nobody.data.text }}" } },
      ],
    });
    expect(answer.data?.results.map(({ data }) => (data as { text: string }).text)).toEqual([
      "{{ steps.b.data.text }}",
      "{{ steps.b.data.text }}!",
      "{{ steps.nobody.data.text }}",
    ]);
  });

  it("checks what is quoted as it will be sent, not as it is written", async () => {
    const get = (id: string, issue_key: string) => ({
      id,
      system: "jira",
      operation: "get_issue",
      params: { issue_key },
    });
    const answer = await simulated().batchParallelExecute({
      operations: [get("good", "${{ 'TRAIN-123' }}"), get("bad", "${{ 'no key' }}")],
    });
    expect(answer.data?.results).toMatchObject([
      { success: true, data: { key: "TRAIN-123" } },
      { success: false, error: { number: 6008 } },
    ]);
  });

  it("keeps data out of query languages", async () => {
    const answer = await boxed().batchParallelExecute({
      operations: [
        step("bad", "echo", "x OR 1=1"),
        step("good", "echo", "TRAIN-1"),
        {
          id: "injected",
          system: "box",
          operation: "query",
          params: { jql: "key = ${{ steps.bad.data.text }}" },
        },
        {
          id: "fine",
          system: "box",
          operation: "query",
          params: { jql: "key = ${{ steps.good.data.text }}" },
        },
      ],
    });
    expect(answer.data?.results.map(({ status, error }) => [status, error?.number])).toEqual([
      ["succeeded", undefined],
      ["succeeded", undefined],
      ["failed", 6010],
      ["succeeded", undefined],
    ]);
  });

  it("treats __proto__ and constructor as ordinary ids", async () => {
    const answer = await boxed().batchParallelExecute({
      operations: [
        step("__proto__", "echo", "1"),
        {
          id: "constructor",
          system: "box",
          operation: "echo",
          params: { text: "${{ steps.__proto__.data.text }}" },
        },
        step("toString", "echo", "3", ["constructor", "__proto__"]),
      ],
    });
    expect(answer.success).toBe(true);
    expect(answer.data?.results[1]?.data).toEqual({ text: "1" });
    expect(JSON.parse(JSON.stringify(answer.metadata.dependency_graph))).toEqual(
      JSON.parse('{"__proto__":[],"constructor":["__proto__"],"toString":["__proto__","constructor"]}'),
    );
  });

  it("checks params again when references are filled in", async () => {
    const answer = await boxed().batchParallelExecute({
      operations: [
        { id: "number", system: "box", operation: "echo", params: { value: 5 } },
        { id: "text", system: "box", operation: "echo", params: { text: "${{ steps.number.data.value }}" } },
      ],
    });
    expect(answer.data?.results[1]).toMatchObject({
      status: "failed",
      error: { number: 6008, code: "INVALID_PARAMS" },
    });
  });
});

describe("when a step fails", () => {
  const operations = [
    step("bad", "fail"),
    step("child", "echo", "child", ["bad"]),
    step("grandchild", "echo", "grandchild", ["child"]),
    step("other", "echo"),
    step("after_other", "echo", "after_other", ["other"]),
  ];
  const states = (answer: { data?: { results: { id: string; status: string }[] } }) =>
    Object.fromEntries((answer.data?.results ?? []).map(({ id, status }) => [id, status]));

  it("skips its dependents with the culprit's id, and everything else runs", async () => {
    const answer = await boxed().batchParallelExecute({ operations });
    expect(answer.success).toBe(true);
    expect(states(answer)).toEqual({
      bad: "failed",
      child: "skipped",
      grandchild: "skipped",
      other: "succeeded",
      after_other: "succeeded",
    });
    expect(answer.data?.results[2]).toMatchObject({
      error: { number: 6104, code: "DEPENDENCY_EXECUTION_FAILED", details: { failed_dependency: "bad" } },
      started_at: null,
      completed_at: null,
    });
    expect(answer.metadata).toMatchObject({
      operations_executed: 3,
      operations_successful: 2,
      operations_failed: 1,
      operations_skipped: 2,
    });
    expect(batchAnswerSchema.parse(answer)).toEqual(answer);
  });

  it("stops on demand: nothing new starts, what runs is cancelled, the first failure is named", async () => {
    for (const request of [{ on_failure: "stop" as const }, { fail_fast: true }]) {
      const answer = await boxed().batchParallelExecute({
        ...request,
        operations: [
          step("bad", "fail"),
          step("running", "hang"),
          step("later", "echo", "later", ["running"]),
        ],
      });
      expect(states(answer)).toEqual({ bad: "failed", running: "cancelled", later: "cancelled" });
      expect(answer).toMatchObject({
        success: false,
        error: { number: 6101, details: { phase: 1, first_failure: { id: "bad", number: 6102 } } },
        metadata: {
          operations_executed: 2,
          operations_successful: 0,
          operations_failed: 2,
          operations_skipped: 1,
        },
      });
    }
  });

  it("continues on demand, except where a result is needed", async () => {
    const answer = await boxed().batchParallelExecute({
      on_failure: "continue",
      operations: [
        ...operations,
        { id: "needs", system: "box", operation: "echo", params: { text: "${{ steps.bad.data.text }}" } },
      ],
    });
    expect(states(answer)).toMatchObject({
      bad: "failed",
      child: "succeeded",
      grandchild: "succeeded",
      needs: "skipped",
    });
  });

  it("says so when nothing succeeded", async () => {
    const answer = await boxed().batchParallelExecute({ operations: [step("a", "fail"), step("b", "fail")] });
    expect(answer).toMatchObject({ success: false, error: { number: 6103 }, data: { results: [{}, {}] } });
  });
});

describe("time limits and cancellation", () => {
  it("end what runs at the deadline, and return what finished", async () => {
    const answer = await boxed().batchParallelExecute({
      timeout_ms: 60,
      operations: [step("done", "echo"), step("slow", "hang"), step("never", "echo", "never", ["slow"])],
    });
    expect(answer).toMatchObject({
      success: false,
      error: { number: 6005, details: { timeout_ms: 60 } },
      data: {
        results: [
          { status: "succeeded" },
          { status: "failed", error: { number: 6005 } },
          { status: "cancelled", error: { number: 6005 } },
        ],
      },
      metadata: { operations_executed: 2, operations_skipped: 1 },
    });
  });

  it("end one step at its own limit, and the rest goes on", async () => {
    const answer = await boxed().batchParallelExecute({
      operations: [{ ...step("slow", "hang"), timeout_ms: 20 }, step("other", "echo")],
    });
    expect(answer.success).toBe(true);
    expect(answer.data?.results).toMatchObject([
      { status: "failed", error: { number: 6005 } },
      { status: "succeeded" },
    ]);
  });

  it("do not wait for an adapter that ignores its signal, and call a write in flight unknown", async () => {
    const orchestrator = boxed();
    // A write that is ended while its adapter is imported was not sent.
    await orchestrator.smartDelegate({ system: "box", operation: "echo", params: {} });
    const answer = await orchestrator.batchParallelExecute({
      timeout_ms: 20,
      operations: [step("deaf", "deaf"), step("write", "deaf_write"), step("done", "echo")],
    });
    expect(answer.data?.results).toMatchObject([
      { status: "failed", error: { number: 6005 } },
      { status: "unknown", error: { number: 6105 } },
      { status: "succeeded" },
    ]);
    expect(answer.metadata.total_duration_ms).toBeLessThan(5000);
  });

  it("follow the caller's signal, also one that was aborted before", async () => {
    const controller = new AbortController();
    const running = boxed().batchParallelExecute(
      { operations: [step("a", "echo"), step("b", "hang", "b", ["a"])] },
      {
        signal: controller.signal,
        onEvent: (event) =>
          event.event === "operation_started" && event.operation_id === "b" && controller.abort(),
      },
    );
    expect(await running).toMatchObject({
      success: false,
      error: { number: 6107 },
      data: { results: [{ status: "succeeded" }, { status: "cancelled" }] },
    });
    const late = await boxed().batchParallelExecute(
      { operations: [step("a", "echo")] },
      { signal: AbortSignal.abort("secret reason") },
    );
    expect(late).toMatchObject({
      success: false,
      data: { results: [{ status: "cancelled", metadata: { attempts: 0 } }] },
    });
    expect(JSON.stringify(late)).not.toContain("secret reason");
  });
});

describe("events", () => {
  it("come in order, without holes, and agree with the answer", async () => {
    const events: RunEvent[] = [];
    const answer = await boxed().batchParallelExecute(
      { operations: [step("bad", "fail"), step("child", "echo", "child", ["bad"]), step("other", "echo")] },
      { onEvent: (event) => events.push(event) },
    );
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    for (const event of events) expect(runEventSchema.parse(event)).toEqual(event);
    expect(new Set(events.map(({ run_id }) => run_id))).toEqual(new Set([answer.metadata.run_id]));
    expect(events[0]?.event).toBe("run_started");
    expect(events.at(-1)).toMatchObject({
      event: "run_completed",
      summary: {
        total_operations: 3,
        operations_successful: 1,
        operations_failed: 1,
        operations_skipped: 1,
        phases_executed: 1,
      },
    });
    expect(events).toContainEqual(
      expect.objectContaining({ event: "operation_skipped", operation_id: "child", because: "bad" }),
    );
  });

  it("survive a listener that throws", async () => {
    const warned = new Promise((resolve) => process.once("warning", resolve));
    const answer = await boxed().batchParallelExecute(
      { operations: [step("a", "echo")] },
      {
        onEvent: () => {
          throw new Error("listener");
        },
      },
    );
    expect(answer.success).toBe(true);
    expect(String(await warned)).toContain("listener");
  });

  it("can be iterated while the run goes on, and again afterwards", async () => {
    const run = boxed().run({ operations: [step("a", "echo"), step("b", "echo", "b", ["a"])] });
    const live: string[] = [];
    for await (const event of run) live.push(event.event);
    const again: string[] = [];
    for await (const event of run) again.push(event.event);
    expect(live.at(-1)).toBe("run_completed");
    expect(again).toEqual(live);
    expect((await run.result).success).toBe(true);
  });
});
