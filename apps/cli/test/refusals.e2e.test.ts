import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type JsonAnswer, type PmoOptions, pmo, pmoJson, temporaryFolder } from "./pmo.js";
import { asInput, BATCH, jiraSteps } from "./requests.js";

interface Refusal {
  what: string;
  args?: readonly string[];
  request?: unknown;
  options?: PmoOptions;
  number: number;
  code: number;
  /** Stands in one of the suggestions. */
  suggestion: string;
  details?: Record<string, unknown>;
}

const refusals: Refusal[] = [
  {
    what: "an unknown system",
    request: jiraSteps({ id: "a", system: "jria" }),
    number: 6001,
    code: 2,
    suggestion: "jira",
    details: { system: "jria" },
  },
  {
    what: "an unknown operation",
    request: jiraSteps({ id: "a", operation: "get_isue" }),
    number: 6002,
    code: 2,
    suggestion: "get_issue",
  },
  {
    what: "params that do not fit",
    request: jiraSteps({ id: "a", params: { issue_keyy: "TRAIN-1" } }),
    number: 6008,
    code: 2,
    suggestion: "issue_key",
  },
  {
    what: "a duplicate id",
    request: jiraSteps({ id: "a" }, { id: "a" }),
    number: 6009,
    code: 2,
    suggestion: "id",
    details: { operation_id: "a" },
  },
  {
    what: "an unknown dependency",
    request: jiraSteps({ id: "a" }, { id: "b", depends_on: ["aa"] }),
    number: 6004,
    code: 2,
    suggestion: "depends_on",
    details: { operation_id: "b", missing: "aa" },
  },
  {
    what: "a circle",
    request: jiraSteps(
      { id: "a", depends_on: ["b"] },
      { id: "b", depends_on: ["c"] },
      { id: "c", depends_on: ["a"] },
    ),
    number: 6003,
    code: 2,
    suggestion: "Remove",
    details: { cycle: ["a", "b", "c", "a"] },
  },
  {
    what: "a reference to an unknown step",
    request: jiraSteps({ id: "a", params: { issue_key: "${{ steps.nobody.data.key }}" } }),
    number: 6010,
    code: 2,
    suggestion: "a",
  },
  {
    what: "a reference to a path that the result cannot have",
    request: jiraSteps({ id: "a" }, { id: "b", params: { issue_key: "${{ steps.a.data.keey }}" } }),
    number: 6010,
    code: 2,
    suggestion: "details.available",
    details: { reference: "${{ steps.a.data.keey }}" },
  },
  { what: "an empty list", request: { operations: [] }, number: 6007, code: 2, suggestion: "operations" },
  {
    what: "501 operations",
    request: jiraSteps(...Array.from({ length: 501 }, (_, index) => ({ id: `s${index}` }))),
    number: 6017,
    code: 2,
    suggestion: "500",
    details: { limit: 500, received: 501 },
  },
  {
    what: "a write without consent",
    request: BATCH,
    number: 6013,
    code: 2,
    suggestion: "--yes",
    details: { reason: "nobody can be asked for consent here" },
  },
  {
    what: "a write under --read-only, even with --yes",
    args: ["--read-only", "--yes"],
    request: BATCH,
    number: 6013,
    code: 2,
    suggestion: "--read-only",
  },
];

async function runIn({
  args = ["--simulate"],
  request,
  options = {},
}: Pick<Refusal, "args" | "request" | "options">): Promise<{ code: number | null; answer: JsonAnswer }> {
  const simulate = args.includes("--simulate") ? [] : ["--simulate"];
  return pmoJson(["run", "-", ...args, ...simulate], { ...asInput(request), ...options });
}

describe("refused before anything runs", () => {
  it.each(refusals)("$what", async ({ number, code, suggestion, details = {}, ...given }) => {
    const { answer, code: ended } = await runIn(given);
    expect(answer.error?.number).toBe(number);
    expect(ended).toBe(code);
    expect(answer.success).toBe(false);
    expect(answer.data).toBeUndefined();
    expect(answer.error?.suggestions.join(" ")).toContain(suggestion);
    expect(answer.error?.details).toMatchObject(details);
  });

  it("lists every defect of one request", async () => {
    const request = jiraSteps(
      { id: "a", system: "jria" },
      { id: "b", operation: "get_isue" },
      { id: "c", params: {} },
      { id: "c" },
      { id: "d", depends_on: ["nobody"] },
    );
    const { answer } = await runIn({ request });
    const defects = answer.error?.details["defects"] as { number: number }[];
    expect(new Set(defects.map(({ number }) => number))).toEqual(new Set([6001, 6002, 6008, 6009, 6004]));
  });

  it("shows the defects of a request and does not ask for consent to it", async () => {
    const [first] = BATCH.operations;
    const request = { operations: [first, { ...BATCH.operations[1], system: "liner" }] };
    const { answer } = await runIn({ request });
    expect(answer.error?.number).toBe(6001);
  });
});

