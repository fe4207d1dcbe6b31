import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AdfDocument,
  type AdfMark,
  type AdfNode,
  adfToMarkdown,
  applyEditedMarkdown,
  editAdf,
  editableAdf,
  isDocumentEditError,
  markdownToAdf,
} from "../../src/documents/index.js";
import { writeMarkdown } from "../../src/documents/markdown/write.js";
import { canonicalBlocks } from "../../src/documents/model/canonical.js";
import { documentBlocks, propertyRuns } from "./arbitraries.js";

const RUNS = propertyRuns(30);

const text = (value: string, ...marks: AdfMark[]): AdfNode =>
  marks.length === 0 ? { type: "text", text: value } : { type: "text", text: value, marks };
const paragraph = (...content: AdfNode[]): AdfNode => ({ type: "paragraph", content });
const doc = (...content: AdfNode[]): AdfDocument => ({ version: 1, type: "doc", content });

const MENTION: AdfNode = { type: "mention", attrs: { id: "557058:1", text: "@Ada", accessLevel: "" } };
const STATUS: AdfNode = { type: "status", attrs: { text: "DONE", color: "green", localId: "s1" } };
const MEDIA: AdfNode = {
  type: "mediaSingle",
  attrs: { layout: "align-start", width: 50 },
  content: [{ type: "media", attrs: { id: "m1", type: "file", collection: "c", alt: "plan.png" } }],
};
const EXTENSION: AdfNode = {
  type: "extension",
  attrs: { extensionType: "com.atlassian", extensionKey: "toc", parameters: { deep: [1, { a: null }] } },
};
const LAYOUT: AdfNode = {
  type: "layoutSection",
  content: [{ type: "layoutColumn", attrs: { width: 50 }, content: [paragraph(text("left"))] }],
};
const CUSTOM_PANEL: AdfNode = {
  type: "panel",
  attrs: { panelType: "custom", panelIcon: ":rocket:", panelColor: "#fff" },
  content: [paragraph(text("custom"))],
};
const UNKNOWN: AdfNode = { type: "fromTheFuture", attrs: { x: 1 }, content: [paragraph(text("later"))] };
const MERGED: AdfNode = {
  type: "table",
  content: [
    {
      type: "tableRow",
      content: [{ type: "tableCell", attrs: { colspan: 2 }, content: [paragraph(text("wide"))] }],
    },
  ],
};

const RED: AdfMark = { type: "textColor", attrs: { color: "#ff0000" } };
const UNDERLINE: AdfMark = { type: "underline" };

function refusalOf(edit: () => unknown): string {
  try {
    edit();
  } catch (error) {
    if (isDocumentEditError(error)) return error.reason;
    throw error;
  }
  return "not refused";
}

describe("a Jira description as Markdown to edit", () => {
  it("names what Markdown cannot say", () => {
    const { markdown, placeholders } = editableAdf(
      doc(
        paragraph(text("Hi "), MENTION, text(", it is "), STATUS),
        MEDIA,
        EXTENSION,
        LAYOUT,
        CUSTOM_PANEL,
        UNKNOWN,
        MERGED,
        paragraph(text("a "), text("red", RED), text(" bold", RED, { type: "strong" }), text(" c")),
      ),
    );
    expect(markdown.trimEnd().split("\n\n")).toEqual([
      "Hi [[1: mention Ada]], it is [[2: status DONE]]",
      "[[3: mediaSingle plan.png]]",
      "[[4: extension toc]]",
      "[[5: layoutSection left]]",
      "[[6: panel Info custom]]",
      "[[7: fromTheFuture later]]",
      "[[8: table wide]]",
      "a [[9: textColor begins]]red **bold**[[10: textColor ends]] c",
    ]);
    expect(placeholders[0]).toEqual({
      number: 1,
      label: "mention Ada",
      place: "inline",
      source: { node: MENTION },
    });
  });

  it("needs nothing for what Markdown says", () => {
    const document = markdownToAdf(
      "# a\n\n- b\n- [ ] c\n\n> [!NOTE]\n> d\n\n| e |\n| - |\n| f |\n\n```ts\ng\n```",
    );
    expect(editableAdf(document)).toEqual({ markdown: adfToMarkdown(document), placeholders: [] });
  });

  it.each([undefined, null, "", 7, [], {}, { type: "doc" }, { type: "doc", content: [null, 1, "x"] }])(
    "is empty for what is no document: %j",
    (document) => {
      expect(editableAdf(document)).toEqual({ markdown: "", placeholders: [] });
      expect(applyEditedMarkdown(document, "new")).toEqual(markdownToAdf("new"));
      expect(applyEditedMarkdown(document, "")).toEqual(markdownToAdf(""));
    },
  );
});

