import { describe, expect, it } from "vitest";
import { createOrchestrator } from "../../src/index.js";
import { simulated } from "../support/simulated.js";

const read = { id: "get", system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-123" } };
const write = {
  id: "comment",
  system: "jira",
  operation: "add_comment",
  params: { issue_key: "${{ steps.get.data.key }}", body: "x" },
};

describe("plan", () => {
  it("tells phases, writes and expected calls, and calls nothing", async () => {
    const orchestrator = simulated();
    const answer = await orchestrator.plan({ operations: [read, write] });
    expect(answer).toMatchObject({
      success: true,
      data: {
        phases: [["get"], ["comment"]],
        critical_path: ["get", "comment"],
        edges: [{ from: "get", to: "comment", kinds: ["reference"] }],
        writes: [{ id: "comment", system: "jira", operation: "add_comment", effect: "write" }],
        expected_calls: 2,
      },
    });
    expect(orchestrator.host.world.log).toEqual([]);
    expect(orchestrator.metrics().orchestrator_metrics.session.subagents_loaded).toEqual([]);
  });

  it("expects what was measured, once it was", async () => {
    const orchestrator = simulated();
    const before = await orchestrator.plan({ operations: [read] });
    expect(before.data?.critical_path_ms).toBe(400);
    await orchestrator.smartDelegate({
      system: "jira",
      operation: "get_issue",
      params: { issue_key: "TRAIN-1" },
    });
    const after = await orchestrator.plan({ operations: [read] });
    expect(after.data?.critical_path_ms).not.toBe(400);
  });

  it("plans every kind of request, bare or in its envelope", async () => {
    const orchestrator = simulated();
    const { id: _id, ...step } = read;
    for (const request of [
      { operations: [step, step] },
      { operation: "lazy_gather_context" as const, params: { operations: [step, step] } },
    ]) {
      expect((await orchestrator.plan(request)).data?.phases).toEqual([["operations[0]", "operations[1]"]]);
    }
    for (const request of [step, { operation: "smart_delegate" as const, params: step }]) {
      expect((await orchestrator.plan(request)).data?.phases).toEqual([["get_issue"]]);
    }
    const batch = await orchestrator.plan({
      operation: "batch_parallel_execute",
      params: { operations: [read, write] },
    });
    expect(batch.data?.phases).toHaveLength(2);
  });

  it("lists the same defects as running would", async () => {
    const answer = await simulated().plan({ operations: [{ ...read, depends_on: ["get"] }] });
    expect(answer).toMatchObject({
      success: false,
      error: { number: 6003, details: { cycle: ["get", "get"] } },
    });
  });

  it("needs no credentials, and says what would be missing", async () => {
    const answer = await createOrchestrator({}, { env: {} }).plan({ operations: [read, write] });
    expect(answer).toMatchObject({
      success: true,
      data: { phases: [["get"], ["comment"]], obstacles: [{ number: 6011, system: "jira" }] },
    });
  });
});
