import { describe, expect, it } from "vitest";
import { editorText } from "../../src/simulator/editor.js";
import { STORY } from "../../src/simulator/story.js";
import { xhtmlProblem } from "../../src/simulator/xhtml.js";

/** The text without what the editor adds. */
function withoutMarks(storage: string): string {
  return storage
    .replace(/ (?:(?:ac:)?local-id|ac:macro-id|ac:task-list-id|data-[\w-]+|start)="[^"]*"/g, "")
    .replace(/<ac:task-uuid>[^<]*<\/ac:task-uuid>/g, "")
    .replace(
      /(<ac:task-body>)<span class="placeholder-inline-tasks">(.*?)<\/span>(?=<\/ac:task-body>)/g,
      "$1$2",
    );
}

describe("the text of the world's pages", () => {
  it.each(STORY.map(({ title, body }) => [title, body]))("is that of the editor: %s", (title, body) => {
    const text = editorText(body, title);
    expect(xhtmlProblem(text)).toBeUndefined();
    expect(withoutMarks(text)).toBe(body);
    // Nothing of what the editor marks goes without, and no two things have one mark.
    expect(text).not.toMatch(/<(?:p|h[1-6]|[uo]l|li|table|tr|t[hd]|ac:task-list)>/);
    const ids = [...text.matchAll(/(?:local-id|macro-id|task-list-id)="([^"]+)"|task-uuid>([^<]+)</g)].map(
      ([, id, uuid]) => id ?? uuid,
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("is the same every time, and another one's marks are others", () => {
    expect(editorText("<p>a</p>", "x")).toBe(editorText("<p>z</p>", "x").replace("z", "a"));
    expect(editorText("<p>a</p>", "x")).not.toBe(editorText("<p>a</p>", "y"));
  });

  it("leaves code alone, whatever it looks like", () => {
    const code = "<ac:plain-text-body><![CDATA[<p>a</p>]]></ac:plain-text-body>";
    expect(editorText(code, "x")).toBe(code);
  });

  it("marks a numbered list, a table and a macro without a body as Confluence does", () => {
    const text = editorText(
      "<ol><li><p>a</p></li></ol><table><tbody><tr><td><p>b</p></td></tr></tbody></table>" +
        '<ac:structured-macro ac:name="toc" ac:schema-version="1" />',
      "x",
    );
    const id = '"[0-9a-f]{12}"';
    expect(text).toMatch(
      new RegExp(
        `^<ol start="1" local-id=${id}><li local-id=${id}><p local-id=${id}>a</p></li></ol>` +
          `<table data-table-width="760" data-layout="default" ac:local-id=${id}><tbody><tr ac:local-id=${id}>` +
          `<td ac:local-id=${id}><p local-id=${id}>b</p></td></tr></tbody></table>` +
          `<ac:structured-macro ac:name="toc" ac:schema-version="1" data-layout="default" ac:local-id=${id} ` +
          `ac:macro-id="[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}" />$`,
      ),
    );
  });
});
