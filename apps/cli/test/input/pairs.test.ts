import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coerceParams } from "../../src/input/coerce.js";
import { readPairs } from "../../src/input/pairs.js";

const manifest = {
  summary: "",
  effect: "read" as const,
  retry: "natural" as const,
  signature: "",
  result: {},
  upstream: [],
  expected_calls: 1,
  expected_ms: 1,
  example: {},
  aliases: { max: "limit" },
  params: {
    type: "object",
    properties: {
      limit: { type: "integer" },
      archived: { type: "boolean" },
      labels: { type: "array", items: { type: "string" } },
      expand: { type: "array", items: { enum: ["comments", "links"] } },
      ids: { anyOf: [{ type: "array", items: { type: "integer" } }, { type: "null" }] },
      id: { anyOf: [{ type: "string" }, { type: "integer" }] },
      fields: { type: "object" },
      jql: { type: "string" },
      constructor: { type: "integer" },
    },
  },
};

function params(...pairs: string[]): Record<string, unknown> {
  return coerceParams(readPairs(pairs), manifest);
}

describe("params on the command line", () => {
  it.each<[string, unknown]>([
    ["jql=project = TRAIN AND text ~ 'a=b'", "project = TRAIN AND text ~ 'a=b'"],
    ["jql=5", "5"],
    ["jql=", ""],
    ["limit=5", 5],
    ["max=5", 5],
    ["limit=five", "five"],
    ["limit=0x10", "0x10"],
    ["archived=true", true],
    ["archived=yes", "yes"],
    ["labels=a,b, c", ["a", "b", "c"]],
    ["labels=", []],
    ["expand=comments,links", ["comments", "links"]],
    ["ids=1,2,x", [1, 2, "x"]],
    ["id=42", "42"],
    ["id:=42", 42],
    ['fields:={"a": [1]}', { a: [1] }],
    ["fields=text", "text"],
    ["nobody_knows=1", "1"],
    ["labels:=null", null],
    ["jql=a:=b", "a:=b"],
    ["constructor=1", 1],
    ["toString=1", "1"],
  ])("%s", (pair, value) => {
    const given = params(pair);
    expect(Object.values(given)).toEqual([value]);
  });

  it("takes __proto__ for an ordinary name", () => {
    expect(Object.entries(params("__proto__=x"))).toEqual([["__proto__", "x"]]);
  });

  it.each([["x"], ["=x"], [":=1"], ["a=1", "a=2"], ["a=1", "a:=2"], ["a:={"]])("refuses %j", (...pairs) => {
    expect(() => readPairs(pairs)).toThrow(expect.objectContaining({ number: 6007 }));
  });

  it("keeps any text as it is", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(params(`jql=${text}`)).toEqual({ jql: text });
      }),
    );
  });

  it("reads any JSON value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(params(`fields:=${text}`)["fields"]).toEqual(JSON.parse(text));
      }),
    );
  });
});
