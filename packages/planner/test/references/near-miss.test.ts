import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collectReferences, resolveParams } from "../../src/references/index.js";
import { bareReference, meantReference, nearMissesIn, quoted } from "../../src/references/near-miss.js";

const isStep = (id: string) => id === "a" || id === "get-jira_1" || id === "__proto__";
const problemsOf = (text: string, step = isStep) => collectReferences({ text }, step).problems;

/** What people and models write, and what they mean. */
const WRONG: readonly (readonly [written: string, meant: string])[] = [
  ["{{ steps.a.data.key }}", "${{ steps.a.data.key }}"],
  ["{{steps.a.data.key}}", "${{ steps.a.data.key }}"],
  ["{{{ steps.a.data.key }}}", "${{ steps.a.data.key }}"],
  ["${steps.a.data.key}", "${{ steps.a.data.key }}"],
  ["${ steps.a.data.key }", "${{ steps.a.data.key }}"],
  ["$(steps.a.data.key)", "${{ steps.a.data.key }}"],
  ["$${steps.a.data.key}", "${{ steps.a.data.key }}"],
  ["$$(steps.a.data.key)", "${{ steps.a.data.key }}"],
  ["{steps.a.data.key}", "${{ steps.a.data.key }}"],
  ["{{ steps.a.key }}", "${{ steps.a.data.key }}"],
  ["{{ steps.a.outputs.key }}", "${{ steps.a.data.key }}"],
  ["{{ steps.a }}", "${{ steps.a.data }}"],
  ["{{ steps['a'].data['x y'] }}", "${{ steps.a.data['x y'] }}"],
  ["{{ $.steps.a.data.items.0.key }}", "${{ steps.a.data.items[0].key }}"],
  ["{{ $steps.a.data.key }}", "${{ steps.a.data.key }}"],
  ["{{ a.data.key }}", "${{ steps.a.data.key }}"],
  ["${a.data.key}", "${{ steps.a.data.key }}"],
  ["$.steps.a.data.key", "${{ steps.a.data.key }}"],
  ["$steps.a.data.key", "${{ steps.a.data.key }}"],
  ["{{ steps.get-jira_1.data[0] }}", "${{ steps.get-jira_1.data[0] }}"],
  ["{{ steps.__proto__.data.constructor }}", "${{ steps.__proto__.data.constructor }}"],
];

/** Texts that name no step, or name one in passing. */
const TEXT = [
  "",
  "{{ steps.b.data.key }}",
  "${steps.b.data.key}",
  "{{ b.data.key }}",
  "{{ steps.ab.data }}",
  "{{ steps.a-b.data }}",
  "{{ a.key }}",
  "{{ database }}",
  "{ steps.a }",
  "const { steps } = a; steps.a.data",
  "see steps.a.data.key",
  "$steps.a",
  "Next steps: a.data is missing",
  "footsteps.a.data",
  "$${{ steps.a.data.key }}",
  "$$${{ steps.a.data.key }}",
  "${{ steps.a.data.key }}",
  "${{ '{{ steps.a.data.key }}' }}",
  "${{ \"${steps.a.data.key}\" }} and ${{ '$.steps.a.data.key' }}",
];

