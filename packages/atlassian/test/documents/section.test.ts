import { describe, expect, it } from "vitest";
import {
  applyEditedStorage,
  editSection,
  fromEditableMarkdown,
  replaceSection,
  storageToMarkdown,
  toEditableMarkdown,
  toEditableSection,
} from "../../src/documents/index.js";
import { parseSource } from "../../src/documents/storage/source.js";
import { pageCorpus } from "./corpus/read.js";

const PAGES = pageCorpus();

/** What is written into a section: everything that Markdown has. */
const EDITS = [
  "One new paragraph with **bold**, `code` and <b>.",
  "",
  "- a\n  1. b\n\n- [ ] task\n\n| A |\n| - |\n| `x` |\n\n> [!TIP]\n> y\n\n```ts\na ]]> b\n```\n\n### Sub\n\n![i](https://a.example/i.png)",
];

describe("a page of the corpus, edited in one section", () => {
  it("is one of at least forty", () => {
    expect(PAGES.length).toBeGreaterThanOrEqual(40);
  });

  describe.each(PAGES)("$name", ({ heading, before, section, after, page }) => {
    it.each(EDITS)("changes no byte outside of it: %j", (markdown) => {
      const result = replaceSection(page, heading, markdown);
      expect(result.slice(0, before.length)).toBe(before);
      expect(result.slice(result.length - after.length)).toBe(after);
      expect(result.length).toBeGreaterThanOrEqual(before.length + after.length);
      const content = result.slice(before.length, result.length - after.length);
      if (section.trim() !== "" && markdown !== "") expect(content.trim()).not.toBe(section.trim());
      expect(storageToMarkdown(content).includes("One new paragraph")).toBe(markdown.startsWith("One"));
      expect(() => parseSource(result)).not.toThrow();
    });

    it("is byte for byte the same after an edit that changes nothing", () => {
      const { markdown, placeholders } = toEditableSection(page, heading);
      expect(editSection(page, heading, { markdown })).toEqual({ storage: page, removed: [] });
      expect(replaceSection(page, heading, markdown)).toBe(page);
      const whole = toEditableMarkdown(page);
      expect(applyEditedStorage(page, whole.markdown)).toEqual({ storage: page, removed: [] });
      expect(whole.placeholders).toEqual(expect.arrayContaining(placeholders));
    });

    it("keeps what Markdown cannot say when a paragraph is added", () => {
      const { markdown, placeholders } = toEditableSection(page, heading);
      const { storage } = editSection(page, heading, { markdown: `${markdown}\nAdded at the end.\n` });
      const content = storage.slice(before.length, storage.length - after.length);
      expect(storage).toBe(before + content + after);
      expect(content).toContain("<p>Added at the end.</p>");
      if (markdown !== "") expect(content.replace("<p>Added at the end.</p>", "")).toBe(section);
      for (const { source } of placeholders) expect(content).toContain(source);
    });

    it("reads the same after everything in it was written anew", () => {
      const { markdown, placeholders } = toEditableMarkdown(page);
      const written = fromEditableMarkdown(markdown, placeholders);
      for (const { source } of placeholders) expect(written).toContain(source);
      expect(toEditableMarkdown(written).markdown).toBe(markdown);
    });
  });
});