describe("an edited description", () => {
  const document = doc(
    {
      type: "paragraph",
      attrs: { localId: "p1" },
      marks: [{ type: "alignment", attrs: { align: "end" } }],
      content: [text("one")],
    },
    paragraph(text("two "), MENTION),
    MEDIA,
    {
      type: "taskList",
      attrs: { localId: "task-1" },
      content: [
        { type: "taskItem", attrs: { localId: "task-2", state: "TODO" }, content: [text("do "), STATUS] },
      ],
    },
    { type: "bulletList", content: [{ type: "listItem", content: [paragraph(text("see")), MEDIA] }] },
  );
  const { markdown } = editableAdf(document);

  it("keeps the JSON of every block that was not touched", () => {
    const edited = applyEditedMarkdown(document, markdown.replace("two", "2"));
    expect(edited.content[1]).toEqual(paragraph(text("2 "), MENTION));
    for (const index of [0, 2, 3, 4]) expect(edited.content[index]).toBe(document.content[index]);
  });

  it("puts what was kept back into what was touched", () => {
    const edited = applyEditedMarkdown(document, markdown.replace("see", "look"));
    expect(edited.content[4]).toEqual({
      type: "bulletList",
      content: [{ type: "listItem", content: [paragraph(text("look")), MEDIA] }],
    });
    expect(edited.content.slice(0, 4)).toEqual(document.content.slice(0, 4));
  });

  it("gives new tasks ids that no other node has", () => {
    const edited = applyEditedMarkdown(document, `- [ ] new\n\nthen\n\n${markdown}`);
    const ids = [...JSON.stringify(edited).matchAll(/"localId":"(task[^"]*)"/g)].map(([, id]) => id);
    expect(ids).toHaveLength(4);
    expect(new Set(ids).size).toBe(4);
  });

  it("keeps marks around text that was changed", () => {
    const coloured = doc(paragraph(text("a "), text("red", RED, UNDERLINE), text(" b")));
    const edited = applyEditedMarkdown(
      coloured,
      editableAdf(coloured).markdown.replace("red", "very **red** `x`"),
    );
    expect(edited).toEqual(
      doc(
        paragraph(
          text("a "),
          text("very ", RED, UNDERLINE),
          text("red", { type: "strong" }, RED, UNDERLINE),
          text(" ", RED, UNDERLINE),
          text("x", { type: "code" }),
          text(" b"),
        ),
      ),
    );
  });

  it("does not change what it was given", () => {
    const before = JSON.stringify(document);
    applyEditedMarkdown(document, markdown.replace("one", "1").replace("two", "2"));
    expect(JSON.stringify(document)).toBe(before);
  });

  it.each([
    ["placeholder_missing", (source: string) => source.replace("[[2: mediaSingle plan.png]]", "")],
    ["placeholder_doubled", (source: string) => `${source}\n[[2: mediaSingle plan.png]]`],
    ["placeholder_unknown", (source: string) => `${source}\n[[77: status X]]`],
    [
      "placeholder_misplaced",
      (source: string) =>
        source
          .replace("one\n\n", "one ")
          .replace("two [[1: mention Ada]]\n\n[[2", "two [[1: mention Ada]] [[2"),
    ],
  ])("is refused: %s", (reason, edit) => {
    expect(refusalOf(() => applyEditedMarkdown(document, edit(markdown)))).toBe(reason);
  });

  it("refuses marks that end in another line than they begin in", () => {
    const coloured = doc(paragraph(text("a"), text("b c", RED)));
    const apart = editableAdf(coloured).markdown.replace("b c", "b\n\nc");
    expect(refusalOf(() => applyEditedMarkdown(coloured, apart))).toBe("placeholder_misplaced");
  });

  it("may lose what it is told to lose, and says what", () => {
    expect(editAdf(document, "new", { missing: "remove" })).toEqual({
      document: markdownToAdf("new"),
      removed: ["mention Ada", "mediaSingle plan.png", "status DONE", "mediaSingle plan.png"],
    });
  });
});

describe("any description", () => {
  const strange = fc.constantFrom(
    MEDIA,
    EXTENSION,
    LAYOUT,
    CUSTOM_PANEL,
    UNKNOWN,
    MERGED,
    paragraph(MENTION, text(" x "), STATUS),
    paragraph(text("r", RED), text("u", UNDERLINE)),
  );
  const document = fc
    .array(
      fc.oneof(
        strange.map((node) => [node]),
        documentBlocks.map((blocks) => markdownToAdf(writeMarkdown(canonicalBlocks(blocks))).content),
      ),
      { maxLength: 3 },
    )
    // Every node is an object of its own, as it is in parsed JSON.
    .map((parts): AdfDocument => structuredClone(doc(...parts.flat().map((node) => structuredClone(node)))));

  it("is the same after an edit that changes nothing", () => {
    fc.assert(
      fc.property(document, (source) => {
        const { markdown } = editableAdf(source);
        const edited = applyEditedMarkdown(source, markdown);
        if (source.content.length > 0) expect(edited).toEqual(source);
      }),
      RUNS,
    );
  });

  it("keeps blocks without a word, too, when it is filled", () => {
    const empty = doc(paragraph(), paragraph());
    expect(editableAdf(empty).markdown).toBe("");
    expect(applyEditedMarkdown(empty, "Now there is something.\n").content).toEqual([
      paragraph(text("Now there is something.")),
      paragraph(),
      paragraph(),
    ]);
  });

  it("keeps every block when one is added before and one after", () => {
    fc.assert(
      fc.property(document, (source) => {
        const { markdown } = editableAdf(source);
        const edited = applyEditedMarkdown(source, `First of all.\n\n${markdown}\n\nLast of all.\n`);
        expect(edited.content[0]).toEqual(paragraph(text("First of all.")));
        const shown = edited.content.filter((node) => JSON.stringify(node).includes("of all.") === false);
        expect(shown).toEqual(source.content);
      }),
      RUNS,
    );
  });
});
