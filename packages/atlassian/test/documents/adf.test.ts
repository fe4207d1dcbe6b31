import { describe, expect, it } from "vitest";
import { type AdfNode, adfToMarkdown, markdownToAdf } from "../../src/documents/index.js";

const text = (value: string, ...marks: string[]): AdfNode =>
  marks.length === 0
    ? { type: "text", text: value }
    : { type: "text", text: value, marks: marks.map((type) => ({ type })) };
const linked = (value: string, attrs: Record<string, unknown>): AdfNode => ({
  type: "text",
  text: value,
  marks: [{ type: "link", attrs }],
});
const paragraph = (...content: AdfNode[]): AdfNode => ({ type: "paragraph", content });
const item = (...content: AdfNode[]): AdfNode => ({ type: "listItem", content });
const cell = (type: string, ...content: AdfNode[]): AdfNode => ({ type, attrs: {}, content });
const doc = (...content: AdfNode[]) => ({ version: 1, type: "doc", content });

/** Each element as Markdown and as ADF; both directions must give exactly the other. */
const BOTH_WAYS: readonly [name: string, markdown: string, nodes: AdfNode[]][] = [
  ["paragraphs", "One.\n\nTwo.\n", [paragraph(text("One.")), paragraph(text("Two."))]],
  [
    "headings",
    "# One\n\n###### Six\n",
    [
      { type: "heading", attrs: { level: 1 }, content: [text("One")] },
      { type: "heading", attrs: { level: 6 }, content: [text("Six")] },
    ],
  ],
  [
    "marks",
    "**bold** _italic_ ~~gone~~ `code` **bold _and italic_**\n",
    [
      paragraph(
        text("bold", "strong"),
        text(" "),
        text("italic", "em"),
        text(" "),
        text("gone", "strike"),
        text(" "),
        text("code", "code"),
        text(" "),
        text("bold ", "strong"),
        text("and italic", "strong", "em"),
      ),
    ],
  ],
  [
    "links",
    '[docs](https://a.example/x "The title") <https://b.example/_y> [`f`](#f)\n',
    [
      paragraph(
        linked("docs", { href: "https://a.example/x", title: "The title" }),
        text(" "),
        linked("https://b.example/_y", { href: "https://b.example/_y" }),
        text(" "),
        { type: "text", text: "f", marks: [{ type: "link", attrs: { href: "#f" } }, { type: "code" }] },
      ),
    ],
  ],
  ["hard breaks", "one\\\ntwo\n", [paragraph(text("one"), { type: "hardBreak" }, text("two"))]],
  ["rules", "---\n", [{ type: "rule" }]],
  ["quotes", "> said\n", [{ type: "blockquote", content: [paragraph(text("said"))] }]],
  [
    "code blocks",
    "```ts\nconst a = `x`;\n\n# no heading\n```\n",
    [
      {
        type: "codeBlock",
        attrs: { language: "ts" },
        content: [text("const a = `x`;\n\n# no heading")],
      },
    ],
  ],
  [
    "nested lists",
    "- a\n  1. b\n- c\n",
    [
      {
        type: "bulletList",
        content: [
          item(paragraph(text("a")), {
            type: "orderedList",
            attrs: { order: 1 },
            content: [item(paragraph(text("b")))],
          }),
          item(paragraph(text("c"))),
        ],
      },
    ],
  ],
  [
    "the number that a list starts with",
    "7. seven\n",
    [{ type: "orderedList", attrs: { order: 7 }, content: [item(paragraph(text("seven")))] }],
  ],
  [
    "tasks",
    "- [ ] open\n  - [x] below\n- [x] done\n",
    [
      {
        type: "taskList",
        attrs: { localId: "task-1" },
        content: [
          { type: "taskItem", attrs: { localId: "task-2", state: "TODO" }, content: [text("open")] },
          {
            type: "taskList",
            attrs: { localId: "task-3" },
            content: [
              { type: "taskItem", attrs: { localId: "task-4", state: "DONE" }, content: [text("below")] },
            ],
          },
          { type: "taskItem", attrs: { localId: "task-5", state: "DONE" }, content: [text("done")] },
        ],
      },
    ],
  ],
  [
    "tables with a header row, line breaks and bars",
    "| A | B |\n| - | - |\n| 1<br>2 | x \\| y |\n",
    [
      {
        type: "table",
        attrs: { isNumberColumnEnabled: false, layout: "default" },
        content: [
          {
            type: "tableRow",
            content: [cell("tableHeader", paragraph(text("A"))), cell("tableHeader", paragraph(text("B")))],
          },
          {
            type: "tableRow",
            content: [
              cell("tableCell", paragraph(text("1"), { type: "hardBreak" }, text("2"))),
              cell("tableCell", paragraph(text("x | y"))),
            ],
          },
        ],
      },
    ],
  ],
  [
    "images at a URL",
    "![the plan](https://a.example/plan.png)\n",
    [
      {
        type: "mediaSingle",
        attrs: { layout: "center" },
        content: [
          { type: "media", attrs: { type: "external", url: "https://a.example/plan.png", alt: "the plan" } },
        ],
      },
    ],
  ],
  ...(
    [
      ["NOTE", "info"],
      ["IMPORTANT", "note"],
      ["TIP", "tip"],
      ["SUCCESS", "success"],
      ["WARNING", "warning"],
      ["CAUTION", "error"],
    ] as const
  ).map(([marker, panelType]): [string, string, AdfNode[]] => [
    `${panelType} panels`,
    `> [!${marker}]\n> Mind the gap.\n`,
    [{ type: "panel", attrs: { panelType }, content: [paragraph(text("Mind the gap."))] }],
  ]),
  [
    "expands",
    "> [!EXPAND] More of it\n> Inside.\n",
    [{ type: "expand", attrs: { title: "More of it" }, content: [paragraph(text("Inside."))] }],
  ],
];

