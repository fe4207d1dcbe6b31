import type { JsonSchema } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import { checkPath, parseTemplate } from "../../src/references/index.js";

const text = { type: "string" };

const issue: JsonSchema = {
  type: "object",
  properties: {
    key: text,
    assignee: { type: "string" },
    parent: { anyOf: [{ $ref: "#/$defs/parent" }, { type: "null" }] },
    labels: { type: "array", items: text },
    pair: { type: "array", prefixItems: [text, { type: "number" }], items: false, minItems: 1 },
    few: { type: "array", items: text, maxItems: 2 },
    custom: { type: "object", additionalProperties: {} },
    open: { type: "object", properties: { known: text }, required: ["known"] },
    counts: {
      type: "object",
      propertyNames: { type: "string", enum: ["a", "b"] },
      additionalProperties: { type: "number" },
    },
    patterned: {
      type: "object",
      patternProperties: { "^x_": { type: "number" } },
      additionalProperties: false,
    },
    anything: {},
    children: { type: "array", items: { $ref: "#" } },
    never: { type: "null" },
    nullable: { type: ["string", "null"] },
    kind: { enum: ["bug", "task"] },
    mixed: { oneOf: [{ $ref: "#/$defs/bug" }, { $ref: "#/$defs/task" }] },
    both: { allOf: [{ $ref: "#/$defs/bug" }, { $ref: "#/$defs/task" }] },
    circle: { $ref: "#/$defs/circle" },
    loop: { $ref: "#/$defs/loop" },
    away: { $ref: "https://schemas.example/x" },
    lost: { $ref: "#/$defs/constructor" },
  },
  required: [
    "key",
    "parent",
    "labels",
    "pair",
    "few",
    "custom",
    "open",
    "counts",
    "patterned",
    "anything",
    "never",
    "nullable",
    "kind",
    "mixed",
    "both",
    "circle",
    "loop",
    "away",
    "lost",
  ],
  additionalProperties: false,
  $defs: {
    parent: { type: "object", properties: { key: text }, required: ["key"], additionalProperties: false },
    bug: {
      type: "object",
      properties: { kind: { const: "bug" }, severity: text },
      required: ["kind", "severity"],
      additionalProperties: false,
    },
    task: {
      type: "object",
      properties: { kind: { const: "task" } },
      required: ["kind"],
      additionalProperties: false,
    },
    circle: { anyOf: [{ $ref: "#/$defs/circle" }, { $ref: "#/$defs/parent" }] },
    loop: { $ref: "#/$defs/loop" },
  },
};

function check(path: string, schema: JsonSchema = issue) {
  const reference = parseTemplate(`\${{ steps.a.data${path} }}`).references[0];
  if (reference === undefined) throw new Error(`${path} is not a path.`);
  return checkPath(schema, reference.path);
}

describe("checkPath", () => {
  it.each([
    "",
    ".key",
    ".labels",
    ".pair[0]",
    ".open.known",
    ".kind",
    ".mixed",
    ".mixed.kind",
    ".both.kind",
    ".both.severity",
    ".circle.key",
  ])("says yes to data%s", (path) => {
    // An intersection of closed objects contradicts itself where only one side has the name: left open.
    expect(check(path).verdict).toBe(path === ".both.severity" ? "unknown" : "yes");
  });

  it.each([
    ".assignee",
    ".parent",
    ".parent.key",
    ".labels[0]",
    ".pair[1]",
    ".few[1]",
    ".custom.x",
    ".custom.x.y[0]",
    ".open.other",
    ".counts.a",
    ".patterned.x_1",
    ".anything",
    ".anything.deep[3]",
    ".children[0].key",
    ".children[0].children[1].labels[2]",
    ".nullable",
    ".mixed.severity",
    ".loop",
    ".loop.x",
    ".away.x",
    ".lost.x",
  ])("leaves data%s open", (path) => {
    expect(check(path)).toMatchObject({ verdict: "unknown" });
    expect(check(path).reason).not.toBe("");
  });

  it.each([
    [".sumary", "data has no sumary", ["key", "assignee"]],
    [".constructor", "data has no constructor", ["key"]],
    [".__proto__", "data has no __proto__", ["key"]],
    ["[0]", "data is an object and has no [0]", ["key"]],
    [".key.x", "data.key is a string and has no x", []],
    [".key[0]", "data.key is a string and has no [0]", []],
    [".parent.id", "has no id", ["key"]],
    [".labels.length", "data.labels is an array and has no length", []],
    [".pair[2]", "has no [2]", ["[0] to [1]"]],
    [".few[2]", "has no [2]", ["[0] to [1]"]],
    [".counts.c", "has no c", ["a", "b"]],
    [".patterned.y", "has no y", []],
    [".never", "always null", []],
    [".never.x", "is null", []],
    [".kind.x", "data.kind is a string", []],
    [".mixed.owner", "has no owner", ["kind", "severity"]],
    [".both.owner", "has no owner", ["kind", "severity"]],
    [".circle.id", "has no id", ["key"]],
    [".children[0].nope", "data.children[0] has no nope", ["key"]],
  ])("says no to data%s", (path, reason, available) => {
    const checked = check(path);
    expect(checked.verdict).toBe("no");
    expect(checked.reason).toContain(reason);
    expect(checked.available).toEqual(expect.arrayContaining(available));
  });

  it("knows nothing of a schema that says nothing", () => {
    for (const schema of [{}, { title: "x" }, { type: "object" }, { $ref: "#/nowhere" }, { $ref: "#/%" }]) {
      expect(check(".a", schema).verdict).toBe("unknown");
    }
  });

  it("allows an optional field whose parent is optional", () => {
    const schema = {
      type: "object",
      properties: { a: { type: "object", properties: { b: text }, additionalProperties: false } },
    };
    expect(check(".a.b", schema).verdict).toBe("unknown");
    expect(check(".a.c", schema).verdict).toBe("no");
  });
});
