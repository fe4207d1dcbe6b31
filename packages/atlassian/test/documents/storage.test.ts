import { describe, expect, it } from "vitest";
import { markdownToStorage, storageToMarkdown } from "../../src/documents/index.js";

const macro = (name: string, ...inner: string[]) =>
  `<ac:structured-macro ac:name="${name}" ac:schema-version="1">${inner.join("")}</ac:structured-macro>`;
const rich = (inner: string) => `<ac:rich-text-body>${inner}</ac:rich-text-body>`;
const parameter = (name: string, value: string) => `<ac:parameter ac:name="${name}">${value}</ac:parameter>`;

/** Each element as Markdown and in storage format; both directions must give exactly the other. */
const BOTH_WAYS: readonly [name: string, markdown: string, storage: string][] = [
  ["paragraphs", "One & <two>.\n\nThree.\n", "<p>One &amp; &lt;two&gt;.</p><p>Three.</p>"],
  ["headings", "## Two\n", "<h2>Two</h2>"],
  [
    "marks",
    "**bold _both_** ~~gone~~ **`code`**\n",
    "<p><strong>bold <em>both</em></strong> <del>gone</del> <strong><code>code</code></strong></p>",
  ],
  [
    "links",
    '[a **b**](https://a.example/?x=1\\&y "T")\n',
    '<p><a href="https://a.example/?x=1&amp;y" title="T">a <strong>b</strong></a></p>',
  ],
  [
    "links to pages",
    "[the guide](confluence-page:TECH/Auth%20guide#setup)\n",
    '<p><ac:link ac:anchor="setup"><ri:page ri:space-key="TECH" ri:content-title="Auth guide"/>' +
      "<ac:link-body>the guide</ac:link-body></ac:link></p>",
  ],
  ["hard breaks", "one\\\ntwo\n", "<p>one<br/>two</p>"],
  ["rules", "---\n", "<hr/>"],
  ["quotes", "> said\n", "<blockquote><p>said</p></blockquote>"],
  [
    "code, with the end of CDATA in it",
    "```xml\n<![CDATA[ ]]> & ]]]]>\n```\n",
    macro(
      "code",
      parameter("language", "xml"),
      "<ac:plain-text-body><![CDATA[<![CDATA[ ]]]]><![CDATA[> & ]]]]]]><![CDATA[>]]></ac:plain-text-body>",
    ),
  ],
  ["nested lists", "3. a\n   - b\n", '<ol start="3"><li><p>a</p><ul><li><p>b</p></li></ul></li></ol>'],
  [
    "tasks",
    "- [x] done\n",
    "<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>complete</ac:task-status>" +
      '<ac:task-body><span class="placeholder-inline-tasks">done</span></ac:task-body></ac:task></ac:task-list>',
  ],
  [
    "tables",
    "| A |\n| - |\n| `x` |\n",
    "<table><tbody><tr><th><p>A</p></th></tr><tr><td><p><code>x</code></p></td></tr></tbody></table>",
  ],
  [
    "images at a URL",
    "![alt](https://a.example/i.png)\n",
    '<p><ac:image ac:alt="alt"><ri:url ri:value="https://a.example/i.png"/></ac:image></p>',
  ],
  ["information panels", "> [!NOTE]\n> x\n", macro("info", rich("<p>x</p>"))],
  ["tips", "> [!TIP]\n> x\n", macro("tip", rich("<p>x</p>"))],
  ["yellow panels", "> [!WARNING]\n> x\n", macro("note", rich("<p>x</p>"))],
  ["red panels", "> [!CAUTION]\n> x\n", macro("warning", rich("<p>x</p>"))],
  ["expands", "> [!EXPAND] T\n> x\n", macro("expand", parameter("title", "T"), rich("<p>x</p>"))],
];

describe("storage format and Markdown, both ways", () => {
  it.each(BOTH_WAYS)("%s", (_, markdown, storage) => {
    expect(markdownToStorage(markdown)).toBe(storage);
    // A text may be written in more ways than one: it is the second reading that must agree.
    expect(markdownToStorage(storageToMarkdown(storage))).toBe(storage);
    if (!/[&<]/.test(markdown)) expect(storageToMarkdown(storage)).toBe(markdown);
  });
});

describe("markdownToStorage", () => {
  it("gives nothing for an empty text", () => {
    expect(markdownToStorage("")).toBe("");
  });

  it("takes raw HTML for text, in attributes too", () => {
    expect(markdownToStorage('<script>alert("x")</script>')).toBe(
      '<p>&lt;script&gt;alert("x")&lt;/script&gt;</p>',
    );
    expect(markdownToStorage('[a](<x"><b> "t\'<">)')).not.toContain("<b>");
  });

  it("replaces what XML cannot carry", () => {
    expect(markdownToStorage("a\u0001b `\uD800`")).toBe("<p>a\uFFFDb <code>\uFFFD</code></p>");
  });
});

