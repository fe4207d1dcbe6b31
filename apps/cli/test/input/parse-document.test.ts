import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDocument } from "../../src/input/parse-document.js";

describe("a request as text", () => {
  it("reads any JSON, also indented with tabs", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.string({ minLength: 1, maxLength: 20 }), fc.jsonValue()),
        async (value) => {
          const text = JSON.stringify(value, undefined, "\t");
          expect(await parseDocument(text, "x.json")).toEqual(JSON.parse(text));
        },
      ),
    );
  });

  it("reads YAML with anchors and merges", async () => {
    const text = "base: &base { system: jira }\noperations:\n  - { <<: *base, id: a }\n";
    expect(await parseDocument(text, "x.yaml")).toEqual({
      base: { system: "jira" },
      operations: [{ system: "jira", id: "a" }],
    });
  });

  it("takes __proto__ for an ordinary key", async () => {
    const value = (await parseDocument("__proto__: { a: 1 }\nb: 2\n", "x.yaml")) as object;
    expect(Object.keys(value)).toEqual(["__proto__", "b"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it("refuses a bomb of aliases", async () => {
    const levels = Array.from({ length: 9 }, (_, level) => {
      const item = level === 0 ? "x" : `*a${level - 1}`;
      return `a${level}: &a${level} [${Array.from({ length: 9 }, () => item).join(", ")}]`;
    });
    await expect(parseDocument(levels.join("\n"), "x.yaml")).rejects.toMatchObject({ number: 6007 });
  });

  it.each([
    ["a: !secret b", 1, 4],
    ["a: 1\nb: [", 2, 5],
    ["a: *nobody", 1, 4],
    ["\ta: 1", 1, 1],
    ['{"a": 1,, "b": 2}', 1, 9],
  ])("says where %j is broken", async (text, line, column) => {
    await expect(parseDocument(text, "x.yaml")).rejects.toMatchObject({
      number: 6007,
      details: { file: "x.yaml", line, column, excerpt: text.split("\n")[line - 1] },
    });
  });

  it.each(["", "# a comment\n", "---\n", "null"])("refuses %j as empty", async (text) => {
    await expect(parseDocument(text, "x.yaml")).rejects.toThrow("x.yaml is empty");
  });
});
