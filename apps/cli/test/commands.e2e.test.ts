import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pmo, pmoJson, temporaryFolder } from "./pmo.js";
import { asInput, BATCH, GATHER, jiraSteps } from "./requests.js";

describe("pmo demo", () => {
  it("answers three requests with five systems, and prints what it measured", async () => {
    const { code, answer } = await pmoJson(["demo"]);
    expect([code, answer.success]).toEqual([0, true]);
    const { workflows } = answer.data as { workflows: { answer: { metadata: Record<string, unknown> } }[] };
    const [delegate, gather, batch] = workflows.map((workflow) => workflow.answer.metadata);
    expect(delegate).toMatchObject({ subagent: "jira-operations" });
    expect(gather?.["subagents_loaded"]).toHaveLength(5);
    expect(gather?.["speedup"]).toBeGreaterThan(0.3);
    expect(batch).toMatchObject({ operations_per_phase: [2, 1, 1], operations_successful: 4 });
  });

  it("is plain text in a pipe", async () => {
    const { code, stdout, stderr } = await pmo(["demo"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).not.toContain("\u001b");
    expect(stdout).toMatch(/create_linear {2,}linear create_issue +·+█+·+ {2}\d/);
    expect(stdout).toMatch(/3 requests, 10 operations, \d+ upstream calls/);
    expect(stdout).toContain("5 adapters loaded");
  });
});

describe("pmo plan", () => {
  it.each([
    ["text", /critical path: get_jira → create_linear → post_slack[\s\S]*nothing was called/],
    ["json", /"critical_path": \[/],
    ["mermaid", /^flowchart LR/],
    ["svg", /^<svg/],
  ])("as %s", async (format, picture) => {
    const { code, stdout } = await pmo(["plan", "-", "--format", format, "--simulate"], asInput(BATCH));
    expect(code).toBe(0);
    expect(stdout).toMatch(picture);
  });

  it("answers with phases and writes, and asks for no consent", async () => {
    const { code, answer } = await pmoJson(["plan", "-", "--simulate"], asInput(BATCH));
    expect(code).toBe(0);
    expect(answer).toMatchObject({
      success: true,
      data: { phases: [["get_jira", "search_confluence"], ["create_linear"], ["post_slack"]] },
      metadata: {},
    });
    expect((answer.data as { writes: { id: string }[] }).writes.map(({ id }) => id)).toEqual([
      "create_linear",
      "post_slack",
    ]);
  });

  it("shows the defects of a request", async () => {
    const { code, stderr } = await pmo(
      ["plan", "-", "--simulate"],
      asInput(jiraSteps({ id: "a", system: "x" })),
    );
    expect(code).toBe(2);
    expect(stderr).toContain("error 6001 INVALID_SYSTEM");
  });
});

describe("pmo ops", () => {
  it("lists what can be called, of one system too", async () => {
    const { answer } = await pmoJson(["ops"]);
    const { operations, unavailable } = answer.data as {
      operations: { system: string }[];
      unavailable: unknown[];
    };
    expect(new Set(operations.map(({ system }) => system)).size).toBe(5);
    expect(unavailable).toEqual([]);
    const jira = await pmo(["ops", "jira"]);
    expect(jira.stdout).toMatch(/^jira +get_issue +read/m);
    expect(jira.stdout).not.toMatch(/^slack/m);
  });

  it("ops --search: the best five, in one system or in all", async () => {
    const { answer } = await pmoJson(["ops", "--search", "serach isues"]);
    const { operations } = answer.data as { operations: { system: string; operation: string }[] };
    expect(operations).toHaveLength(5);
    expect(operations).toContainEqual(
      expect.objectContaining({ system: "jira", operation: "search_issues" }),
    );
    const slack = await pmoJson(["ops", "slack", "--search", "message"]);
    const found = (slack.answer.data as { operations: { system: string }[] }).operations;
    expect(new Set(found.map(({ system }) => system))).toEqual(new Set(["slack"]));
    expect((await pmo(["ops", "--search", "zzqqxxyyww"])).stderr).toContain("Nothing resembles that");
    expect((await pmoJson(["ops", "jria", "--search", "x"])).answer.error?.number).toBe(6001);
    expect((await pmoJson(["ops", "jira", "get_issue", "--search", "x"])).code).toBe(2);
  });

  it("describes one operation", async () => {
    const { stdout } = await pmo(["ops", "jira", "get_issue"]);
    expect(stdout).toContain("get_issue(issue_key");
    expect(stdout).toContain("pmo call jira get_issue issue_key=TRAIN-123");
  });

  it.each([
    [["ops", "jria"], 6001, "jira"],
    [["ops", "jira", "getissue"], 6002, "get_issue"],
  ])("%j: guesses what was meant", async (args, number, guess) => {
    const { code, answer } = await pmoJson(args);
    expect([code, answer.error?.number]).toEqual([2, number]);
    expect(answer.error?.suggestions[0]).toContain(guess);
  });
});

describe("pmo init and trust", () => {
  it("writes a configuration that can be used, and never overwrites unasked", async () => {
    const [cwd, home] = [temporaryFolder(), temporaryFolder()];
    const env = {
      JIRA_BASE_URL: "http://127.0.0.1:9",
      JIRA_EMAIL: "m@acme.example",
      JIRA_API_TOKEN: "geheim-geheim",
    };
    const file = join(cwd, "pmo.config.yaml");
    expect((await pmo(["init"], { cwd, home, env })).code).toBe(0);
    const text = readFileSync(file, "utf8");
    expect(text).toContain("api_token: ${JIRA_API_TOKEN}");
    expect(text).not.toContain("geheim");

    const again = await pmoJson(["init"], { cwd, home, env });
    expect([again.code, again.answer.error?.suggestions[0]]).toEqual([2, expect.stringContaining("--force")]);
    writeFileSync(file, "x: 1\n");
    expect((await pmo(["init", "--force"], { cwd, home, env })).code).toBe(0);
    expect(readFileSync(file, "utf8")).toBe(text);

    expect((await pmo(["trust"], { cwd, home })).code).toBe(0);
    const { answer } = await pmoJson(["doctor"], { cwd, home, env });
    expect(answer.data).toMatchObject({
      configuration: { file, usable: true },
      systems: [{ system: "jira", credentials: "present", state: "failed" }],
    });
    expect(JSON.stringify(answer)).not.toContain("geheim");
  });

  it("writes one for all systems that reads well once it is uncommented", async () => {
    const cwd = temporaryFolder();
    await pmo(["init"], { cwd });
    const file = join(cwd, "pmo.config.yaml");
    const [head = "", body = ""] = readFileSync(file, "utf8").split(/^# systems:$/m);
    const uncommented = body.replace(/^( *)# (?=[a-z-]+:| {2}\w+:|policy:)/gm, "$1");
    writeFileSync(file, `${head}systems:${uncommented}`);
    const { code, answer } = await pmoJson(["ops", "--config", file], { cwd });
    expect([code, answer.error]).toEqual([0, undefined]);
  });

  it("has nothing to trust where nothing is", async () => {
    const { code, answer } = await pmoJson(["trust"]);
    expect([code, answer.error?.number]).toEqual([3, 6018]);
  });
});

describe("the small ones", () => {
  it("pmo adapters: what is installed", async () => {
    const { answer } = await pmoJson(["adapters"]);
    const { adapters } = answer.data as { adapters: { package: string; installed: boolean }[] };
    expect(adapters.map(({ installed }) => installed)).toEqual([true, true, true, true, true]);
  });

  it("pmo adapters: and what could be", async () => {
    const cwd = temporaryFolder({ "c.yaml": "systems: { asana: { adapter: adapter-asana } }\n" });
    const { stdout } = await pmo(["adapters", "--config", "c.yaml"], { cwd });
    expect(stdout).toMatch(/^adapter-asana +- +npm install adapter-asana +asana$/m);
  });

  it("pmo metrics: of this process", async () => {
    const metrics = await pmoJson(["metrics"]);
    expect(metrics.answer.data).toHaveProperty("orchestrator_metrics.session.total_operations", 0);
    expect((await pmo(["metrics"])).stderr).toContain("of this process alone");
  });

  it("pmo, --help and --version", async () => {
    const { code, stdout } = await pmo([]);
    expect([code, stdout]).toEqual([0, (await pmo(["--help"])).stdout]);
    expect(stdout).toContain("gather [options] <FILE>");
    expect(stdout).toContain("mcp ");
    expect(stdout).not.toContain("approve");
    expect((await pmo(["call", "--help"])).stdout).toContain("key:=json");
    expect((await pmo(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it("reads a file and standard input alike, YAML and JSON alike", async () => {
    const yaml =
      "operations:\n  - system: jira\n    operation: get_issue\n    params: { issue_key: TRAIN-123 }\n";
    const cwd = temporaryFolder({
      "g.yaml": yaml,
      "g.json": JSON.stringify({ operations: [GATHER.operations[0]] }),
    });
    const answers = await Promise.all(
      [
        ["gather", "g.yaml"],
        ["gather", "g.json"],
        ["gather", "-"],
      ].map((args) => pmoJson([...args, "--simulate"], { cwd, stdin: yaml })),
    );
    expect(answers.map(({ code }) => code)).toEqual([0, 0, 0]);
    const data = answers.map(
      ({ answer }) => (answer.data as { results: { data: unknown }[] }).results[0]?.data,
    );
    expect(data[1]).toEqual(data[0]);
    expect(data[2]).toEqual(data[0]);
    expect(existsSync(join(cwd, "pmo.config.yaml"))).toBe(false);
  });
});
