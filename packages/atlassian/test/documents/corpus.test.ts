import { describe, expect, it } from "vitest";
import {
  adfToMarkdown,
  applyEditedMarkdown,
  applyEditedStorage,
  editableAdf,
  markdownToAdf,
  markdownToStorage,
  storageToMarkdown,
  toEditableMarkdown,
} from "../../src/documents/index.js";
import { parseSource } from "../../src/documents/storage/source.js";
import { corpus } from "./corpus/read.js";

const DOCUMENTS = corpus("markdown");

describe("a document of the corpus", () => {
  it("is one of at least sixty", () => {
    expect(DOCUMENTS.length).toBeGreaterThanOrEqual(60);
  });

  describe.each(DOCUMENTS)("$name", ({ text }) => {
    it("is stable by way of ADF", () => {
      const document = markdownToAdf(text);
      const back = adfToMarkdown(document);
      expect(markdownToAdf(back), back).toEqual(document);
      expect(adfToMarkdown(markdownToAdf(back))).toBe(back);
    });

    it("is stable by way of storage format", () => {
      const storage = markdownToStorage(text);
      const back = storageToMarkdown(storage);
      expect(markdownToStorage(back), back).toBe(storage);
      expect(storageToMarkdown(markdownToStorage(back))).toBe(back);
      expect(() => parseSource(storage)).not.toThrow();
    });

    it("needs no placeholder, and is edited without loss", () => {
      const document = markdownToAdf(text);
      const editable = editableAdf(document);
      expect(applyEditedMarkdown(document, editable.markdown)).toEqual(document);
      const storage = markdownToStorage(text);
      const page = toEditableMarkdown(storage);
      expect(page.placeholders).toEqual([]);
      expect(page.markdown).toBe(storageToMarkdown(storage));
      expect(applyEditedStorage(storage, page.markdown).storage).toBe(storage);
    });
  });
});