describe("writes without consent", () => {
  const write = {
    system: "slack",
    operation: "post_message",
    params: { channel: "#engineering", text: "hi" },
  };

  it.each([
    ["a call", ["call", "slack", "post_message", "channel=#engineering", "text=hi"], undefined],
    ["an envelope of a call", ["do", "-"], { operation: "smart_delegate", params: write }],
    ["an envelope of a batch", ["do", "-"], { operation: "batch_parallel_execute", params: BATCH }],
    ["a batch with events", ["run", "-", "--events"], BATCH],
  ])("%s: refused, with each write and its params", async (_, args, request) => {
    const { code, stdout } = await pmo([...args, "--simulate", "--json"], asInput(request));
    const { error } = JSON.parse(stdout) as JsonAnswer;
    expect([code, error?.number]).toEqual([2, 6013]);
    const writes = error?.details["operations"] as { system: string; params: unknown }[];
    expect(writes.find(({ system }) => system === "slack")?.params).toMatchObject({
      channel: "#engineering",
    });
  });

  it("a write in a gather: refused, whatever the consent", async () => {
    const { code, answer } = await pmoJson(
      ["gather", "-", "--simulate", "--yes"],
      asInput({ operations: [write] }),
    );
    expect([code, answer.error?.number]).toEqual([2, 6013]);
  });

  it.each(["5", "[]", "{}", '"text"', '{"operation": "lazy_gather"}', '{"operation": "smart_delegate"}'])(
    "an envelope like %s: refused as no request",
    async (stdin) => {
      const { code, answer } = await pmoJson(["do", "-", "--simulate", "--yes"], { stdin });
      expect([code, answer.error?.number]).toEqual([2, 6007]);
    },
  );
});

describe("inputs that cannot be read", () => {
  it.each([
    ["broken YAML", "operations:\n  - id: a\n    params: {issue_key: TRAIN-1\n", { line: 4 }],
    ["broken JSON", '{ "operations": [ { "id": "a" "system": "jira" } ] }', { line: 1, column: 31 }],
    ["a key twice", "operations: []\ntimeout_ms: 1\ntimeout_ms: 2\n", { line: 3, column: 1 }],
    ["two documents", "operations: []\n---\noperations: []\n", { line: 2, column: 1 }],
  ])("%s, with line and column", async (_, text, details) => {
    const cwd = temporaryFolder({ "request.yaml": text });
    const { code, answer } = await pmoJson(["run", "request.yaml", "--simulate"], { cwd });
    expect([code, answer.error?.number]).toEqual([2, 6007]);
    expect(answer.error?.details).toMatchObject({ file: "request.yaml", ...details });
    expect(answer.error?.message).toContain(`request.yaml:${details.line}:`);
  });

  it("shows the line to people", async () => {
    const { code, stdout, stderr } = await pmo(["run", "-", "--simulate"], { stdin: "a: [1\nb: 2" });
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/error 6007 INVALID_REQUEST: standard input:2:\d/);
    expect(stderr).toContain("2 | b: 2");
  });

  it.each([
    ["an empty file", ["run", "empty.yaml"], "is empty"],
    ["a missing file", ["run", "nothing.yaml"], "there is no such file"],
    ["a directory", ["run", "."], "it is a directory"],
    ["a picture in no folder", ["run", "empty.yaml", "--svg", "no/where.svg"], "cannot be written"],
  ])("%s", async (_, args, message) => {
    const { code, answer } = await pmoJson(args, { cwd: temporaryFolder({ "empty.yaml": "# nothing\n" }) });
    expect([code, answer.error?.number]).toEqual([2, 6007]);
    expect(answer.error?.message).toContain(message);
  });
});