describe("what looks like a reference and names a step", () => {
  it.each(WRONG)("%s is told of, with %s", (written, meant) => {
    const [problem, ...others] = problemsOf(written);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ text: written, meant, location: ["text"] });
    expect(problem?.reason).toContain("without being a reference");
  });

  it.each(WRONG)("%s is told of inside a longer text too", (written, meant) => {
    const text = `See ${written}, (${written}) and\n${written} or \${{ steps.a.data.key }}: ${written}`;
    const problems = problemsOf(text);
    expect(new Set(problems.map((problem) => problem.meant))).toEqual(new Set([meant]));
    expect(new Set(problems.map((problem) => problem.text))).toEqual(new Set([written]));
  });

  it("a text that is nothing but a reference without braces is one, and no other that holds it", () => {
    expect(problemsOf(" steps.a.data.items[0].key ")).toMatchObject([
      { text: "steps.a.data.items[0].key", meant: "${{ steps.a.data.items[0].key }}" },
    ]);
    expect(bareReference("steps.a.data.key is it", isStep)).toBeUndefined();
    expect(bareReference("steps.b.data.key", isStep)).toBeUndefined();
  });

  it.each(TEXT)("%s is none", (text) => {
    expect(problemsOf(text)).toEqual([]);
  });

  it("in a malformed reference too what was meant is told", () => {
    expect(problemsOf("${{steps.a.key}}")).toMatchObject([{ meant: "${{ steps.a.data.key }}" }]);
    expect(problemsOf("${{ a.data.key }}")).toMatchObject([{ meant: "${{ steps.a.data.key }}" }]);
    expect(problemsOf("${{ steps.a.data.items.0 }}")).toMatchObject([
      { meant: "${{ steps.a.data.items[0] }}" },
    ]);
    expect(problemsOf("${{ steps.b.key }}")).toMatchObject([{ meant: undefined }]);
    expect(problemsOf("${{ steps.a.data.b || 'x' }}")).toMatchObject([{ meant: undefined }]);
  });

  it("without steps there is nothing to be meant", () => {
    for (const [written] of WRONG) expect(collectReferences({ text: written }).problems).toEqual([]);
    expect(meantReference("{{ steps.a.data.key }}", () => false)).toBeUndefined();
  });

  it("a huge text takes no longer than it is long", () => {
    for (const piece of [
      "{",
      "{{ ",
      "$",
      "${",
      "{{ steps.",
      "{{ steps.a",
      "steps.a.data.",
      "$(",
      "{{ steps.a.data['",
    ]) {
      const text = piece.repeat(200_000);
      expect(nearMissesIn(text, isStep).length).toBeLessThanOrEqual(20);
      bareReference(text, isStep);
    }
  });
});

const piece = fc.constantFrom(
  "{",
  "}",
  "$",
  "$${{",
  "steps",
  ".a",
  ".data",
  ".x",
  "[0]",
  "'",
  '"',
  "\\",
  "(",
  ")",
  " ",
  "ä",
);
const anyText = fc.oneof(
  fc.string(),
  fc.array(piece).map((pieces) => pieces.join("")),
);

describe("a text that stands for itself", () => {
  it("is any text in quotes: nothing in it is looked for", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const params = { text: quoted(text), list: [`<${quoted(text)}>`] };
        expect(collectReferences(params, () => true)).toMatchObject({ references: [], problems: [] });
        expect(resolveParams(params, () => undefined)).toEqual({ text, list: [`<${text}>`] });
      }),
    );
  });

  it("with either kind of quotes", () => {
    const params = { text: `\${{ "it's \\"{{ steps.a.data }}\\"" }} \${{ 'a \\'b\\' \\\\' }}\${{''}}` };
    expect(collectReferences(params, isStep).problems).toEqual([]);
    expect(resolveParams(params, () => undefined)).toEqual({ text: `it's "{{ steps.a.data }}" a 'b' \\` });
  });

  it("is what the whole of any text with near misses can become", () => {
    fc.assert(
      fc.property(fc.constantFrom(...WRONG), anyText, anyText, ([written], before, after) => {
        const text = `${before} ${written} ${after}`;
        const literal = { text: quoted(text) };
        expect(collectReferences(literal, isStep).problems).toEqual([]);
        expect(resolveParams(literal, () => undefined)).toEqual({ text });
      }),
    );
  });

  it("is what following the advice makes of a near miss, wherever it stands", () => {
    const plain = anyText.filter((text) => !text.includes("${{"));
    fc.assert(
      fc.property(fc.constantFrom(...WRONG), plain, plain, ([written], before, after) => {
        const text = before + written + after;
        const [problem, ...others] = problemsOf(text);
        fc.pre(problem !== undefined && others.length === 0 && !text.includes("${{"));
        const advised = text.split(problem?.text ?? "").join(quoted(problem?.text ?? ""));
        expect(problemsOf(advised)).toEqual([]);
        expect(resolveParams({ text: advised }, () => undefined)).toEqual({ text });
      }),
    );
  });

  it("names of no step make no text anything else than it was", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { problems } = collectReferences({ text });
        expect(collectReferences({ text }, () => false).problems).toEqual(
          problems.map((problem) => ({ ...problem, meant: undefined })),
        );
      }),
    );
  });
});
