import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  adfToMarkdown,
  excerptToMarkdown,
  markdownToAdf,
  markdownToStorage,
  storageToMarkdown,
} from "../../src/documents/index.js";

describe("adfToMarkdown takes anything", () => {
  it.each([null, undefined, 0, true, "", [], {}, Symbol("x"), () => 1, { type: null, content: "x" }])(
    "%s gives nothing",
    (value) => {
      expect(adfToMarkdown(value)).toBe("");
    },
  );

  it("any JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(adfToMarkdown(value)).toBeTypeOf("string");
        expect(
          adfToMarkdown({ type: "doc", content: [{ type: "table", content: value, attrs: value }] }),
        ).toBeTypeOf("string");
      }),
    );
  });

  it("known nodes with odd content and attributes", () => {
    const types =
      "doc paragraph heading text table tableRow tableCell bulletList taskItem media expand panel".split(" ");
    const node = fc.letrec((tie) => ({
      node: fc.record(
        {
          type: fc.constantFrom(...types, "__proto__", "constructor", "toString"),
          text: fc.oneof(fc.string(), fc.constant(null)),
          attrs: fc.oneof(
            fc.jsonValue({ maxDepth: 1 }),
            fc.constant({ level: 1e9, colspan: 1e9, rowspan: -1 }),
          ),
          marks: fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant([{ type: "link" }, null, "strong"])),
          content: fc.array(fc.oneof({ depthSize: "small" }, fc.jsonValue({ maxDepth: 1 }), tie("node"))),
        },
        { requiredKeys: ["type"] },
      ),
    })).node;
    fc.assert(
      fc.property(node, (value) => {
        expect(adfToMarkdown(value)).toBeTypeOf("string");
      }),
    );
  });

  it("documents that contain themselves", () => {
    const loop: { type: string; content: unknown[] } = { type: "blockquote", content: [] };
    loop.content.push(loop, loop, { type: "text", text: "found" });
    expect(adfToMarkdown(loop)).toBe("> found\n");
  });

  it("nesting far deeper than the stack, with the text at its end", () => {
    let node: unknown = { type: "text", text: "deep" };
    for (let level = 0; level < 20_000; level++) {
      node = { type: level % 2 ? "bulletList" : "listItem", content: [node] };
    }
    expect(adfToMarkdown(node)).toContain("deep");
  });

  it("keys that mean something to JavaScript", () => {
    const node = JSON.parse(
      '{"type":"doc","__proto__":{"content":[]},"content":[{"type":"constructor","text":"a"}]}',
    );
    expect(adfToMarkdown(node)).toBe("a\n");
    expect(Object.hasOwn(Object.prototype, "content")).toBe(false);
  });
});

describe("storageToMarkdown takes anything", () => {
  it.each([null, undefined, 7, {}])("%s gives nothing", (value) => {
    expect(storageToMarkdown(value as unknown as string)).toBe("");
    expect(excerptToMarkdown(value as unknown as string)).toBe("");
  });

  it("any text with the pieces of markup in any order", () => {
    const piece = fc.constantFrom(
      ..."< > / = \" ' & ; <![CDATA[ ]]> <!-- --> <?xml ?> <!DOCTYPE <p> </p> <table> <tr> <td> </td> <li> <ul>".split(
        " ",
      ),
      '<ac:structured-macro ac:name="code">',
      "<ac:plain-text-body>",
      "<ac:task>",
      '<ac:link ac:anchor="x">',
      '<td colspan="1e9" rowspan="-3">',
      '<ol start="NaN">',
      "<h7>",
      "text",
      "\u0000",
      "\uD800",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const markup = pieces.join("");
        expect(storageToMarkdown(markup)).toBeTypeOf("string");
        expect(excerptToMarkdown(markup)).toBeTypeOf("string");
      }),
    );
  });

  it("nesting far deeper than the stack, with the text at its end", () => {
    expect(storageToMarkdown(`${"<div><b>".repeat(10_000)}deep`)).toContain("deep");
    expect(storageToMarkdown(`${"<ul><li>".repeat(5_000)}deep`)).toContain("deep");
    expect(storageToMarkdown(`<table>${"<tbody>".repeat(10_000)}deep`)).toContain("deep");
  });
});

describe("Markdown of any shape", () => {
  it.each([
    ["quotes", ">".repeat(3_000)],
    ["brackets", "[".repeat(3_000)],
    ["marks", "*a _b ".repeat(1_000)],
    ["lists", "- ".repeat(300)],
  ])("deeply nested %s", (_, opening) => {
    expect(JSON.stringify(markdownToAdf(`${opening}deep`))).toContain("deep");
    expect(markdownToStorage(`${opening}deep`)).toContain("deep");
  });

  it("a large document", () => {
    const markdown = "A paragraph with **bold** and `code`.\n\n".repeat(1_000).trimEnd();
    expect(adfToMarkdown(markdownToAdf(markdown)).trimEnd()).toBe(markdown);
  });
});
