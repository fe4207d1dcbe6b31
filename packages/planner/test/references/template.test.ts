import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatPath, parseTemplate } from "../../src/references/index.js";

describe("parseTemplate", () => {
  it("reads names, indexes and quoted keys", () => {
    const { references, problems } = parseTemplate(
      `\${{ steps.get-jira_1.data.fields[0]["any \\"key\\" }}"]['x y'].a-b }}`,
    );
    expect(problems).toEqual([]);
    expect(references).toHaveLength(1);
    expect(references[0]).toMatchObject({
      stepId: "get-jira_1",
      path: ["fields", 0, 'any "key" }}', "x y", "a-b"],
    });
  });

  it("takes ids and names that mean something to JavaScript", () => {
    expect(parseTemplate("${{steps.__proto__.data.constructor}}").references[0]).toMatchObject({
      stepId: "__proto__",
      path: ["constructor"],
    });
  });

  it("reads the whole result when there is no path", () => {
    expect(parseTemplate("${{ steps.a.data }}").references[0]?.path).toEqual([]);
    expect(parseTemplate("${{ steps.a.data[2] }}").references[0]?.path).toEqual([2]);
  });

  it("keeps the text around and between", () => {
    const { parts } = parseTemplate("See ${{ steps.a.data.key }}, ${{ steps.b.data.key }}!");
    expect(parts.map((part) => (part.kind === "text" ? part.text : part.kind))).toEqual([
      "See ",
      "reference",
      ", ",
      "reference",
      "!",
    ]);
  });

  it("makes $${{ a literal ${{ and nothing more", () => {
    expect(parseTemplate("$${{ steps.a.data.b }}")).toEqual({
      parts: [{ kind: "text", text: "${{ steps.a.data.b }}" }],
      references: [],
      problems: [],
    });
    expect(parseTemplate("$$${{ x }}").parts).toEqual([{ kind: "text", text: "$${{ x }}" }]);
    const mixed = parseTemplate("$${{${{ steps.a.data.b }}$${{");
    expect(mixed.references).toHaveLength(1);
    expect(mixed.parts.map((part) => part.kind)).toEqual(["text", "reference", "text"]);
  });

  it("leaves single braces and dollars alone", () => {
    for (const text of ["", "{{ steps.a.data }}", "$5", "${ x }", "}}", "$$", "$"]) {
      const { parts, problems } = parseTemplate(text);
      expect(problems).toEqual([]);
      expect(parts).toEqual(text === "" ? [] : [{ kind: "text", text }]);
    }
  });

  it.each([
    ["${{ }}", "empty"],
    ["${{}}", "empty"],
    ["${{ steps.a.data.b", "not closed"],
    ["${{", "not closed"],
    ["${{ env.SECRET }}", "does not begin with steps"],
    ["${{ stepsx.a.data }}", "does not begin with steps"],
    ["${{ steps }}", "not followed by the id"],
    ["${{ steps.9a.data }}", "not followed by the id"],
    ["${{ steps..data }}", "not followed by the id"],
    ["${{ steps.a }}", "not followed by .data"],
    ["${{ steps.a.status }}", "not followed by .data"],
    ["${{ steps.a.database }}", "not followed by .data"],
    ["${{ steps.a.data. }}", "cannot be read at"],
    ["${{ steps.a.data.b.0 }}", "cannot be read at"],
    ["${{ steps.a.data[-1] }}", "cannot be read at"],
    ["${{ steps.a.data.issues[*].key }}", "a reference is one value, and not one of every item"],
    ["${{ steps.a.data.issues[].key }}", "a reference is one value, and not one of every item"],
    ["${{ steps.a.data.issues.*.key }}", "a reference is one value, and not one of every item"],
    ["${{ steps.a.data[01] }}", "cannot be read at"],
    ["${{ steps.a.data['x] }}", "cannot be read at"],
    ["${{ steps.a.data.b || 'x' }}", "cannot be read at"],
    ["${{ steps.a.data.b c }}", "cannot be read at"],
  ])("reports %s as a problem", (text, reason) => {
    const { parts, problems, references } = parseTemplate(text);
    expect(references).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.reason).toContain(reason);
    expect(problems[0]?.text).toBe(text);
    expect(parts).toHaveLength(1);
  });

  it("goes on after a problem", () => {
    const { problems, references } = parseTemplate("${{ nope }} and ${{ steps.a.data.b }}");
    expect([problems.length, references.length]).toEqual([1, 1]);
  });

  it("never throws, and loses no text", () => {
    const piece = fc.constantFrom(
      "${{",
      "$${{",
      "}}",
      "$",
      "steps.a",
      ".data",
      ".x",
      "[0]",
      '["',
      '"',
      "'",
      " ",
      "ä",
    );
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join("")),
        (text) => {
          const { parts } = parseTemplate(text);
          const written = parts.map((part) => {
            if (part.kind === "text") return part.text.replaceAll("${{", () => "$${{");
            if (part.kind === "quoted") return part.written;
            return part.kind === "reference" ? part.reference.text : part.problem.text;
          });
          expect(written.join("")).toBe(text);
        },
      ),
    );
  });

  it("reads back every path that formatPath writes", () => {
    const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_-]{0,8}$/);
    // A backslash in JSON can mean more than in a reference, where it only protects the next character.
    const key = fc.string().filter((text) => JSON.stringify(text) === `"${text.replace(/["\\]/g, "\\$&")}"`);
    const segment = fc.oneof(name, key, fc.nat(999_999_999));
    fc.assert(
      fc.property(fc.array(segment), (path) => {
        const text = `\${{ ${formatPath("steps.a.data", path)} }}`;
        expect(parseTemplate(text).references[0]?.path).toEqual(path);
      }),
    );
  });
});