describe("storageToMarkdown", () => {
  it("decodes the entities of HTML once, and none in CDATA", () => {
    expect(storageToMarkdown("<p>caf&eacute; &mdash; &#8364; &amp;nbsp; a &lt; b</p>")).toBe(
      "café — € \\&nbsp; a < b\n",
    );
    const code = macro("code", "<ac:plain-text-body><![CDATA[&amp; <p>]]></ac:plain-text-body>");
    expect(storageToMarkdown(code)).toBe("```\n&amp; <p>\n```\n");
  });

  it("shows people, dates, emoji and lozenges", () => {
    const inline = [
      '<ac:link><ri:user ri:account-id="557058:1"/></ac:link>',
      '<time datetime="2024-03-01"/>',
      '<ac:emoticon ac:name="blue-star" ac:emoji-shortname=":tada:" ac:emoji-fallback="🎉"/>',
      '<ac:emoticon ac:name="tick"/>',
      macro("status", parameter("colour", "Green"), parameter("title", "DONE")),
      "<u>under</u> 10<sup>2</sup>",
    ];
    expect(storageToMarkdown(`<p>${inline.join(" ")}</p>`)).toBe(
      "@557058:1 2024-03-01 🎉 :tick: DONE _under_ 10^2\n",
    );
  });

  it("links to pages by name, and names what has no address", () => {
    const link = (resource: string, body = "") =>
      storageToMarkdown(`<p><ac:link>${resource}${body}</ac:link></p>`);
    expect(link('<ri:page ri:content-title="Auth"/>')).toBe("[Auth](confluence-page:Auth)\n");
    const body = "<ac:plain-text-link-body><![CDATA[see & read]]></ac:plain-text-link-body>";
    expect(link('<ri:page ri:space-key="T" ri:content-title="A/B"/>', body)).toBe(
      "[see & read](confluence-page:T/A%2FB)\n",
    );
    expect(link('<ri:attachment ri:filename="a.pdf"/>')).toBe("\\[attachment: a.pdf]\n");
    expect(link('<ri:attachment ri:filename="a.pdf"/>', body)).toBe("see & read \\[attachment: a.pdf]\n");
    expect(storageToMarkdown('<ac:link ac:anchor="top"/>')).toBe("[top](#top)\n");
  });

  it("names attached images and macros that only Confluence can run", () => {
    expect(storageToMarkdown('<ac:image><ri:attachment ri:filename="d.png"/></ac:image>')).toBe(
      "\\[attachment: d.png]\n",
    );
    expect(storageToMarkdown(`<p>${macro("toc")}</p>`)).toBe("\\[macro: toc]\n");
    const jira = macro("jira", parameter("serverId", "s"), parameter("key", "TRAIN-1"));
    expect(storageToMarkdown(`<p>see ${jira}</p>`)).toBe("see \\[macro: jira TRAIN-1]\n");
    expect(storageToMarkdown(macro("drawer", rich("<p>inside</p>")))).toBe("\\[macro: drawer]\n\ninside\n");
    const plain = "<ac:plain-text-body><![CDATA[graph]]></ac:plain-text-body>";
    expect(storageToMarkdown(macro("mermaid", plain))).toBe("\\[macro: mermaid]\n\n```\ngraph\n```\n");
  });

  it("reads through layouts, excerpts and page properties", () => {
    const layout =
      '<ac:layout><ac:layout-section ac:type="two_equal"><ac:layout-cell><p>left</p></ac:layout-cell>' +
      `<ac:layout-cell>${macro("excerpt", rich("<p>right</p>"))}</ac:layout-cell></ac:layout-section></ac:layout>`;
    expect(storageToMarkdown(layout)).toBe("left\n\nright\n");
  });

  it("reads panels that are kept as ADF, once", () => {
    const panel =
      '<ac:adf-extension><ac:adf-node type="panel"><ac:adf-attribute key="panel-type">note</ac:adf-attribute>' +
      "<ac:adf-content><p>once</p></ac:adf-content></ac:adf-node>" +
      "<ac:adf-fallback><div><p>once</p></div></ac:adf-fallback></ac:adf-extension>";
    expect(storageToMarkdown(panel)).toBe("> [!IMPORTANT]\n> once\n");
  });

  it("keeps the titles of panels and code", () => {
    expect(storageToMarkdown(macro("info", parameter("title", "Mind"), rich("<p>x</p>")))).toBe(
      "> [!NOTE]\n> **Mind**\n>\n> x\n",
    );
    const body = "<ac:plain-text-body><![CDATA[x]]></ac:plain-text-body>";
    expect(storageToMarkdown(macro("code", parameter("title", "a.ts"), body))).toBe(
      "**a.ts**\n\n```\nx\n```\n",
    );
  });

  it("reads lists without paragraphs, and lists directly in lists", () => {
    expect(storageToMarkdown("<ul>\n<li>a<ul><li>b</li></ul></li><ul><li>c</li></ul>\n</ul>")).toBe(
      "- a\n\n  - b\n\n  * c\n".replace(/\n\n/g, "\n"),
    );
  });

  it("reads the blocks of a cell as its lines, without the white space between them", () => {
    const cell = "<td>\n<p>a</p>\n<p>b</p>\n<ol><li>c</li></ol></td>";
    expect(storageToMarkdown(`<table><tbody><tr><th>H</th></tr><tr>${cell}</tr></tbody></table>`)).toBe(
      "| H |\n| - |\n| a<br>b<br>1. c |\n",
    );
  });

  it("reads a row of spaces and line ends as one space", () => {
    expect(storageToMarkdown("<p>a\n   b <strong> c</strong></p>")).toBe("a b **c**\n");
  });

  it("reads what is not closed, not opened or not known", () => {
    expect(storageToMarkdown("<p>open <b>bold")).toBe("open **bold**\n");
    expect(storageToMarkdown("a</p></b> b < c & d")).toBe("a b < c & d\n");
    expect(storageToMarkdown("<p>x <blink>y</blink></p><table><tr>stray</tr></table>")).toContain("stray");
    const stray = storageToMarkdown("<table>a<tbody>b<tr><td>c</td>d</tr></tbody></table>");
    expect(stray.replace(/[^a-d]/g, "")).toBe("abcd");
    expect(storageToMarkdown("<script>alert(1)</script>")).toBe("alert(1)\n");
  });
});
