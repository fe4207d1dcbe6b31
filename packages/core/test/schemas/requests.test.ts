import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  batchRequestSchema,
  cacheStatusRequestSchema,
  delegateRequestSchema,
  envelopeSchema,
  gatherRequestSchema,
  stepIdSchema,
} from "../../src/schemas/index.js";
import { batch, batchStep, gather, gatherStep, issuesOf } from "./request-fixtures.js";

describe("what is accepted", () => {
  it.each([
    ["gather", gatherRequestSchema, gather],
    [
      "a full gather",
      gatherRequestSchema,
      {
        operations: [
          { ...gatherStep, refresh_cache: true },
          { system: "slack", operation: "list_channels" },
        ],
        parallel: false,
        fail_fast: true,
        timeout_ms: 86_400_000,
        context: { command: "/review", purpose: "review", trace_id: "t-1" },
      },
    ],
    [
      "a context pack",
      gatherRequestSchema,
      { targets: ["TRAIN-123"], follow: { depth: 1, kinds: ["page"], limit: 5 } },
    ],
    ["targets beside operations", gatherRequestSchema, { ...gather, targets: ["#general"] }],
    ["delegate", delegateRequestSchema, gatherStep],
    ["a target alone", delegateRequestSchema, { target: "TRAIN-123" }],
    ["an operation alone", delegateRequestSchema, { operation: "list_teams" }],
    [
      "a full delegate",
      delegateRequestSchema,
      { ...gatherStep, refresh_cache: false, timeout_ms: 1, context: {} },
    ],
    ["batch", batchRequestSchema, batch],
    [
      "a full batch",
      batchRequestSchema,
      {
        operations: [
          { ...batchStep, depends_on: [], refresh_cache: true, timeout_ms: 10 },
          {
            id: "copy",
            system: "linear",
            operation: "create_issue",
            params: { title: "${{ steps.issue.data.summary }}" },
            depends_on: ["issue"],
          },
        ],
        timeout_ms: 60_000,
        fail_fast: true,
        on_failure: "stop",
        context: { command: "x" },
      },
    ],
    ["cache status", cacheStatusRequestSchema, {}],
    ["detailed cache status", cacheStatusRequestSchema, { detailed: true }],
    [
      "an envelope",
      envelopeSchema,
      { operation: "smart_delegate", params: gatherStep, context: { purpose: "x" } },
    ],
  ])("%s", (_name, schema: z.ZodType, request) => {
    expect(schema.parse(request)).toEqual(request);
  });

  it("an envelope without params asks with none", () => {
    expect(envelopeSchema.parse({ operation: "cache_status" })).toEqual({
      operation: "cache_status",
      params: {},
    });
  });

  it.each(["skip_dependents", "stop", "continue"])("on_failure %s", (on_failure) => {
    expect(issuesOf(batchRequestSchema, { ...batch, on_failure, fail_fast: false })).toEqual([]);
  });

  it("the count of steps is the engine's to limit", () => {
    expect(
      issuesOf(gatherRequestSchema, { operations: Array.from({ length: 501 }, () => gatherStep) }),
    ).toEqual([]);
  });
});

