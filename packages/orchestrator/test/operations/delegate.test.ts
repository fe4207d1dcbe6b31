import { cacheStatusAnswerSchema, delegateAnswerSchema } from "@pm-orchestrator/core/schemas";
import { describe, expect, it } from "vitest";
import { createOrchestrator } from "../../src/index.js";
import { boxed } from "../support/behaviours.js";
import { simulated } from "../support/simulated.js";

const issue = { system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-123" } };

describe("smart_delegate", () => {
  it("answers the step's data, and what it cost", async () => {
    const answer = await simulated().smartDelegate(issue);
    expect(delegateAnswerSchema.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({
      success: true,
      data: { key: "TRAIN-123" },
      metadata: { subagent: "jira-operations", cached: false, mcp_calls: 1, attempts: 1, orchestrated: true },
    });
  });

  it("accepts other spellings of params, but not both at once", async () => {
    const orchestrator = simulated();
    expect((await orchestrator.smartDelegate({ ...issue, params: { issueKey: "TRAIN-123" } })).success).toBe(
      true,
    );
    const both = await orchestrator.smartDelegate({
      ...issue,
      params: { issueKey: "TRAIN-1", issue_key: "TRAIN-2" },
    });
    expect(both.error).toMatchObject({ number: 6008 });
  });

  it("tells an adapter's own error", async () => {
    const answer = await simulated().smartDelegate({ ...issue, params: { issue_key: "TRAIN-9999" } });
    expect(answer).toMatchObject({
      success: false,
      error: { code: "ISSUE_NOT_FOUND", number: 2003, system: "jira" },
    });
  });

  it("wraps what an adapter does not classify, without its stack", async () => {
    const answer = await boxed().smartDelegate({ system: "box", operation: "fail" });
    expect(answer.error).toMatchObject({ number: 6102, message: expect.stringContaining("it is broken") });
    expect(JSON.stringify(answer)).not.toContain("node_modules");
  });

  it("ends at its time limit", async () => {
    const answer = await boxed().smartDelegate({ system: "box", operation: "hang", timeout_ms: 20 });
    expect(answer.error).toMatchObject({ number: 6005, details: { timeout_ms: 20 } });
  });
});

describe("envelopes", () => {
  it("run each of the four, and pass the context on", async () => {
    const orchestrator = simulated();
    const context = { command: "test", purpose: "trying" };
    const delegated = await orchestrator.handle({
      operation: "smart_delegate",
      params: { ...issue },
      context,
    });
    expect(delegated).toMatchObject({ success: true, data: { key: "TRAIN-123" } });
    const gathered = await orchestrator.handle({
      operation: "lazy_gather_context",
      params: { operations: [issue] },
      context,
    });
    expect(gathered).toMatchObject({ success: true, data: { results: [{ data: { key: "TRAIN-123" } }] } });
    const batch = await orchestrator.handle({
      operation: "batch_parallel_execute",
      params: { operations: [{ id: "a", ...issue }] },
      context,
    });
    expect(batch).toMatchObject({ success: true, metadata: { execution_phases: 1 } });
    const status = await orchestrator.handle({ operation: "cache_status", params: { detailed: true } });
    expect(status).toMatchObject({ success: true, data: { overall: {} } });
    expect(orchestrator.metrics().orchestrator_metrics.operations).toEqual({
      lazy_gather_context: 1,
      smart_delegate: 1,
      batch_parallel_execute: 1,
      cache_status: 1,
    });
  });

  it("guess at a misspelt operation", async () => {
    const answer = await simulated().handle({ operation: "lazy_gather" as never, params: {} });
    expect(answer.error).toMatchObject({ number: 6007, details: { issues: [{ path: "operation" }] } });
  });
});

describe("cache_status", () => {
  it("is null where nothing was looked up, and counts what was", async () => {
    const orchestrator = simulated();
    const before = await orchestrator.cacheStatus();
    expect(cacheStatusAnswerSchema.parse(before)).toEqual(before);
    expect(before).toMatchObject({
      data: { overall: { total_hits: 0, hit_rate: null, avg_latency_cached_ms: null } },
      metadata: { subagents_active: [] },
    });
    const project = { system: "jira", operation: "get_project", params: { project: "TRAIN" } };
    for (let round = 0; round < 4; round++) await orchestrator.smartDelegate(project);
    const after = await orchestrator.cacheStatus({ detailed: true });
    // One look-up fills two entries: the project by its key, and by its id.
    expect(cacheStatusAnswerSchema.parse(after)).toEqual(after);
    expect(after).toMatchObject({
      data: {
        overall: { total_hits: 3, total_misses: 1, hit_rate: 0.75 },
        by_system: { jira: { hits: 3, misses: 1, entries: 2, operations: ["get_project"] } },
      },
      metadata: { subagents_active: ["jira-operations"] },
    });
    expect(after.metadata.cache_size_estimate_kb).toBeGreaterThan(0);
    const own = await orchestrator.smartDelegate({
      system: "jira",
      operation: "cache_status",
      params: { detailed: true },
    });
    expect(own).toMatchObject({
      data: { hits: 3, misses: 1, slots: { projects: { entries: 2 } } },
      metadata: { mcp_calls: 0 },
    });
    orchestrator.clearCache();
    expect((await orchestrator.cacheStatus({ detailed: true })).data?.by_system?.["jira"]?.entries).toBe(0);
  });
});

describe("identical reads at the same time", () => {
  it("are one call upstream, also across requests", async () => {
    const orchestrator = simulated();
    const [gathered, ...delegated] = await Promise.all([
      orchestrator.lazyGatherContext({ operations: [issue, issue] }),
      ...Array.from({ length: 50 }, () => orchestrator.smartDelegate(issue)),
    ]);
    expect(orchestrator.host.world.log).toHaveLength(1);
    expect(delegated.every(({ success }) => success)).toBe(true);
    const calls = delegated.reduce(
      (sum, { metadata }) => sum + metadata.mcp_calls,
      gathered.metadata.api_calls,
    );
    expect(calls).toBe(1);
  });

  it("are read anew where that is asked for, and writes are never shared", async () => {
    const orchestrator = simulated();
    await Promise.all([
      orchestrator.smartDelegate(issue),
      orchestrator.smartDelegate({ ...issue, refresh_cache: true }),
    ]);
    expect(orchestrator.host.world.log).toHaveLength(2);
    const comment = {
      system: "jira",
      operation: "add_comment",
      params: { issue_key: "TRAIN-1", body: "Twice." },
    };
    await Promise.all([orchestrator.smartDelegate(comment), orchestrator.smartDelegate(comment)]);
    expect(orchestrator.host.world.log).toHaveLength(4);
  });
});

describe("a delegate that leaves its system open", () => {
  it("reads a target, and says what it was taken for", async () => {
    const answer = await simulated().smartDelegate({
      target: "http://simulator.invalid/jira/browse/TRAIN-123",
    });
    expect(delegateAnswerSchema.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({
      success: true,
      data: { key: "TRAIN-123" },
      metadata: {
        subagent: "jira-operations",
        detected: {
          system: "jira",
          operation: "get_issue",
          kind: "issue",
          because:
            "simulator.invalid is an address of jira, and it is the page of an issue; its natural read is get_issue",
        },
      },
    });
  });

  it("finds the only system that has an operation", async () => {
    const answer = await simulated().smartDelegate({ operation: "list_teams" });
    expect(answer).toMatchObject({
      success: true,
      data: { teams: [{ key: "PSN" }, { key: "WEB" }] },
      metadata: {
        detected: {
          system: "linear",
          operation: "list_teams",
          because: "only linear has an operation list_teams",
        },
      },
    });
  });

  it("does another operation on a target, with params beside it", async () => {
    const answer = await simulated().smartDelegate({
      target: "TRAIN-123",
      operation: "get_comments",
      params: { limit: 1 },
    });
    expect(answer).toMatchObject({ success: true, data: { comments: [{ id: "20441" }] } });
  });

  it.each([
    ["an operation that several have", { operation: "get_issue" }, 6012],
    ["an operation that nobody has", { operation: "fly" }, 6002],
    ["a host that looks alike", { target: "https://linear.app.evil.example/acme/issue/PSN-1" }, 6007],
    ["a system that is not there", { system: "jirra", target: "TRAIN-1" }, 6001],
    ["nothing", {}, 6007],
    ["a target that is no text", { target: 7 as unknown as string }, 6007],
    ["params that do not fit what was found", { target: "TRAIN-1", params: { fly: true } }, 6008],
    [
      "a write where only reads are allowed",
      { target: "TRAIN-1", operation: "add_comment", params: { body: "x" } },
      6013,
    ],
  ])("refuses %s", async (_, request, number) => {
    const answer = await simulated({ policy: { read_only: true } }).smartDelegate(request);
    expect(answer).toMatchObject({ success: false, error: { number } });
    expect(answer.metadata).not.toHaveProperty("detected");
  });

  it("can be planned and detected without a call", async () => {
    const orchestrator = simulated({}, () => expect.unreachable());
    expect((await orchestrator.plan({ target: "TRAIN-123" })).data?.steps).toMatchObject([
      { system: "jira", operation: "get_issue" },
    ]);
    expect(await orchestrator.detect({ target: "#engineering" })).toMatchObject({
      detected: { system: "slack", operation: "get_channel", kind: "channel" },
    });
    expect(await orchestrator.detect({ target: "nonsense" })).toMatchObject({ error: { number: 6007 } });
  });

  it("real settings decide, and a system that is not set up is not asked", async () => {
    const orchestrator = createOrchestrator(
      {},
      {
        env: {
          JIRA_BASE_URL: "https://acme.atlassian.net",
          JIRA_EMAIL: "a@acme.example",
          JIRA_API_TOKEN: "x-token",
        },
      },
    );
    expect(await orchestrator.detect({ target: "NEW-1" })).toMatchObject({ detected: { system: "jira" } });
    expect(await orchestrator.detect({ target: "https://acme.atlassian.net/browse/NEW-1" })).toMatchObject({
      detected: { system: "jira" },
    });
    expect(await orchestrator.detect({ target: "http://simulator.invalid/jira/browse/NEW-1" })).toMatchObject(
      {
        error: { number: 6007 },
      },
    );
  });
});
