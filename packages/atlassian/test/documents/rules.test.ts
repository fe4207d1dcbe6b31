import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AdfNode, markdownToAdf, markdownToStorage } from "../../src/documents/index.js";
import { writeMarkdown } from "../../src/documents/markdown/write.js";
import { canonicalBlocks } from "../../src/documents/model/canonical.js";
import { documentBlocks, propertyRuns, wildMarkdown } from "./arbitraries.js";

const markdown = fc.oneof(
  documentBlocks.map((blocks) => writeMarkdown(canonicalBlocks(blocks))),
  wildMarkdown,
);

const INLINE = ["text", "hardBreak"];
const LISTS = ["bulletList", "orderedList"];
const SIMPLE = ["paragraph", "codeBlock", "mediaSingle", ...LISTS];

/** What may stand in what, of the nodes that we write. */
const CONTENT: ReadonlyMap<string, readonly string[]> = new Map([
  ["doc", [...SIMPLE, "heading", "rule", "blockquote", "panel", "expand", "table", "taskList"]],
  ["paragraph", INLINE],
  ["heading", INLINE],
  ["taskItem", INLINE],
  ["codeBlock", ["text"]],
  ["blockquote", SIMPLE],
  ["panel", [...SIMPLE, "heading", "rule", "taskList"]],
  ["expand", [...SIMPLE, "heading", "rule", "blockquote", "panel", "table", "taskList"]],
  ["bulletList", ["listItem"]],
  ["orderedList", ["listItem"]],
  ["listItem", SIMPLE],
  ["taskList", ["taskItem", "taskList"]],
  ["table", ["tableRow"]],
  ["tableRow", ["tableHeader", "tableCell"]],
  ["tableHeader", [...SIMPLE, "heading"]],
  ["tableCell", [...SIMPLE, "heading"]],
  ["mediaSingle", ["media"]],
]);

const MAY_BE_EMPTY = new Set(["paragraph", "heading", "taskItem", "codeBlock"]);

/** Every breach of ADF's rules below a node. */
function breaches(node: AdfNode): string[] {
  const found: string[] = [];
  const allowed = CONTENT.get(node.type);
  if (node.type === "text") {
    if (node.text === undefined || node.text === "") found.push("empty text");
    const marks = (node.marks ?? []).map((mark) => mark.type);
    if (new Set(marks).size !== marks.length) found.push("a mark twice");
    if (marks.includes("code") && marks.some((mark) => mark !== "code" && mark !== "link")) {
      found.push(`code with ${marks.join()}`);
    }
  } else if (allowed) {
    const content = node.content ?? [];
    if (content.length === 0 && !MAY_BE_EMPTY.has(node.type)) found.push(`empty ${node.type}`);
    for (const child of content) {
      if (!allowed.includes(child.type)) found.push(`${child.type} in ${node.type}`);
      if (node.type === "codeBlock" && child.marks) found.push("marks in codeBlock");
      found.push(...breaches(child));
    }
    if (node.type === "listItem" && content[0]?.type !== "paragraph")
      found.push("listItem without paragraph");
    if (node.type === "taskList" && content[0]?.type !== "taskItem") found.push("taskList without taskItem");
  }
  const level = node.attrs?.["level"];
  if (node.type === "heading" && !(typeof level === "number" && level >= 1 && level <= 6))
    found.push("level");
  return found;
}

/** Where a text stops being well-formed XML; `undefined` when it is. */
function malformedAt(xml: string): string | undefined {
  const token =
    /<!\[CDATA\[(?:(?!\]\]>)[\s\S])*\]\]>|<(\/?)([a-z][a-z0-9:-]*)((?: [a-z:-]+="(?:[^"<&]|&(?:amp|lt|gt|quot|#\d+);)*")*)(\/?)>|(?:[^<>&]|&(?:amp|lt|gt|quot);)+/y;
  const open: string[] = [];
  while (token.lastIndex < xml.length) {
    const at = token.lastIndex;
    const match = token.exec(xml);
    if (!match) return xml.slice(at, at + 60);
    const [, closing, name, , empty] = match;
    if (name === undefined || empty === "/") continue;
    if (closing === "") open.push(name);
    else if (open.pop() !== name) return xml.slice(at, at + 60);
  }
  return open.length === 0 ? undefined : `not closed: ${open.join()}`;
}

describe("whatever the Markdown", () => {
  it("ADF keeps the rules of its schema", () => {
    fc.assert(
      fc.property(markdown, (source) => {
        const document = markdownToAdf(source);
        expect(document.version).toBe(1);
        expect(breaches(document)).toEqual([]);
      }),
      propertyRuns(100),
    );
  });

  it("ids of tasks are unique in their document", () => {
    const ids = [
      ...JSON.stringify(markdownToAdf("- [ ] a\n  - [ ] b\n\ntext\n\n- [ ] c")).matchAll(
        /"localId":"([^"]+)/g,
      ),
    ];
    expect(new Set(ids.map(([, id]) => id)).size).toBe(6);
  });

  it("storage format is well-formed", () => {
    fc.assert(
      fc.property(markdown, (source) => {
        expect(malformedAt(markdownToStorage(source))).toBeUndefined();
      }),
      propertyRuns(100),
    );
  });

  it("the check of well-formedness sees what is wrong", () => {
    for (const wrong of ["<p>", "<p></b>", "<p>&nbsp;</p>", "<p>a < b</p>", '<a href="<">x</a>', "]]>"]) {
      expect(malformedAt(wrong), wrong).toBeDefined();
    }
  });
});