describe("what is refused", () => {
  it.each([
    [
      "neither operations nor targets",
      gatherRequestSchema,
      {},
      ["operations: is required (array), unless there are targets"],
    ],
    ["no target at all", gatherRequestSchema, { targets: [] }, ["targets: must name at least one target"]],
    [
      "a pack without a start",
      gatherRequestSchema,
      { ...gather, follow: { depth: 1 } },
      ["follow: starts from targets, and there are none"],
    ],
    [
      "a pack without end",
      gatherRequestSchema,
      { targets: ["TRAIN-1"], follow: { depth: 4, limit: 101 } },
      [
        "follow.depth: Too big: expected number to be <=3",
        "follow.limit: Too big: expected number to be <=100",
      ],
    ],
    [
      "a delegate of nothing",
      delegateRequestSchema,
      { system: "jira" },
      ["operation: name the operation, or give a target"],
    ],
    [
      "a target that nobody pastes",
      delegateRequestSchema,
      { target: "x".repeat(2001) },
      ["target: Too big: expected string to have <=2000 characters"],
    ],
    [
      "an empty gather",
      gatherRequestSchema,
      { operations: [] },
      ["operations: must name at least one operation"],
    ],
    [
      "an empty batch",
      batchRequestSchema,
      { operations: [] },
      ["operations: must name at least one operation"],
    ],
    [
      "operations that are no list",
      batchRequestSchema,
      { operations: {} },
      ["operations: expected array, received object"],
    ],
    ["an unknown key", gatherRequestSchema, { ...gather, paralel: true }, [': unknown key "paralel"']],
    ["several unknown keys", batchRequestSchema, { ...batch, a: 1, b: 2 }, [': unknown keys "a", "b"']],
    [
      "an unknown key of a step",
      gatherRequestSchema,
      { operations: [{ ...gatherStep, depends_on: [] }] },
      ['operations[0]: unknown key "depends_on"'],
    ],
    [
      "an unknown key of the context",
      delegateRequestSchema,
      { ...gatherStep, context: { who: "me" } },
      ['context: unknown key "who"'],
    ],
    [
      "an unknown key of cache status",
      cacheStatusRequestSchema,
      { details: true },
      [': unknown key "details"'],
    ],
    [
      "a step without an id",
      batchRequestSchema,
      { operations: [gatherStep] },
      ["operations[0].id: is required (string)"],
    ],
    [
      "a step without a system",
      gatherRequestSchema,
      { operations: [{ operation: "get_issue" }] },
      ["operations[0].system: is required (string)"],
    ],
    [
      "fail_fast against continue",
      batchRequestSchema,
      { ...batch, fail_fast: true, on_failure: "continue" },
      ["on_failure: contradicts fail_fast: true, which means stop"],
    ],
    [
      "fail_fast against skip_dependents",
      batchRequestSchema,
      { ...batch, fail_fast: true, on_failure: "skip_dependents" },
      ["on_failure: contradicts fail_fast: true, which means stop"],
    ],
    ["a request that is null", gatherRequestSchema, null, [": expected object, received null"]],
    ["a request that is a list", batchRequestSchema, [], [": expected object, received array"]],
  ])("%s", (_name, schema: z.ZodType, request, issues) => {
    expect(issuesOf(schema, request)).toEqual(issues);
  });

  it("everything that is wrong, at once", () => {
    const wrong = {
      operations: [{ id: "1", system: "", operation: 5 }],
      timeout_ms: 0,
      durable: true,
      what: 1,
    };
    expect(issuesOf(batchRequestSchema, wrong)).toHaveLength(6);
  });

  it.each([0, -1, 1.5, 86_400_001, Number.NaN, Number.POSITIVE_INFINITY, "1000", null])(
    "timeout_ms %s",
    (timeout_ms) => {
      expect(issuesOf(gatherRequestSchema, { ...gather, timeout_ms })).toHaveLength(1);
      expect(issuesOf(delegateRequestSchema, { ...gatherStep, timeout_ms })).toHaveLength(1);
      expect(issuesOf(batchRequestSchema, { ...batch, timeout_ms })).toHaveLength(1);
      expect(issuesOf(batchRequestSchema, { operations: [{ ...batchStep, timeout_ms }] })).toHaveLength(1);
    },
  );

  it.each([null, [], "x", 1, true].map((params) => ({ params })))("$params as params", ({ params }) => {
    expect(issuesOf(gatherRequestSchema, { operations: [{ ...gatherStep, params }] })).toEqual([
      "operations[0].params: expected an object",
    ]);
    expect(issuesOf(delegateRequestSchema, { ...gatherStep, params })).toEqual([
      "params: expected an object",
    ]);
    expect(issuesOf(envelopeSchema, { operation: "cache_status", params })).toEqual([
      "params: expected an object",
    ]);
  });

  it("an operation of an envelope that is none of the four, naming them", () => {
    const [issue] = issuesOf(envelopeSchema, { operation: "gather" });
    for (const name of ["lazy_gather_context", "smart_delegate", "batch_parallel_execute", "cache_status"]) {
      expect(issue).toContain(name);
    }
  });
});

describe("ids of steps", () => {
  it.each(["a", "_", "__proto__", "constructor", "get-issue_1", "A".repeat(64)])("%j is one", (id) => {
    expect(batchRequestSchema.parse({ operations: [{ ...batchStep, id }] }).operations[0]?.id).toBe(id);
  });

  it.each(["", "1a", "-a", "a b", "a.b", "ä", "a\n", "A".repeat(65)])("%j is none", (id) => {
    expect(issuesOf(batchRequestSchema, { operations: [{ ...batchStep, id }] })).toEqual([
      "operations[0].id: must start with a letter or _, then letters, digits, _ or -; 64 at most",
    ]);
  });

  it("are exactly what the design says", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", "Z", "_", "0", "-", ".", " ", "é", "\n"), maxLength: 70 }),
        (id) => {
          const [first = "", ...rest] = id;
          const good =
            /[A-Za-z_]/.test(first) && rest.length <= 63 && rest.every((letter) => /[\w-]/.test(letter));
          expect(stepIdSchema.safeParse(id).success).toBe(good);
        },
      ),
    );
  });
});

describe("names that objects inherit", () => {
  it("__proto__ and constructor reach the operation's own schema as params", () => {
    const request: unknown = JSON.parse(
      '{"system":"jira","operation":"get_issue","params":{"__proto__":{"a":1},"constructor":"x"}}',
    );
    const { params } = delegateRequestSchema.parse(request);
    expect(Object.keys(params ?? {})).toEqual(["__proto__", "constructor"]);
    expect(Object.getPrototypeOf(params)).toBe(Object.prototype);
  });

  it.each(["__proto__", "constructor", "toString"])("%s is an unknown key like any other", (key) => {
    const request: unknown = JSON.parse(`{"system":"jira","operation":"get_issue","${key}":1}`);
    expect(issuesOf(delegateRequestSchema, request)).toEqual([`: unknown key "${key}"`]);
  });
});

describe("as JSON Schema", () => {
  it.each([
    gatherRequestSchema,
    delegateRequestSchema,
    batchRequestSchema,
    cacheStatusRequestSchema,
    envelopeSchema,
  ])("every request can be told", (schema: z.ZodType) => {
    const told = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
    expect(told).toMatchObject({ type: "object", additionalProperties: false });
  });

  it("params are an object", () => {
    const told = z.toJSONSchema(delegateRequestSchema, { io: "input", unrepresentable: "any" });
    expect(told.properties?.["params"]).toEqual({ type: "object" });
  });
});
