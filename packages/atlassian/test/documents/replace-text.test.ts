import { describe, expect, it } from "vitest";
import { editText, isDocumentEditError, replaceText } from "../../src/documents/index.js";

describe("replacing a text on a page", () => {
  it("changes text and nothing that is markup", () => {
    const page =
      '<p title="old" class=\'old\'>old &amp; old<!-- old --></p><ac:structured-macro ac:name="old"><ac:parameter ac:name="t">old</ac:parameter><ac:plain-text-body><![CDATA[old <old>]]></ac:plain-text-body></ac:structured-macro><ac:link><ri:page ri:content-title="old"/><ac:link-body>old</ac:link-body></ac:link>';
    expect(editText(page, "old", "new")).toEqual({
      storage: page
        .replace(">old &amp; old<", ">new &amp; new<")
        .replace("[old <old>]", "[new <new>]")
        .replace("body>old</ac:link", "body>new</ac:link"),
      replaced: 5,
    });
  });

  it.each([
    ["entities", "<p>caf&eacute; &lt;b&gt; &amp;</p>", "é <b> &", "E", "<p>cafE</p>"],
    ["spaces of every kind", "<p>a&nbsp;b\n  c</p>", "a b c", "x", "<p>x</p>"],
    ["spaces around it stay", "<p> a\n b </p>", "b", "x", "<p> a\n x </p>"],
    ["what has to be escaped", "<p>a</p>", "a", "<i>&", "<p>&lt;i&gt;&amp;</p>"],
    [
      "patterns are none",
      "<p>a.b $&</p>".replace("&", "&amp;"),
      "a.b $&",
      "$1 \\1 $&",
      "<p>$1 \\1 $&amp;</p>",
    ],
    ["what overlaps", "<p>aaa</p>", "aa", "b", "<p>ba</p>"],
    ["nothing in its place", "<p>a b c</p>", " b", "", "<p>a c</p>"],
    ["characters of two halves", "<p>👍🏽 &#x1F44D;</p>", "👍", "x", "<p>x🏽 x</p>"],
    ["what no XML can hold", "<p>a</p>", "a", "\u0000", "<p>\uFFFD</p>"],
    [
      "the end of CDATA",
      "<c><![CDATA[a]]x]></c>".replace("]]x]", "]x]]"),
      "x",
      "]>",
      "<c><![CDATA[a]]]><![CDATA[]>]]><![CDATA[]]></c>",
    ],
  ])("%s", (_, page, from, to, expected) => {
    expect(replaceText(page, from, to)).toBe(expected);
  });

  it.each([
    ["is not there", "<p>a</p>", "b"],
    ["stands across a mark", "<p>a<b>b</b></p>", "ab"],
    ["stands across paragraphs", "<p>a</p><p>b</p>", "a b"],
    [
      "is a parameter",
      '<ac:structured-macro ac:name="x"><ac:parameter ac:name="y">a</ac:parameter></ac:structured-macro>',
      "a",
    ],
    ["is blank", "<p>a b</p>", " "],
    ["is half of an entity", "<p>&amp;</p>", "amp"],
  ])("is refused when the text %s", (_, page, from) => {
    expect(() => replaceText(page, from, "x")).toThrow(expect.objectContaining({ reason: "text_not_found" }));
  });

  it("is refused for a page that is not well-formed", () => {
    try {
      replaceText("<p>a", "a", "b");
      expect.unreachable();
    } catch (error) {
      expect(isDocumentEditError(error) && error.reason).toBe("malformed");
    }
  });
});
