import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pmo, pmoJson, startSimulators, temporaryFolder } from "./pmo.js";
import { asInput, BATCH, GATHER, jiraSteps } from "./requests.js";

interface Result {
  id?: string;
  system: string;
  status: string;
  data: Record<string, unknown>;
}

function resultsOf(data: unknown): Result[] {
  return (data as { results: Result[] }).results;
}

describe("simulated requests", () => {
  it("gathers from three systems", async () => {
    const { code, answer } = await pmoJson(["gather", "-", "--simulate"], asInput(GATHER));
    expect(code).toBe(0);
    const results = resultsOf(answer.data);
    expect(results.map(({ system, status }) => [system, status])).toEqual([
      ["jira", "succeeded"],
      ["confluence", "succeeded"],
      ["slack", "succeeded"],
    ]);
    expect(results[0]?.data["summary"]).toBe("Add JWT authentication to the public API");
    expect(results[1]?.data["pages"]).not.toEqual([]);
    expect(JSON.stringify(results[2]?.data["messages"])).toContain("TRAIN-123");
    expect(answer.metadata["subagents_loaded"]).toEqual([
      "jira-operations",
      "confluence-operations",
      "slack-operations",
    ]);
  });

  it("calls one operation, with flags before and after the command", async () => {
    const call = ["call", "jira", "get_issue", "issue_key=TRAIN-123"];
    for (const args of [
      [...call, "--simulate"],
      ["--simulate", ...call],
    ]) {
      const { code, answer } = await pmoJson(args);
      expect(code).toBe(0);
      expect(answer.data).toMatchObject({ key: "TRAIN-123" });
      expect(answer.metadata).toMatchObject({
        subagent: "jira-operations",
        orchestrated: true,
        mcp_calls: 1,
      });
    }
  });

  it("calls by a target, alone or with an operation, its params read as what was found wants", async () => {
    const { code, answer } = await pmoJson(["call", "TRAIN-123", "expand=links,subtasks", "--simulate"]);
    expect(code).toBe(0);
    expect(answer.data).toMatchObject({ key: "TRAIN-123", links: [{ key: "TRAIN-130" }] });
    expect(answer.metadata["detected"]).toMatchObject({
      system: "jira",
      operation: "get_issue",
      kind: "issue",
    });
    const address = "https://bitbucket.org/acme/platform/pull-requests/42#comment-4201";
    const comment = await pmoJson(["call", address, "--simulate"]);
    expect(comment.answer.data).toMatchObject({ id: 4201 });
    const { answer: pulled } = await pmoJson([
      "call",
      "platform#42",
      "list_pull_request_comments",
      "limit=1",
      "--simulate",
    ]);
    expect(pulled.data).toMatchObject({ comments: [{ id: 4201 }] });
  });

  it.each([
    [["call", "jira"], 6007, "pmo call jira needs an operation"],
    [["call", "jirra"], 6007, "neither a configured system nor a target"],
    [["call", "jirra", "get_issue"], 6001, 'There is no system "jirra"'],
    [["call", "ABC-1"], 6012, "linear, jira"],
    [
      ["call", "https://linear.app.evil.example/acme/issue/PSN-1"],
      6007,
      "not an address of a configured system",
    ],
    [["call", "TRAIN-123", "add_comment", "body=hi"], 6013, "without consent"],
  ])("%j is refused", async (args, number, message) => {
    const { code, answer } = await pmoJson([...args, "--simulate"]);
    expect([code, answer.error?.number]).toEqual([2, number]);
    expect(answer.error?.message).toContain(message);
    expect(answer.error?.suggestions).not.toEqual([]);
  });

  it("prints a context pack with what was found through what, and what was left out", async () => {
    const request = asInput({ targets: ["TRAIN-123"], follow: { depth: 1, kinds: ["issue", "page"] } });
    const { code, stdout } = await pmo(["gather", "-", "--simulate"], request);
    expect(code).toBe(0);
    expect(stdout).toMatch(/jira get_issue {2}TRAIN-124, subtask of the issue: TRAIN-123 {2}succeeded/);
    expect(stdout).toMatch(/Not followed\n(?:.*\n)* {2}98528: it lies beyond follow\.depth 1/);
  });

  it("reads text as what the operation wants", async () => {
    const args = [
      "call",
      "jira",
      "search_issues",
      "jql=project = TRAIN ORDER BY key",
      "limit=2",
      "--simulate",
    ];
    const { code, answer } = await pmoJson(args);
    expect(code).toBe(0);
    expect((answer.data as { issues: unknown[] }).issues).toHaveLength(2);
  });

  it.each([
    ["lazy_gather_context", GATHER],
    ["batch_parallel_execute", BATCH],
    [
      "smart_delegate",
      { system: "linear", operation: "create_issue", params: { team: "PSN", title: "Rotate the keys" } },
    ],
  ])("runs the envelope of %s", async (operation, params) => {
    const envelope = { operation, params, context: { command: "/plan" } };
    const { code, answer } = await pmoJson(["do", "-", "--simulate", "--yes"], asInput(envelope));
    expect([code, answer.success]).toEqual([0, true]);
    const expected = { lazy_gather_context: 3, batch_parallel_execute: 4, smart_delegate: undefined }[
      operation
    ];
    if (expected === undefined) expect(answer.data).toMatchObject({ identifier: "PSN-124" });
    else expect(resultsOf(answer.data)).toHaveLength(expected);
  });

  it("takes __proto__ and constructor as ids", async () => {
    const request = jiraSteps(
      { id: "constructor" },
      { id: "__proto__", params: { issue_key: "${{ steps.constructor.data.key }}" } },
    );
    const { code, answer } = await pmoJson(["run", "-", "--simulate"], asInput(request));
    expect(code).toBe(0);
    expect(resultsOf(answer.data).map(({ id, status }) => [id, status])).toEqual([
      ["constructor", "succeeded"],
      ["__proto__", "succeeded"],
    ]);
    const graph = answer.metadata["dependency_graph"] as object;
    expect(Object.entries(graph)).toEqual([
      ["constructor", []],
      ["__proto__", ["constructor"]],
    ]);
  });

  it("prints plain text into a pipe, and draws the run", async () => {
    const folder = temporaryFolder({ "batch.json": JSON.stringify(BATCH) });
    const args = ["run", "batch.json", "--simulate", "--yes", "--svg", "run.svg"];
    const { code, stdout } = await pmo(args, { cwd: folder, env: { CI: "1", FORCE_COLOR: "1" } });
    expect(code).toBe(0);
    expect(stdout).not.toContain("\u001b");
    expect(stdout).toContain("summary: Add JWT authentication to the public API");
    expect(stdout).toContain("4 operations: 4 succeeded");
    expect(readFileSync(join(folder, "run.svg"), "utf8")).toMatch(/^<svg[\s\S]*create_linear/);
  });

  it("prints every event as a line, and the answer as the last", async () => {
    const { code, stdout } = await pmo(["run", "-", "--simulate", "--yes", "--events"], asInput(BATCH));
    expect(code).toBe(0);
    const lines = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const answer = lines.pop();
    expect(answer).toMatchObject({ success: true });
    expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => index + 1));
    expect(lines[0]?.["event"]).toBe("run_started");
    expect(lines.at(-1)?.["event"]).toBe("run_completed");
  });
});

