import { describe, expect, it } from "vitest";
import { selectDefect, whyWrong } from "../../src/select/expression.js";

describe("an expression", () => {
  it.each([
    "key",
    "comments[0].body",
    "comments[].{author: author.name, body: body}",
    "issues[?status == 'Done'].key | [0]",
    "length(comments)",
    "sort_by(issues, &key)[*].key",
    '"odd name"',
  ])("is one: %s", (expression) => {
    expect(whyWrong(expression)).toBeUndefined();
  });

  it.each([
    ["a.b.", "at its end (position 4)"],
    ["a[", "at its end (position 2)"],
    ["a b", "at position 2"],
    ["items[?x = 1", "at position"],
    ["]", "at position 0"],
    ["a.{b c}", "at position 5"],
    ["#", "from position 0 on"],
    ["issues[*].key #", "from position 14 on"],
  ])("is none, and where: %s", (expression, place) => {
    expect(whyWrong(expression)).toContain("is no JMESPath expression");
    expect(whyWrong(expression)).toContain(place);
  });

  it("may use only functions that there are", () => {
    expect(whyWrong("keys(@) && lenght(key)")).toMatch(
      /does not know at position 11: lenght; there are .*length/,
    );
    // A literal that looks like a call is none.
    expect(whyWrong('`{"type": "Function", "name": "nope"}`')).toBeUndefined();
  });
});

describe("a request whose select is wrong", () => {
  it("hears every place", () => {
    const error = selectDefect({ operations: [{ select: "a." }, { select: "ok" }, null, { select: "b(" }] });
    expect(error?.toJSON()).toMatchObject({
      number: 6007,
      details: { issues: [{ path: "operations[0].select" }, { path: "operations[3].select" }] },
      suggestions: expect.arrayContaining([expect.stringContaining("JMESPath")]),
    });
    expect(selectDefect({ select: "a." })?.details).toMatchObject({ issues: [{ path: "select" }] });
  });

  it.each([null, 5, "x", {}, { operations: "x" }, { select: 5 }, { select: "" }])(
    "leaves to the schema what is none: %j",
    (request) => {
      expect(selectDefect(request)).toBeUndefined();
    },
  );
});
