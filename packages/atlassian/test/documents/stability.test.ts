import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  adfToMarkdown,
  markdownToAdf,
  markdownToStorage,
  storageToMarkdown,
} from "../../src/documents/index.js";
import { readMarkdown } from "../../src/documents/markdown/read.js";
import { writeMarkdown } from "../../src/documents/markdown/write.js";
import { canonicalBlocks } from "../../src/documents/model/canonical.js";
import { documentBlocks, propertyRuns, wildMarkdown } from "./arbitraries.js";

/** Markdown as this package writes it, and Markdown as anybody might. */
const markdown = fc.oneof(
  documentBlocks.map((blocks) => writeMarkdown(canonicalBlocks(blocks))),
  wildMarkdown,
);

const RUNS = propertyRuns(100);

describe("Markdown", () => {
  it("reads back exactly what was written, however much a text looks like Markdown", () => {
    fc.assert(
      fc.property(documentBlocks, (blocks) => {
        const document = canonicalBlocks(blocks);
        const written = writeMarkdown(document);
        expect(readMarkdown(written), written).toEqual(document);
      }),
      RUNS,
    );
  });
});

describe("a round trip changes nothing the second time", () => {
  it("Markdown → ADF → Markdown → ADF", () => {
    fc.assert(
      fc.property(markdown, (source) => {
        const once = markdownToAdf(source);
        const back = adfToMarkdown(once);
        expect(markdownToAdf(back), back).toEqual(once);
      }),
      RUNS,
    );
  });

  it("Markdown → storage → Markdown → storage", () => {
    fc.assert(
      fc.property(markdown, (source) => {
        const once = markdownToStorage(source);
        const back = storageToMarkdown(once);
        expect(markdownToStorage(back), back).toBe(once);
      }),
      RUNS,
    );
  });

  it.each([
    "- _\\_\\_proto\\_\\_\u{1F600}**\\***_\n\n  \\*",
    "[* ](u)\n*",
    "me@a.example_a",
    "> [[!NOTE]](u)",
    "_https\\://a.example/b_c~~d~~_",
    "- a\n\n*\n\n- ---\n- b",
    "- a\n\n  - 7. b\n\n    c",
    "| `a\\\\|b` |\n|---|",
    "- [ ] &nbsp;",
    "> ---",
    "[a](confluence-page:A%20b)[`c`](confluence-page:A%20b 'title')",
  ])("what once went wrong: %j", (source) => {
    const adf = markdownToAdf(source);
    expect(markdownToAdf(adfToMarkdown(adf))).toEqual(adf);
    const storage = markdownToStorage(source);
    expect(markdownToStorage(storageToMarkdown(storage))).toBe(storage);
  });
});
