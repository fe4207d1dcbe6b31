import { describe, expect, it } from "vitest";
import {
  applyEditedStorage,
  DocumentEditError,
  editSection,
  fromEditableMarkdown,
  isDocumentEditError,
  replaceSection,
  toEditableMarkdown,
} from "../../src/documents/index.js";

/** What an edit was refused with. */
function refusal(edit: () => unknown): DocumentEditError {
  try {
    edit();
  } catch (error) {
    if (isDocumentEditError(error)) return error;
    throw error;
  }
  throw new Error("It was not refused.");
}

const panel = (body: string) =>
  `<ac:structured-macro ac:name="panel"><ac:rich-text-body>${body}</ac:rich-text-body></ac:structured-macro>`;

describe("a section is refused", () => {
  it("when no heading has that text, with the headings that there are", () => {
    const { reason, details } = refusal(() => replaceSection("<h1>A</h1><h2>B &amp; C</h2>", "D", "x"));
    expect(reason).toBe("heading_not_found");
    expect(details).toEqual({
      heading: "D",
      headings: [
        { level: 1, text: "A" },
        { level: 2, text: "B & C" },
      ],
    });
  });

  it.each([
    ["two that are the same", "<h1>A</h1><h2>A</h2>", "A"],
    ["two that differ from it in case only", "<h1>AB</h1><h2>ab</h2>", "Ab"],
  ])("when it is ambiguous: %s", (_, page, heading) => {
    expect(refusal(() => replaceSection(page, heading, "x"))).toMatchObject({
      reason: "heading_ambiguous",
      details: { headings: [{ level: 1 }, { level: 2 }] },
    });
  });

  it.each([
    ["a macro's body ends before it does", `${panel("<h2>A</h2><p>x</p>")}<p>more</p>`, "ac:rich-text-body"],
    [
      "a cell ends before it does",
      "<table><tbody><tr><td><h2>A</h2></td><td>more</td></tr></tbody></table>",
      "td",
    ],
    ["a list item ends before it does", "<ul><li><h2>A</h2>x</li><li>y</li></ul>", "li"],
    ["it ends inside of a macro", `<h2>A</h2>${panel("<p>x</p><h2>B</h2>")}<p>y</p>`, "ac:rich-text-body"],
    [
      "it ends inside of a table",
      "<h2>A</h2><table><tbody><tr><td><h1>B</h1></td></tr></tbody></table>",
      "td",
    ],
    [
      "it ends inside of a layout",
      "<h2>A</h2><ac:layout><ac:layout-section><ac:layout-cell><h2>B</h2></ac:layout-cell></ac:layout-section></ac:layout>",
      "ac:layout-cell",
    ],
    [
      "Confluence keeps a second rendering of it",
      "<ac:adf-extension><ac:adf-node><ac:adf-content><h2>A</h2></ac:adf-content></ac:adf-node><ac:adf-fallback><h2>A</h2></ac:adf-fallback></ac:adf-extension>",
      "ac:adf-extension",
    ],
  ])("when %s", (_, page, inside) => {
    expect(refusal(() => replaceSection(page, "A", "x"))).toMatchObject({
      reason: "not_separable",
      details: { heading: "A", inside },
    });
  });

  it.each([
    ["not closed", "<h1>A</h1><p>x"],
    ["closed in the wrong order", "<h1>A</h1><p><b>x</p></b>"],
    ["closed twice", "<h1>A</h1><p>x</p></p>"],
    ["never opened", "<h1>A</h1>x</b>y"],
    ["a tag that is cut off", "<h1>A</h1><p>x</p"],
    ["an attribute that is cut off", '<h1>A</h1><p a="x>y</p>'],
    ["CDATA that does not end", "<h1>A</h1><x><![CDATA[y</x>"],
    ["a comment that does not end", "<h1>A</h1><!-- y"],
    ["a bare <", "<h1>A</h1><p>1 < 2</p>"],
    ["a directive", '<?xml version="1.0"?><h1>A</h1>'],
    ["nested deeper than anybody nests", `<h1>A</h1>${"<p>".repeat(5000)}${"</p>".repeat(5000)}`],
  ])("when the page is not well-formed: %s", (_, page) => {
    expect(refusal(() => replaceSection(page, "A", "x"))).toMatchObject({
      reason: "malformed",
      details: { offset: expect.any(Number) },
    });
  });
});

const PAGE =
  '<h1>A</h1><p>x <ac:emoticon ac:name="tick"/> <u>y</u></p><ac:structured-macro ac:name="toc"/><h1>B</h1><p>z <time datetime="2024-01-01"/></p>';