describe("against one running pmo simulate", () => {
  it("writes, remembers, and reads back", async () => {
    const { url } = await startSimulators();
    const simulate = `--simulate=${url}`;
    for (const identifier of ["PSN-124", "PSN-125"]) {
      const { code, answer } = await pmoJson(["run", "-", simulate, "--yes"], asInput(BATCH));
      expect(code).toBe(0);
      expect(answer.metadata).toMatchObject({ execution_phases: 3, operations_per_phase: [2, 1, 1] });
      expect(resultsOf(answer.data)[1]?.data).toMatchObject({ identifier });

      const linear = await pmoJson(["call", "linear", "get_issue", `issue_id=${identifier}`, simulate]);
      expect(linear.answer.data).toMatchObject({ title: "Add JWT authentication to the public API" });
      const slack = await pmoJson(["call", "slack", "search_messages", `query=${identifier}`, simulate]);
      expect(JSON.stringify(slack.answer.data)).toContain(`Created ${identifier}`);
    }
  });

  it("goes on from an issue that the batch itself created", async () => {
    const { url } = await startSimulators();
    const [, createLinear] = BATCH.operations;
    const request = {
      operations: [
        {
          id: "create_jira",
          system: "jira",
          operation: "create_issue",
          params: { project: "TRAIN", issue_type: "Task", summary: "Publish the key set" },
        },
        {
          id: "get_jira",
          system: "jira",
          operation: "get_issue",
          params: { issue_key: "${{ steps.create_jira.data.key }}" },
        },
        createLinear,
      ],
    };
    const { code } = await pmoJson(["run", "-", `--simulate=${url}`, "--yes"], asInput(request));
    expect(code).toBe(0);
    const { answer } = await pmoJson([
      "call",
      "linear",
      "get_issue",
      "issue_id=PSN-124",
      `--simulate=${url}`,
    ]);
    expect(answer.data).toMatchObject({ title: "Publish the key set" });
  });

  it("says how to start one when nothing answers", async () => {
    const args = ["call", "jira", "get_issue", "issue_key=TRAIN-1", "--simulate=http://127.0.0.1:9"];
    const { code, answer } = await pmoJson(args);
    expect([code, answer.error?.number]).toEqual([2, 6007]);
    expect(answer.error?.suggestions[0]).toContain("pmo simulate --port 9");
  });
});
