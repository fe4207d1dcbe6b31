import { gatherAnswerSchema } from "@pm-orchestrator/core/schemas";
import { describe, expect, it } from "vitest";
import { createOrchestrator } from "../../src/index.js";
import { boxed } from "../support/behaviours.js";
import { simulated } from "../support/simulated.js";

const box = (operation: string, text = operation) => ({ system: "box", operation, params: { text } });

describe("lazy_gather_context", () => {
  it("gathers from several systems, in request order, and counts the cache", async () => {
    const orchestrator = simulated();
    const request = {
      operations: [
        { system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-123" } },
        { system: "jira", operation: "get_project", params: { project: "TRAIN" } },
        { system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-99999" } },
      ],
    };
    const first = await orchestrator.lazyGatherContext(request);
    expect(gatherAnswerSchema.parse(first)).toEqual(first);
    expect(first).toMatchObject({
      success: true,
      data: {
        results: [
          { data: { key: "TRAIN-123" } },
          { data: { key: "TRAIN" }, metadata: { cached: false, mcp_calls: 1 } },
          { error: { number: 2003 } },
        ],
      },
      metadata: {
        operations_executed: 3,
        operations_successful: 2,
        operations_failed: 1,
        // The two issues are one call.
        api_calls: 2,
        subagents_loaded: ["jira-operations"],
      },
    });
    const second = await orchestrator.lazyGatherContext(request);
    expect(second.data?.results[1]?.metadata).toMatchObject({
      cached: true,
      mcp_calls: 0,
      cache_hit_rate: 1,
    });
    expect(second.metadata).toMatchObject({
      api_calls: 1,
      cache_metrics: { overall_hit_rate: 0.5, by_system: { jira: { hit_rate: 0.5, hits: 1, misses: 1 } } },
    });
  });

  it("reads again with refresh_cache, and overwrites", async () => {
    const orchestrator = simulated();
    const project = { system: "jira", operation: "get_project", params: { project: "TRAIN" } };
    await orchestrator.lazyGatherContext({ operations: [project] });
    const fresh = await orchestrator.lazyGatherContext({ operations: [{ ...project, refresh_cache: true }] });
    expect(fresh.data?.results[0]?.metadata).toMatchObject({ cached: false, mcp_calls: 1 });
    const after = await orchestrator.lazyGatherContext({ operations: [project] });
    expect(after.data?.results[0]?.metadata.cached).toBe(true);
  });

  it("takes text that looks like a reference as text", async () => {
    const answer = await boxed().lazyGatherContext({ operations: [box("echo", "${{ steps.a.data.b }}")] });
    expect(answer.data?.results[0]?.data).toEqual({ text: "${{ steps.a.data.b }}" });
  });

  it("runs in order when it is told to", async () => {
    const orchestrator = boxed();
    await orchestrator.lazyGatherContext({
      parallel: false,
      operations: [box("echo", "1"), box("lookup", "2"), box("echo", "3")],
    });
    expect(orchestrator.log).toEqual(["1", "3"]);
  });

  it("refuses writes, whatever the policy", async () => {
    const answer = await boxed().lazyGatherContext({ operations: [box("echo"), box("store")] });
    expect(answer).toMatchObject({
      success: false,
      error: { number: 6013, details: { operations: [{ operation: "store" }] } },
    });
    expect(answer.data).toBeUndefined();
  });

  it("lets a missing package and missing settings fail their own step only", async () => {
    const { adapter, folder } = await import("../support/adapter-package.js").then(({ installAdapter }) => {
      const installed = installAdapter({ operations: { echo: { run: (params) => params } } });
      return { adapter: installed.name, folder: installed.folder };
    });
    const orchestrator = createOrchestrator(
      { systems: { box: { adapter }, gone: { adapter: "pmo-adapter-that-is-not-there" }, jira: {} } },
      { resolveFrom: [folder, process.cwd()], env: {} },
    );
    const answer = await orchestrator.lazyGatherContext({
      operations: [
        box("echo"),
        { system: "gone", operation: "anything" },
        { system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-1" } },
      ],
    });
    expect(answer.success).toBe(true);
    expect(answer.data?.results).toMatchObject([
      { status: "succeeded" },
      {
        status: "failed",
        error: {
          number: 6006,
          suggestions: expect.arrayContaining([
            expect.stringContaining("npm install pmo-adapter-that-is-not-there"),
          ]),
        },
      },
      {
        status: "failed",
        error: { number: 6011, details: { environment: ["JIRA_BASE_URL", "JIRA_EMAIL", "JIRA_API_TOKEN"] } },
      },
    ]);
  });

  it("fails fast when it is told to", async () => {
    const answer = await boxed().lazyGatherContext({
      fail_fast: true,
      operations: [box("hang"), box("fail"), box("echo")],
    });
    expect(answer).toMatchObject({
      success: false,
      error: { number: 6103, details: { first_failure: { number: 6102 } } },
      data: { results: [{ status: "cancelled" }, { status: "failed" }, { status: "succeeded" }] },
    });
  });

  it("returns what it has at the deadline", async () => {
    const orchestrator = boxed();
    // Importing its adapter may take longer than the deadline.
    await orchestrator.lazyGatherContext({ operations: [box("echo")] });
    const answer = await orchestrator.lazyGatherContext({
      timeout_ms: 30,
      operations: [box("echo"), box("hang")],
    });
    expect(answer).toMatchObject({
      success: false,
      error: { number: 6005 },
      data: { results: [{ success: true }, { error: { number: 6005 } }] },
    });
  });

  it("keeps within the caps", async () => {
    let running = 0;
    let most = 0;
    const { installAdapter } = await import("../support/adapter-package.js");
    const busy = installAdapter({
      operations: {
        work: {
          run: async () => {
            running += 1;
            most = Math.max(most, running);
            await Promise.resolve();
            running -= 1;
            return null;
          },
        },
      },
    });
    const orchestrator = createOrchestrator(
      { systems: { box: { adapter: busy.name } }, limits: { max_concurrent_per_system: 3 } },
      { resolveFrom: [busy.folder] },
    );
    const answer = await orchestrator.lazyGatherContext({
      operations: Array.from({ length: 50 }, (_, index) => box("work", `${index}`)),
    });
    expect(answer.metadata.operations_successful).toBe(50);
    expect(most).toBe(3);
  });
});

describe("survives", () => {
  const gather = (intercept: (request: Request) => Response | Promise<Response> | undefined) =>
    simulated({ limits: { request_timeout_ms: 50 } }, intercept).lazyGatherContext({
      operations: [
        { system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-1" } },
        { system: "jira", operation: "get_project", params: { project: "TRAIN" } },
      ],
    });
  const onIssue = (respond: (request: Request) => Response | Promise<Response>) => (request: Request) =>
    request.url.includes("/issue/") ? respond(request) : undefined;

  it.each([
    [
      "a system that is down",
      onIssue(() => Promise.reject(new TypeError("fetch failed", { cause: { code: "ECONNREFUSED" } }))),
      2401,
    ],
    [
      "a system that never answers",
      onIssue(
        ({ signal }) =>
          new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
      ),
      2403,
    ],
    [
      "a system that answers HTML",
      onIssue(() => new Response("<html>", { headers: { "content-type": "text/html" } })),
      2401,
    ],
  ])("%s", async (_name, intercept, number) => {
    const answer = await gather(intercept);
    expect(answer).toMatchObject({
      success: true,
      data: { results: [{ status: "failed", error: { number } }, { status: "succeeded" }] },
    });
  });
});
