import type { DelegateRequest, RunEvent } from "@pm-orchestrator/core";
import { runEventSchema } from "@pm-orchestrator/core/schemas";
import { describe, expect, it } from "vitest";
import { createOrchestrator, type Orchestrator } from "../../src/index.js";
import { installAdapter } from "../support/adapter-package.js";
import { simulated } from "../support/simulated.js";

const issue = { system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-123" } };

describe("the events of smart_delegate", () => {
  /** What is told of a call; `seq` has no hole, and all is of one run. */
  async function toldOf(orchestrator: Orchestrator, request: DelegateRequest): Promise<RunEvent[]> {
    const events: RunEvent[] = [];
    await orchestrator.smartDelegate(request, { onEvent: (event) => events.push(event) });
    for (const event of events) expect(runEventSchema.parse(event)).toEqual(event);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(new Set(events.map(({ run_id }) => run_id)).size).toBeLessThanOrEqual(1);
    return events;
  }

  it("are those of a run of one step", async () => {
    const events = await toldOf(simulated(), issue);
    expect(events).toMatchObject([
      { event: "run_started" },
      { event: "phase_started", phase: 1, operations: ["get_issue"] },
      { event: "operation_started", operation_id: "get_issue", system: "jira" },
      { event: "operation_completed", operation_id: "get_issue", success: true, cached: false },
      { event: "phase_completed", operations_successful: 1 },
      {
        event: "run_completed",
        summary: {
          total_operations: 1,
          phases_executed: 1,
          operations_successful: 1,
          operations_failed: 0,
          operations_skipped: 0,
          subagents_used: ["jira-operations"],
        },
      },
    ]);
  });

  it("name what was detected, and tell a failure", async () => {
    const events = await toldOf(simulated(), { target: "TRAIN-99999" });
    expect(events[2]).toMatchObject({ operation_id: "get_issue", system: "jira" });
    expect(events.at(-1)).toMatchObject({ summary: { operations_successful: 0, operations_failed: 1 } });
  });

  it("tell what keeps it waiting: another attempt", async () => {
    let refusals = 1;
    const orchestrator = simulated({}, () =>
      refusals-- > 0 ? new Response("{}", { status: 429, headers: { "retry-after": "0" } }) : undefined,
    );
    const events = await toldOf(orchestrator, issue);
    expect(events.map(({ event }) => event)).toContain("operation_retried");
    expect(events.find(({ event }) => event === "operation_retried")).toMatchObject({
      operation_id: "get_issue",
      attempt: 2,
      reason: "JIRA_API_RATE_LIMIT",
    });
    expect(events.at(-2)).toMatchObject({ event: "phase_completed", operations_successful: 1 });
  });

  it("are none for a request that is refused, as in a batch", async () => {
    expect(await toldOf(simulated(), { ...issue, operation: "get_isue" })).toEqual([]);
  });

  it("tell what keeps it waiting: a limit, and its end while it waits", async () => {
    const { folder, name } = installAdapter({
      manifest: { limits: { tight: { summary: "", budget: { requests: 1, perMs: 20_000 } } } },
      operations: {
        limited: {
          limits: ["tight"],
          run: (_params, { gate }) => gate.call(async () => ({ value: "done" })),
        },
      },
    });
    const orchestrator = createOrchestrator(
      { systems: { box: { adapter: name } } },
      { resolveFrom: [folder] },
    );
    const limited = { system: "box", operation: "limited", params: {} };
    expect((await orchestrator.smartDelegate(limited)).success).toBe(true);
    const caller = new AbortController();
    const events: RunEvent[] = [];
    const answer = await orchestrator.smartDelegate(
      { ...limited, params: { text: "again" } },
      {
        signal: caller.signal,
        onEvent: (event) => {
          events.push(event);
          if (event.event === "operation_waiting") caller.abort();
        },
      },
    );
    expect(answer.error?.number).toBe(6107);
    expect(events.map(({ event }) => event)).toEqual([
      "run_started",
      "phase_started",
      "operation_started",
      "operation_waiting",
      "operation_completed",
      "phase_completed",
      "run_completed",
    ]);
    expect(events[3]).toMatchObject({ operation_id: "limited", on: "limit" });
    await orchestrator.close();
  });
});
