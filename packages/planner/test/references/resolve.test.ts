import { isPmoError, type PmoError } from "@pm-orchestrator/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collectReferences, type ResolveOptions, resolveParams } from "../../src/references/index.js";

const results = new Map<string, unknown>([
  [
    "issue",
    {
      key: "TRAIN-123",
      summary: "Add JWT ${{ steps.secret.data.token }}",
      points: 5,
      done: false,
      assignee: null,
      labels: ["api", "auth"],
      fields: { "story points": 8 },
    },
  ],
  ["odd", JSON.parse('{"__proto__": {"name": "kept"}, "toString": "own"}')],
  ["list", [{ id: 1 }]],
]);

function resolve(params: Record<string, unknown>, options?: ResolveOptions): Record<string, unknown> {
  return resolveParams(params, (id) => results.get(id), options);
}

function refusal(params: Record<string, unknown>, options?: ResolveOptions): PmoError {
  try {
    resolve(params, options);
  } catch (error) {
    if (isPmoError(error)) return error;
    throw error;
  }
  throw new Error("It was accepted.");
}

describe("resolveParams", () => {
  it("keeps the type of a value that stands alone", () => {
    expect(
      resolve({
        text: "${{ steps.issue.data.key }}",
        number: "${{ steps.issue.data.points }}",
        boolean: "${{ steps.issue.data.done }}",
        list: "${{ steps.issue.data.labels }}",
        item: "${{ steps.issue.data.labels[1] }}",
        deep: [{ value: '${{ steps.issue.data.fields["story points"] }}' }],
        first: "${{ steps.list.data[0].id }}",
      }),
    ).toEqual({
      text: "TRAIN-123",
      number: 5,
      boolean: false,
      list: ["api", "auth"],
      item: "auth",
      deep: [{ value: 8 }],
      first: 1,
    });
  });

  it("writes values into longer texts", () => {
    const text =
      "${{ steps.issue.data.key }}: ${{ steps.issue.data.points }} $${{ ${{ steps.issue.data.done }}";
    expect(resolve({ text })).toEqual({ text: "TRAIN-123: 5 ${{ false" });
  });

  it("never reads references in what was fetched", () => {
    const fetched = "Add JWT ${{ steps.secret.data.token }}";
    expect(resolve({ alone: "${{ steps.issue.data.summary }}" })).toEqual({ alone: fetched });
    expect(resolve({ inside: "> ${{ steps.issue.data.summary }}" })).toEqual({ inside: `> ${fetched}` });
  });

  it("keeps __proto__ as a key, in params and in results", () => {
    const resolved = resolve(JSON.parse('{"__proto__": {"a": "${{ steps.odd.data.__proto__.name }}"}}'));
    expect(Object.keys(resolved)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(resolved)).toBe(Object.prototype);
    expect(JSON.stringify(resolved)).toBe('{"__proto__":{"a":"kept"}}');
    expect(resolve({ own: "${{ steps.odd.data.toString }}" })).toEqual({ own: "own" });
  });

  it("leaves the submitted params and other values alone", () => {
    const date = new Date(0);
    const params = Object.freeze({
      when: date,
      bytes: new Uint8Array(2),
      nothing: null,
      text: "${{ steps.issue.data.key }}",
    });
    const resolved = resolve(params);
    expect(resolved["when"]).toBe(date);
    expect(resolved).toEqual({ ...params, text: "TRAIN-123" });
  });

  it.each([
    ["${{ steps.issue.data.sumary }}", "without sumary", ["key", "summary"]],
    ["${{ steps.issue.data.assignee }}", "is null", ["key"]],
    ["${{ steps.issue.data.assignee.name }}", "data.assignee is null", ["key"]],
    ["${{ steps.issue.data.labels[2] }}", "list of 2 items without [2]", ["[0] to [1]"]],
    ["${{ steps.issue.data.labels.length }}", "without length", ["[0] to [1]"]],
    ["${{ steps.issue.data.key[0] }}", "is a string without [0]", []],
    ["${{ steps.issue.data.constructor }}", "without constructor", ["key"]],
    ["${{ steps.issue.data.__proto__ }}", "without __proto__", ["key"]],
    ["${{ steps.nobody.data.key }}", "has no result", []],
    ["> ${{ steps.issue.data.labels }}", "a list", ["[0] to [1]"]],
    ["> ${{ steps.issue.data.fields }}", "an object", ["story points"]],
    ["> ${{ nonsense }}", "does not begin with steps", ["steps"]],
  ])("refuses %s", (text, reason, available) => {
    const error = refusal({ blocks: [{ text }] }, { operationId: "post" });
    expect(error.number).toBe(6010);
    expect(error.details["reason"]).toContain(reason);
    expect(error.details["available"]).toEqual(expect.arrayContaining(available));
    expect(error.details["path"]).toBe("params.blocks[0].text");
    expect(error.details["operation_id"]).toBe("post");
    expect(text).toContain(String(error.details["reference"]));
  });

  it("lets only single words into queries", () => {
    const options = { queryParams: ["jql"] };
    expect(resolve({ jql: "key = ${{ steps.issue.data.key }}" }, options)).toEqual({
      jql: "key = TRAIN-123",
    });
    expect(resolve({ jql: "${{ steps.issue.data.key }}" }, options)).toEqual({ jql: "TRAIN-123" });
    for (const jql of ["${{ steps.issue.data.summary }}", "text ~ ${{ steps.issue.data.summary }}"]) {
      const error = refusal({ jql }, options);
      expect(error.number).toBe(6010);
      expect(error.message).not.toContain("JWT");
    }
    expect(refusal({ jql: "${{ steps.issue.data.labels }}" }, options).number).toBe(6010);
    expect(refusal({ jql: { all: ["${{ steps.issue.data.summary }}"] } }, options).number).toBe(6010);
    expect(resolve({ text: "${{ steps.issue.data.summary }}" }, options)).toHaveProperty("text");
  });

  it("lets no value with anything else than a word into a query", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\w.@:-]+$/)), (value) => {
        const run = () =>
          resolveParams({ jql: "key = ${{ steps.a.data.v }}" }, () => ({ v: value }), {
            queryParams: ["jql"],
          });
        if (/^[A-Za-z0-9_.@:-]+$/.test(value)) expect(run()).toEqual({ jql: `key = ${value}` });
        else expect(run).toThrow("query");
      }),
    );
  });

  it("refuses params that contain themselves", () => {
    const endless: Record<string, unknown> = {};
    endless["self"] = endless;
    expect(refusal(endless).number).toBe(6010);
    expect(collectReferences(endless).problems[0]?.reason).toContain("nested deeper");
  });

  it("copies params without references, whatever they are", () => {
    const noReference = fc.jsonValue().filter((value) => !JSON.stringify(value).includes("${{"));
    fc.assert(
      fc.property(fc.dictionary(fc.string(), noReference), (params) => {
        expect(JSON.stringify(resolveParams(params, () => undefined))).toBe(JSON.stringify({ ...params }));
      }),
    );
  });
});

describe("collectReferences", () => {
  it("finds each reference, its place, and whether it stands alone", () => {
    const { references, problems } = collectReferences({
      title: "${{ steps.a.data.key }}",
      blocks: [{ text: "1 ${{ steps.b.data.x }} 2 ${{ steps.c.data.y }}" }],
      broken: "${{ steps }}",
      "${{ steps.a.data.key }}": "a key is no reference",
    });
    expect(references.map(({ stepId, location, alone }) => [stepId, location, alone])).toEqual([
      ["a", ["title"], true],
      ["b", ["blocks", 0, "text"], false],
      ["c", ["blocks", 0, "text"], false],
    ]);
    expect(problems.map(({ location }) => location)).toEqual([["broken"]]);
  });
});
