import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { pathText, wireIssues } from "../../src/schemas/index.js";

describe("pathText", () => {
  it.each([
    [[], ""],
    [["operations"], "operations"],
    [["operations", 0, "params", "issue_key"], "operations[0].params.issue_key"],
    [[0, "id"], "[0].id"],
    [["systems", "jira-eu"], "systems.jira-eu"],
    [["a", "with space", "b"], 'a["with space"].b'],
    [["a", 'quo"te'], 'a["quo\\"te"]'],
    [["a", "", "1b"], 'a[""]["1b"]'],
    [["__proto__", "constructor"], "__proto__.constructor"],
  ])("writes %j as people do", (path, text) => {
    expect(pathText(path)).toBe(text);
  });

  it("writes no two paths alike", () => {
    const part = fc.oneof(
      fc.nat(20),
      fc.string({ unit: fc.constantFrom("a", "1", ".", "[", "]", '"', "\\"), maxLength: 4 }),
    );
    const paths = fc.array(part, { maxLength: 4 });
    fc.assert(
      fc.property(paths, paths, (one, other) => {
        expect(pathText(one) === pathText(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });
});

describe("wireIssues", () => {
  const schema = z.strictObject({
    key: z.string().regex(/^[A-Z]+-\d+$/),
    kind: z.enum(["bug", "task"]).optional(),
    list: z.array(z.strictObject({ n: z.int() })).optional(),
  });
  const issuesOf = (value: unknown) => {
    const { error } = schema.safeParse(value);
    return error === undefined ? [] : wireIssues(error);
  };

  it("says what is required, what was given, and which keys nobody knows", () => {
    expect(issuesOf({})).toEqual([{ path: "key", message: "is required (string)" }]);
    expect(issuesOf({ key: 5 })).toEqual([{ path: "key", message: "expected string, received number" }]);
    expect(issuesOf({ key: "A-1", list: [{ n: 1, m: 2, o: 3 }] })).toEqual([
      { path: "list[0]", message: 'unknown keys "m", "o"', unknown_keys: ["m", "o"] },
    ]);
  });

  it("names the choices", () => {
    expect(issuesOf({ key: "A-1", kind: "story" })).toEqual([
      { path: "kind", message: 'expected one of "bug"|"task"' },
    ]);
  });

  it("never repeats the value, which could be anything", () => {
    const told = JSON.stringify(
      issuesOf({ key: "hunter2-secret", kind: "hunter2-kind", list: ["hunter2-item"] }),
    );
    expect(told).not.toContain("hunter2");
    expect(issuesOf({ key: "hunter2-secret", kind: "hunter2-kind", list: ["hunter2-item"] })).toHaveLength(3);
  });
});

describe("a value that is of none of several types", () => {
  const schema = z.object({
    id: z.union([z.int(), z.string()]),
    at: z.union([z.literal(1), z.object({})]).optional(),
  });
  const messageFor = (value: unknown) =>
    wireIssues(schema.safeParse(value).error ?? new z.ZodError([]))[0]?.message;

  it("is told which they are, and that it is missing", () => {
    expect(messageFor({})).toBe("is required (number or string)");
    expect(messageFor({ id: null })).toBe("expected number or string, received null");
    expect(messageFor({ id: [] })).toBe("expected number or string, received array");
  });

  it("is told less where its types are not what is wrong", () => {
    expect(messageFor({ id: 1, at: 2 })).toBe("Invalid input");
  });
});