describe("placeholders", () => {
  it("stand for what Markdown cannot say", () => {
    const { markdown, placeholders } = toEditableMarkdown(PAGE);
    expect(markdown).toBe(
      "# A\n\nx [[1: emoticon tick]] [[2: underline begins]]y[[3: underline ends]]\n\n[[4: macro toc]]\n\n# B\n\nz [[5: date 2024-01-01]]\n",
    );
    expect(placeholders.map(({ source }) => source)).toEqual([
      '<ac:emoticon ac:name="tick"/>',
      "<u>",
      "</u>",
      '<ac:structured-macro ac:name="toc"/>',
      '<time datetime="2024-01-01"/>',
    ]);
  });

  it.each([
    ["missing", "placeholder_missing", (text: string) => text.replace("[[4: macro toc]]", "")],
    ["doubled", "placeholder_doubled", (text: string) => `${text}\n[[4: macro toc]]\n`],
    ["of no such number", "placeholder_unknown", (text: string) => `${text}\n[[9: macro toc]]\n`],
    ["of another name", "placeholder_unknown", (text: string) => text.replace("macro toc", "macro children")],
    [
      "a block in a line",
      "placeholder_misplaced",
      (text: string) => text.replace("[[4: macro toc]]", "see [[4: macro toc]]"),
    ],
    [
      "an end before its beginning",
      "placeholder_misplaced",
      (text: string) =>
        text.replace(
          "[[2: underline begins]]y[[3: underline ends]]",
          "[[3: underline ends]]y[[2: underline begins]]",
        ),
    ],
    ["ends in two paragraphs", "placeholder_misplaced", (text: string) => text.replace("]]y[[", "]]y\n\n[[")],
    [
      "one end inside of a mark",
      "placeholder_misplaced",
      (text: string) => text.replace("]]y[[3: underline ends]]", "]] **y[[3: underline ends]]**"),
    ],
  ])("are refused: %s", (_, reason, edit) => {
    const { markdown, placeholders } = toEditableMarkdown(PAGE);
    expect(refusal(() => fromEditableMarkdown(edit(markdown), placeholders)).reason).toBe(reason);
    expect(refusal(() => applyEditedStorage(PAGE, edit(markdown))).reason).toBe(reason);
  });

  it("that are escaped, or in code, are text", () => {
    const page = "<h1>A</h1><p>[[1: x]] <code>[[2: y]]</code></p>";
    const { markdown, placeholders } = toEditableMarkdown(page);
    expect(placeholders).toEqual([]);
    expect(applyEditedStorage(page, markdown).storage).toBe(page);
    expect(applyEditedStorage(page, markdown.replace("# A", "# B")).storage).toBe(page.replace("A", "B"));
  });

  it("may go when that is allowed, and are named then", () => {
    expect(editSection(PAGE, "A", { markdown: "new", missing: "remove" })).toEqual({
      storage: `<h1>A</h1><p>new</p>${PAGE.slice(PAGE.indexOf("<h1>B"))}`,
      removed: ["emoticon tick", "underline begins", "underline ends", "macro toc"],
    });
    expect(refusal(() => editSection(PAGE, "A", { markdown: "new" }))).toMatchObject({
      reason: "placeholder_missing",
      details: { placeholders: expect.arrayContaining(["[[4: macro toc]]"]) },
    });
  });

  it("of another section are not of this text", () => {
    const edit = { markdown: "[[5: date 2024-01-01]]", missing: "remove" } as const;
    expect(refusal(() => editSection(PAGE, "A", edit)).reason).toBe("placeholder_unknown");
  });

  it("move with the text around them", () => {
    const { markdown } = toEditableMarkdown(PAGE);
    const moved = markdown.replace("\n\n[[4: macro toc]]", "").replace("# A", "[[4: macro toc]]\n\n# A");
    expect(applyEditedStorage(PAGE, moved).storage).toBe(
      `<ac:structured-macro ac:name="toc"/>${PAGE.replace('<ac:structured-macro ac:name="toc"/>', "")}`,
    );
  });
});

describe("an edit of a section", () => {
  it("takes its own heading for said", () => {
    expect(replaceSection("<h2>A</h2><p>x</p>", "a", "## A\n\ny")).toBe("<h2>A</h2><p>y</p>");
    expect(replaceSection("<h2>A</h2><p>x</p>", "a", "### A\n\ny")).toBe("<h2>A</h2><h3>A</h3><p>y</p>");
  });

  it("leaves blocks that say what they said as they are", () => {
    const page = '<h2>A</h2>\n<p class="x">one</p>\n<p style="y">two</p >\n<p>three</p><h2>B</h2>';
    expect(replaceSection(page, "A", "one\n\n2\n\nthree")).toBe(
      '<h2>A</h2>\n<p class="x">one</p>\n<p>2</p>\n<p>three</p><h2>B</h2>',
    );
  });

  it("numbers new tasks after those of the page", () => {
    const task =
      "<ac:task-list><ac:task><ac:task-id>41</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>x</ac:task-body></ac:task></ac:task-list>";
    const result = replaceSection(`<h2>A</h2><h2>B</h2>${task}`, "A", "- [ ] one\n- [x] two");
    expect([...result.matchAll(/<ac:task-id>(\d+)</g)].map(([, id]) => id)).toEqual(["42", "43", "41"]);
  });

  it("is recognised across copies of the package", () => {
    const error = refusal(() => replaceSection("", "A", ""));
    expect(error).toBeInstanceOf(DocumentEditError);
    expect(isDocumentEditError(new Error("other"))).toBe(false);
    expect(isDocumentEditError({ reason: "malformed" })).toBe(false);
  });
});
