import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { didYouMean, nearestNames } from "../../src/index.js";

const operations = [
  "get_issue",
  "get_issues",
  "create_issue",
  "search_issues",
  "add_comment",
  "cache_status",
];

describe("nearestNames", () => {
  it.each([
    ["get_isue", ["get_issue", "get_issues", "create_issue"]],
    ["GetIssue", ["get_issue", "get_issues", "create_issue"]],
    ["getissues", ["get_issues", "get_issue", "search_issues"]],
    ["coment", ["add_comment"]],
    ["xyz", []],
  ])("%j may mean %j", (wanted, names) => {
    expect(nearestNames(wanted, operations)).toEqual(names);
  });

  it("answers at most as many as asked for, and nothing from nothing", () => {
    expect(nearestNames("get_issue", operations, 1)).toEqual(["get_issue"]);
    expect(nearestNames("get_issue", operations, 0)).toEqual([]);
    expect(nearestNames("get_issue", [])).toEqual([]);
  });

  it("does not depend on the order of the names", () => {
    const name = fc.string({ unit: fc.constantFrom("a", "b", "_"), minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(name, fc.uniqueArray(name, { maxLength: 8 }), (wanted, names) => {
        expect(nearestNames(wanted, [...names].reverse())).toEqual(nearestNames(wanted, names));
        if (names.includes(wanted)) expect(nearestNames(wanted, names)[0]).toBe(wanted);
      }),
    );
  });
});

describe("what is no name", () => {
  it("is near to nothing, however long it is", () => {
    expect(nearestNames("x".repeat(5_000_000), operations)).toEqual([]);
  });
});

describe("didYouMean", () => {
  it.each([
    ["get_isue", ["Did you mean get_issue or get_issues or create_issue?"]],
    ["coment", ["Did you mean add_comment?"]],
    ["xyz", []],
  ])("%j: %j", (wanted, suggestions) => {
    expect(didYouMean(wanted, new Set(operations))).toEqual(suggestions);
  });
});