describe("ADF and Markdown, both ways", () => {
  it.each(BOTH_WAYS)("%s", (_, markdown, nodes) => {
    expect(markdownToAdf(markdown)).toEqual(doc(...nodes));
    expect(adfToMarkdown(doc(...nodes))).toBe(markdown);
  });
});

describe("markdownToAdf", () => {
  it("gives an empty paragraph for an empty text", () => {
    expect(markdownToAdf("")).toEqual(doc({ type: "paragraph", content: [] }));
  });

  it("takes raw HTML for text", () => {
    const nodes = markdownToAdf("<div>*x*</div>\n\na <b>b</b> <!-- c -->").content;
    expect(nodes).toEqual([
      paragraph(text("<div>"), text("x", "em"), text("</div>")),
      paragraph(text("a <b>b</b> <!-- c -->")),
    ]);
  });

  it("lets code combine with a link only", () => {
    expect(markdownToAdf("**~~`x`~~**").content).toEqual([paragraph(text("x", "code"))]);
  });

  it("resolves link definitions and keeps footnotes as text", () => {
    const [first, second] = markdownToAdf("[a][b] c[^1]\n\n[b]: https://a.example\n[^1]: note").content;
    expect(first).toEqual(paragraph(linked("a", { href: "https://a.example" }), text(" c[^1]")));
    expect(second).toEqual(paragraph(text("[^1]: note")));
  });

  it("parts a paragraph where an image stands, and links to it where no image may be", () => {
    const types = markdownToAdf("a ![b](u) c").content.map((node) => node.type);
    expect(types).toEqual(["paragraph", "mediaSingle", "paragraph"]);
    const [heading] = markdownToAdf("# a ![b](u)").content;
    expect(heading?.content).toEqual([text("a "), linked("b", { href: "u" })]);
  });

  it("keeps the text of what a place cannot hold", () => {
    const [list] = markdownToAdf("- # head\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n\n  > quoted").content;
    expect(list?.content).toEqual([
      item(
        paragraph(text("head", "strong")),
        paragraph(text("a | b")),
        paragraph(text("1 | 2")),
        paragraph(text("quoted")),
      ),
    ]);
  });

  it("gives tasks that hold more than a line as bullets that show their boxes", () => {
    const [list] = markdownToAdf("- [x] a\n\n  ```\n  code\n  ```").content;
    expect(list?.type).toBe("bulletList");
    expect(list?.content?.[0]?.content?.[0]).toEqual(paragraph(text("[x] a")));
  });

  it("parts a list in which only some items have boxes", () => {
    const types = markdownToAdf("- a\n- [ ] b\n- c").content.map((node) => node.type);
    expect(types).toEqual(["bulletList", "taskList", "bulletList"]);
  });

  it("takes an escaped marker for text", () => {
    expect(markdownToAdf("> \\[!NOTE]\n> x").content[0]?.type).toBe("blockquote");
    expect(markdownToAdf("> [!WHATEVER]\n> x").content[0]?.type).toBe("blockquote");
  });
});

