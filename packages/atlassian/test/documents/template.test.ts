import { describe, expect, it } from "vitest";
import { fillTemplate, templateVariables } from "../../src/documents/index.js";

const template =
  '<at:declarations><at:string at:name="who"/><at:textarea at:name="why"/></at:declarations>' +
  '<p>By <at:var at:name="who" />:</p><ac:structured-macro  ac:name="toc"/><p><at:var at:name="why"></at:var> (<at:var at:name="who"/>)</p>';

describe("templates", () => {
  it("name their variables once", () => {
    expect(templateVariables(template)).toEqual(["who", "why"]);
    expect(templateVariables("<p>&nbsp;none</p>")).toEqual([]);
  });

  it("become pages, of which nothing else is touched", () => {
    expect(fillTemplate(template, { who: "Tom & <Co>", why: "a\nb" })).toBe(
      '<p>By Tom &amp; &lt;Co&gt;:</p><ac:structured-macro  ac:name="toc"/><p>a<br/>b (Tom &amp; &lt;Co&gt;)</p>',
    );
  });

  it("leave out what has no value, whatever it is called", () => {
    expect(fillTemplate('<p>[<at:var at:name="constructor"/>]</p>', {})).toBe("<p>[]</p>");
  });

  it("without variables stay as they are, broken or not", () => {
    for (const text of ["<p>a</p>", "<p>a", "", "a < b"]) expect(fillTemplate(text, { a: "x" })).toBe(text);
  });

  it("are refused when nobody can say where a variable ends", () => {
    expect(() => fillTemplate('<p><at:var at:name="a"></p>', { a: "x" })).toThrow("not well-formed");
  });
});
