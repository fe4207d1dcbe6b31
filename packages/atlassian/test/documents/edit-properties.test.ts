import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  applyEditedStorage,
  editText,
  fromEditableMarkdown,
  isDocumentEditError,
  markdownToStorage,
  replaceSection,
  replaceText,
  toEditableMarkdown,
} from "../../src/documents/index.js";
import { writeMarkdown } from "../../src/documents/markdown/write.js";
import { canonicalBlocks } from "../../src/documents/model/canonical.js";
import { parseSource } from "../../src/documents/storage/source.js";
import { documentBlocks, propertyRuns, wildMarkdown } from "./arbitraries.js";
import { pageCorpus } from "./corpus/read.js";

const RUNS = propertyRuns(40);

const PAGES = pageCorpus();

/** Contents of sections that hold no heading of their own, so that they can stand below any. */
const CONTENTS = PAGES.map(({ section }) => section).filter((section) => !/<h[1-6]/.test(section));

const SPACES = ["", "", "\n", "  \n\t", "<!-- c -->", "<p />"];

/** A page of sections with different headings, one of which is to be edited. */
const sectionedPage = fc
  .array(
    fc.record({
      level: fc.constantFrom(1, 2, 3),
      contents: fc.array(fc.constantFrom(...CONTENTS), { maxLength: 3 }),
      space: fc.constantFrom(...SPACES),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .chain((sections) =>
    fc.record({ sections: fc.constant(sections), edited: fc.nat({ max: sections.length - 1 }) }),
  )
  .map(({ sections, edited }) => {
    const sources = sections.map(
      ({ level, contents, space }, index) =>
        [`<h${level}>Heading ${index}</h${level}>`, `${space}${contents.join(space)}${space}`] as const,
    );
    const level = sections[edited]?.level ?? 1;
    const end = sections.findIndex((section, index) => index > edited && section.level <= level);
    const flat = (from: number, to: number) => sources.slice(from, to).flat().join("");
    const before = flat(0, edited) + (sources[edited]?.[0] ?? "");
    const after = end < 0 ? "" : flat(end, sections.length);
    return { before, after, page: flat(0, sections.length), heading: `Heading ${edited}` };
  });

const markdown = fc.oneof(
  documentBlocks.map((blocks) => writeMarkdown(canonicalBlocks(blocks))),
  wildMarkdown,
);

/** What an edit gives; undefined when it was refused as edits are. */
function unlessRefused<Result>(edit: () => Result): Result | undefined {
  try {
    return edit();
  } catch (error) {
    if (isDocumentEditError(error)) return undefined;
    throw error;
  }
}

describe("editing a page", () => {
  it("changes no byte outside of the section", () => {
    fc.assert(
      fc.property(sectionedPage, markdown, ({ before, after, page, heading }, edit) => {
        const result = replaceSection(page, heading, edit);
        expect(result.slice(0, before.length)).toBe(before);
        expect(result.slice(result.length - after.length)).toBe(after);
        expect(result.length).toBeGreaterThanOrEqual(before.length + after.length);
        expect(() => parseSource(result)).not.toThrow();
      }),
      RUNS,
    );
  });

  it("changes nothing when the Markdown was not changed", () => {
    fc.assert(
      fc.property(sectionedPage, markdown, ({ page }, more) => {
        const whole = page + markdownToStorage(more);
        const editable = toEditableMarkdown(whole);
        expect(applyEditedStorage(whole, editable.markdown)).toEqual({ storage: whole, removed: [] });
        const anew = fromEditableMarkdown(editable.markdown, editable.placeholders);
        expect(toEditableMarkdown(anew).markdown).toBe(editable.markdown);
      }),
      RUNS,
    );
  });

  it("leaves every other block as it is when one block is added, wherever that is", () => {
    fc.assert(
      fc.property(sectionedPage, fc.nat(), ({ page }, at) => {
        const blocks = toEditableMarkdown(page).markdown.split(/\n\n(?=# |## |### )/);
        const place = at % (blocks.length + 1);
        const edited = blocks.toSpliced(place, 0, "Put in between.").join("\n\n");
        const { storage } = applyEditedStorage(page, edited);
        expect(storage.replace("<p>Put in between.</p>", "")).toBe(page);
      }),
      RUNS,
    );
  });

  it("refuses broken pages with its own error, and leaves no broken page behind", () => {
    const broken = fc
      .record({
        page: fc.constantFrom(...PAGES),
        from: fc.nat(),
        length: fc.nat({ max: 40 }),
        put: fc.constantFrom("", "<", ">", "</p>", "<p>", "]]>", "&", '"'),
      })
      .map(({ page: { page, heading }, from, length, put }) => {
        const at = from % page.length;
        return { heading, page: page.slice(0, at) + put + page.slice(at + length) };
      });
    fc.assert(
      fc.property(broken, ({ page, heading }) => {
        const result = unlessRefused(() => replaceSection(page, heading, "**new**"));
        if (result !== undefined) expect(() => parseSource(result)).not.toThrow();
      }),
      { ...RUNS, numRuns: RUNS.numRuns * 3 },
    );
  });
});

describe("replacing text", () => {
  const word = fc.constantFrom("text", "a", "the", "o", "x", "bold", "e", "in", " ", "&", "<b>", "1");

  it("changes the words and nothing else", () => {
    fc.assert(
      fc.property(fc.constantFrom(...PAGES), word, fc.string({ unit: "grapheme" }), ({ page }, from, to) => {
        const result = unlessRefused(() => editText(page, from, to));
        if (result === undefined) return;
        expect(result.replaced).toBeGreaterThan(0);
        const shape = (source: string) => source.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, "").match(/<[^>]*>/g);
        expect(shape(result.storage)).toEqual(shape(page));
        expect(() => parseSource(result.storage)).not.toThrow();
      }),
      RUNS,
    );
  });

  it("and back again gives the page byte for byte", () => {
    fc.assert(
      fc.property(fc.constantFrom(...PAGES), word, ({ page }, from) => {
        fc.pre(from.trim() !== "" && !/[&<>]/.test(from));
        const marker = "\u2063zz\u2063";
        const there = unlessRefused(() => replaceText(page, from, marker));
        if (there !== undefined) expect(replaceText(there, marker, from)).toBe(page);
      }),
      RUNS,
    );
  });
});