describe("command lines that are wrong", () => {
  it.each([
    [["gahter", "x"], "gather"],
    [["run", "-", "--evnts"], "--events"],
    [["run"], "pmo --help"],
    [["call", "jira", "get_issue", "issue_key"], "key=value"],
    [["call", "jira", "get_issue", "a=1", "a:=2"], "a:="],
    [["call", "jira", "get_issue", "a:=[1"], "JSON"],
    [["plan", "-", "--format", "pdf"], "pmo --help"],
    [["simulate", "--port", "99999"], "--port"],
    [["--simulate=nowhere", "doctor"], "http://"],
  ])("%j", async (args, suggestion) => {
    const { code, answer } = await pmoJson(args);
    expect([code, answer.error?.number]).toEqual([2, 6007]);
    expect(answer.error?.suggestions.join(" ")).toContain(suggestion);
    expect(answer.metadata).toEqual({});
  });

  it.each([
    [["serve", "--port", "1"], 6],
    [["approve", "x"], 5],
    [["runs"], 7],
    [["run", "-", "--durable"], 7],
  ])("%j arrives later", async (args, issue) => {
    const { code, answer } = await pmoJson(args);
    expect([code, answer.error?.number]).toEqual([2, 6007]);
    expect(answer.error?.message).toContain(`not yet supported (it arrives with issue ${issue})`);
  });
});

describe("set-ups that are wrong", () => {
  const request = asInput(jiraSteps({ id: "a" }));

  it("a missing adapter package, with the command that installs it", async () => {
    const cwd = temporaryFolder({ "c.yaml": "systems:\n  asana:\n    adapter: adapter-asana\n" });
    const steps = asInput({ operations: [{ id: "a", system: "asana", operation: "get_task", params: {} }] });
    const { code, answer } = await pmoJson(["run", "-", "--config", "c.yaml"], { cwd, ...steps });
    expect([code, answer.error?.number]).toEqual([3, 6006]);
    expect(answer.error?.suggestions.join(" ")).toContain("npm install adapter-asana");
  });

  it("a missing credential", async () => {
    const { code, answer } = await pmoJson(["run", "-"], request);
    expect([code, answer.error?.number]).toEqual([3, 6011]);
    expect(answer.error?.details["environment"]).toEqual(["JIRA_BASE_URL", "JIRA_EMAIL", "JIRA_API_TOKEN"]);
  });

  it("missing credentials in a gather, where they fail their step", async () => {
    const steps = {
      operations: [{ system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-1" } }],
    };
    const { code, answer } = await pmoJson(["gather", "-"], asInput(steps));
    expect([code, answer.error?.number]).toEqual([3, 6103]);
  });

  it("an untrusted configuration, until it is trusted, and again when it changes", async () => {
    const text = "systems:\n  jira:\n    base_url: https://evil.example\n";
    const [cwd, home] = [temporaryFolder({ "pmo.config.yaml": text }), temporaryFolder()];
    const before = await pmoJson(["run", "-"], { ...request, cwd, home });
    expect([before.code, before.answer.error?.number]).toEqual([3, 6019]);
    expect(before.answer.error?.suggestions[0]).toContain("pmo trust");

    expect((await pmo(["trust"], { cwd, home })).code).toBe(0);
    const after = await pmoJson(["run", "-"], { ...request, cwd, home });
    expect(after.answer.error?.number).toBe(6011);

    const other = temporaryFolder({ "pmo.config.yaml": `${text}    email: maya@acme.example\n` });
    const changed = await pmoJson(["run", "-"], { ...request, cwd: other, home });
    expect(changed.answer.error?.number).toBe(6019);
    const named = await pmoJson(["run", "-", "--config", join(other, "pmo.config.yaml")], {
      ...request,
      home,
    });
    expect(named.answer.error?.number).toBe(6011);
  });

  it.each(["systems: [", "sistems: {}\n"])("a broken configuration: %j", async (text) => {
    const cwd = temporaryFolder({ "pmo.config.yaml": text });
    const { code, answer } = await pmoJson(["ops"], { cwd });
    expect([code, answer.error?.number]).toEqual([3, 6018]);
    const simulated = await pmo(["call", "jira", "get_issue", "issue_key=TRAIN-1", "--simulate"], { cwd });
    expect([simulated.code, simulated.stderr.includes("Simulating without a configuration")]).toEqual([
      0,
      true,
    ]);
    const args = [
      "call",
      "jira",
      "get_issue",
      "issue_key=TRAIN-1",
      "--simulate",
      "--config",
      "pmo.config.yaml",
    ];
    expect((await pmoJson(args, { cwd })).answer.error?.number).toBe(6018);
  });
});
