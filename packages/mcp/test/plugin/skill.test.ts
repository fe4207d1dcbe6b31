import type { AdapterManifest, JsonSchema, OperationManifest } from "@pm-orchestrator/core";
import { ORCHESTRATOR_ERRORS } from "@pm-orchestrator/core";
import { stepMetadataSchema, stepResultSchema } from "@pm-orchestrator/core/schemas";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { TOOLS } from "../../src/index.js";
import { call, connected, silence, simulated } from "../support/connected.js";
import { type Example, json, readSkill, SKILL, text } from "../support/plugin.js";

const KINDS = ["linear", "jira", "confluence", "slack", "bitbucket"];
const markdown = text(SKILL);
const { front, examples, terms } = readSkill(markdown);

const GET_ISSUE = { system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-123" } };

/** Of operations, those of the built-in system included, as the server itself tells them. */
async function manifestOf(system: string, operation: string): Promise<Pick<OperationManifest, "params">> {
  if (system !== "orchestrator") {
    const { operations } = json(`packages/adapter-${system}/manifest.json`) as AdapterManifest;
    if (operations[operation] === undefined) throw new Error(`${system} has no operation ${operation}.`);
    return operations[operation];
  }
  const { client } = await connected();
  const { answer } = await call(client, "find_operations", { system, operation });
  return answer.data.operations[0];
}

function propertiesOf(schema: JsonSchema | undefined): Record<string, JsonSchema> {
  return (schema?.["properties"] ?? {}) as Record<string, JsonSchema>;
}

describe("the skill", () => {
  it("has the front matter that clients read", () => {
    expect(Object.keys(front)).toEqual(["name", "description"]);
    expect(front["name"]).toMatch(/^[a-z][a-z0-9-]{0,63}$/);
    expect(SKILL).toContain(`/${front["name"]}/SKILL.md`);
    expect(front["description"]?.length).toBeLessThanOrEqual(1024);
    expect(front["description"]).toContain("Use when");
  });

  it("has under 600 tokens, the front matter included", () => {
    expect(countTokens(markdown)).toBeLessThan(600);
  });

  it("shows every way of calling", () => {
    expect(new Set(examples.map(({ tool }) => tool))).toEqual(
      new Set(["find_operations", "smart_delegate", "lazy_gather_context", "batch_parallel_execute"]),
    );
    for (const { name } of TOOLS) if (name !== "cache_status") expect(markdown).toContain(`\`${name}`);
  });
});

describe("what the skill names exists", () => {
  const fields = new Map(
    TOOLS.map(({ name, inputSchema }) => [name as string, propertiesOf(inputSchema as JsonSchema)]),
  );
  const { items } = fields.get("batch_parallel_execute")?.["operations"] ?? {};
  const stepFields = propertiesOf(items as JsonSchema);

  it.each(examples)("$tool $args", async ({ tool, args }) => {
    const steps = (args["operations"] ?? []) as Record<string, unknown>[];
    const unknown = [
      ...Object.keys(args).filter((name) => !Object.hasOwn(fields.get(tool) ?? {}, name)),
      ...steps.flatMap((step) => Object.keys(step).filter((name) => !Object.hasOwn(stepFields, name))),
    ];
    expect(unknown).toEqual([]);
    for (const { system, operation, params = {} } of [...steps, args]) {
      if (typeof system !== "string" || typeof operation !== "string") continue;
      const known = propertiesOf((await manifestOf(system, operation)).params);
      expect(Object.keys(params as object).filter((name) => !Object.hasOwn(known, name))).toEqual([]);
    }
  });

  it("every word between backticks is a tool, a field, a status or a sign of the answers", () => {
    const known = [
      ...TOOLS.flatMap(({ name }) => [name, ...Object.keys(fields.get(name) ?? {})]),
      ...Object.keys(stepFields),
      ...stepResultSchema.shape.status.options,
      ...Object.keys(stepMetadataSchema.shape),
      "data",
      // The mark of lines from outside.
      "|",
    ];
    const paged = KINDS.flatMap((kind) =>
      Object.values((json(`packages/adapter-${kind}/manifest.json`) as AdapterManifest).operations),
    ).filter(({ result }) => Object.hasOwn(propertiesOf(propertiesOf(result)["page"]), "next"));
    expect(paged.length).toBeGreaterThan(30);
    expect(paged.filter(({ params }) => !Object.hasOwn(propertiesOf(params), "page_token"))).toEqual([]);
    known.push("page.next", "page_token");
    // A step's `select` is shown with its value.
    const shown = terms.map((term) => /^"(\w+)": "/.exec(term)?.[1] ?? term);
    expect(shown.filter((term) => !known.includes(term))).toEqual([]);
  });

  it("every number is that of an error", () => {
    const numbers = new Set<number>(Object.values(ORCHESTRATOR_ERRORS).map(({ number }) => number));
    const named = (markdown.match(/\b6\d{3}\b/g) ?? []).map(Number);
    expect(named).toEqual([6002, 6008, 6013]);
    expect(named.filter((number) => !numbers.has(number))).toEqual([]);
  });
});

describe("what the skill shows works, against the simulators", () => {
  const allowed = async () =>
    simulated({ policy: { systems: { linear: { writes: "allow" }, slack: { writes: "allow" } } } })
      .orchestrator;
  const whole = examples.filter(({ args }) => !JSON.stringify(args).includes("…"));

  it.each(whole)("$tool $args", async ({ tool, args }) => {
    const { client } = await connected({ open: allowed });
    const { answer, isError } = await call(client, tool, args);
    expect({ isError, error: answer.error }).toEqual({ isError: false });
    const results = (answer.data.results ?? []) as { status: string }[];
    expect(results.filter(({ status }) => status !== "succeeded")).toEqual([]);
    if (tool === "batch_parallel_execute") expect(results).toHaveLength(3);
  });

  it("a run is read as it says", async () => {
    const { orchestrator } = simulated({}, (request) =>
      request.url.includes("TRAIN-2") ? silence(request) : undefined,
    );
    const { client } = await connected({ open: async () => orchestrator, waitMs: 1 });
    const begun = await call(client, "smart_delegate", { ...GET_ISSUE, params: { issue_key: "TRAIN-2" } });
    const { run_id } = begun.answer.data.run;
    const { args } = exampleOf("get_run");
    expect(begun.text).toContain(`smart_delegate ${JSON.stringify(filled(args, { run_id }))}`);
  });

  it("what a budget withheld is read as it says", async () => {
    const { client } = await connected({ open: allowed });
    const short = await call(client, "smart_delegate", { ...GET_ISSUE, max_tokens: 40 });
    const { handle } = short.answer.metadata.omitted;
    const { args } = exampleOf("read_result");
    const { answer } = await call(client, "smart_delegate", filled(args, { handle, path: "description" }));
    expect(answer).toMatchObject({ success: true, data: { value: expect.stringContaining("public API") } });
  });

  it("a step selects as it says", async () => {
    const select = terms.map((term) => /^"select": "(.*)"$/.exec(term)?.[1]).find(Boolean);
    const { client } = await connected();
    const { answer } = await call(client, "smart_delegate", { ...GET_ISSUE, select });
    expect(answer.data).toEqual({ key: "TRAIN-123", status: "In Progress" });
  });

  function exampleOf(operation: string): Example {
    const found = examples.find(({ args }) => args["operation"] === operation);
    if (found === undefined) throw new Error(`The skill shows no ${operation}.`);
    return found;
  }

  function filled(args: Record<string, unknown>, params: Record<string, unknown>) {
    return { ...args, params: { ...(args["params"] as object), ...params } };
  }
});