describe("adfToMarkdown", () => {
  const shown = (...nodes: AdfNode[]) => adfToMarkdown(doc(paragraph(...nodes)));

  it("shows people, dates, emoji, lozenges and cards", () => {
    expect(shown({ type: "mention", attrs: { id: "1", text: "@Ada" } })).toBe("@Ada\n");
    expect(shown({ type: "mention", attrs: { id: "557058:1" } })).toBe("@557058:1\n");
    expect(shown({ type: "emoji", attrs: { shortName: ":tada:", text: "🎉" } })).toBe("🎉\n");
    expect(shown({ type: "emoji", attrs: { shortName: ":corp:" } })).toBe(":corp:\n");
    expect(shown({ type: "date", attrs: { timestamp: "1709251200000" } })).toBe("2024-03-01\n");
    expect(shown({ type: "date", attrs: { timestamp: "soon" } })).toBe("soon\n");
    expect(shown({ type: "status", attrs: { text: "IN REVIEW", color: "blue" } })).toBe("IN REVIEW\n");
    expect(shown({ type: "inlineCard", attrs: { url: "https://a.example/1" } })).toBe(
      "<https://a.example/1>\n",
    );
    const card = { type: "blockCard", attrs: { data: { url: "https://a.example/1", name: "One" } } };
    expect(adfToMarkdown(doc(card))).toBe("[One](https://a.example/1)\n");
  });

  it("says superscript and subscript in plain text, and underline as emphasis", () => {
    const script = (value: string, type: string): AdfNode => ({
      type: "text",
      text: value,
      marks: [{ type: "subsup", attrs: { type } }],
    });
    expect(shown(text("10"), script("2", "sup"))).toBe("10^2\n");
    expect(shown(text("x"), script("n+1", "sub"))).toBe("x\\_(n+1)\n");
    expect(shown(text("must", "underline"))).toBe("_must_\n");
  });

  it("names attached files and macros", () => {
    const media = { type: "media", attrs: { type: "file", id: "f-1", alt: "plan.png" } };
    expect(adfToMarkdown(doc({ type: "mediaSingle", content: [media] }))).toBe("\\[attachment: plan.png]\n");
    expect(adfToMarkdown(doc({ type: "extension", attrs: { extensionKey: "toc" } }))).toBe(
      "\\[macro: toc]\n",
    );
    const body = {
      type: "bodiedExtension",
      attrs: { extensionKey: "excerpt" },
      content: [paragraph(text("inside"))],
    };
    expect(adfToMarkdown(doc(body))).toBe("\\[macro: excerpt]\n\ninside\n");
  });

  it("keeps the text of nodes that it does not know", () => {
    const unknown = {
      type: "hologram",
      content: [
        text("a"),
        { type: "wisp", text: "b" },
        { type: "veil", attrs: { text: "c" } },
        paragraph(text("d")),
      ],
    };
    expect(adfToMarkdown(doc(unknown)).replace(/\s+/g, "")).toBe("abcd");
  });

  it("reads through layouts, decisions and captions", () => {
    const layout = {
      type: "layoutSection",
      content: [{ type: "layoutColumn", content: [paragraph(text("left"))] }],
    };
    const decisions = { type: "decisionList", content: [{ type: "decisionItem", content: [text("do it")] }] };
    expect(adfToMarkdown(doc(layout, decisions))).toBe("left\n\n- do it\n");
  });

  it("spreads wide and high cells over the grid, and blocks in a cell over its lines", () => {
    const wide = { type: "tableHeader", attrs: { colspan: 2 }, content: [paragraph(text("wide"))] };
    const high = { type: "tableCell", attrs: { rowspan: 2 }, content: [paragraph(text("high"))] };
    const list = { type: "bulletList", content: [item(paragraph(text("x"))), item(paragraph(text("y")))] };
    const table = {
      type: "table",
      content: [
        { type: "tableRow", content: [wide] },
        { type: "tableRow", content: [high, cell("tableCell", list)] },
        { type: "tableRow", content: [cell("tableCell", paragraph(text("z")))] },
      ],
    };
    const lines = adfToMarkdown(doc(table)).trim().split("\n");
    expect(lines).toEqual(["| wide | |", "| - | - |", "| high | - x<br>- y |", "| | z |"]);
  });

  it("gives a table without a header row an empty one, and takes it away again", () => {
    const row = { type: "tableRow", content: [cell("tableCell", paragraph(text("a")))] };
    const markdown = adfToMarkdown(doc({ type: "table", content: [row] }));
    expect(markdown).toBe("| |\n| - |\n| a |\n");
    expect(markdownToAdf(markdown).content[0]?.content).toEqual([row]);
  });

  it.each([
    "# no heading",
    "1. no list",
    "- [ ] no task",
    "*not* _marked_ ~~at all~~ `here`",
    "[no](link) ![nor](image) <https://a.example> https://a.example www.a.example me@a.example",
    "| no | table |",
    "> [!NOTE]",
    "\\backslash &amp; &#65; <br>",
    "a_b_c snake_case __proto__",
    "```",
    "[a]: https://a.example",
    "---",
    "+ - * = #",
  ])("escapes %j, so that it reads back as the same text", (value) => {
    expect(markdownToAdf(shown(text(value)))).toEqual(doc(paragraph(text(value))));
  });
});
