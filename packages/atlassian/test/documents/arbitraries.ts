import fc from "fast-check";
import type { Block, ListItem, Run, Style } from "../../src/documents/model/model.js";

/** Pieces of text in which everything that Markdown, XML or a template could take for its own turns up. */
const fragments = [
  ..."*_~`#>|[]()!<&\\+-=.:@ \n\t1a\"'{}/^é😀\u00A0",
  "**",
  "__",
  "~~",
  "```",
  "word",
  "two words",
  "1. ",
  "- ",
  "# ",
  "---",
  "[x] ",
  "[ ] ",
  "[!NOTE]",
  "[a]: b",
  "](u)",
  "<b>",
  "<br>",
  "<!--",
  "&amp;",
  "&nbsp;",
  "]]>",
  "https://a.example/b_c",
  "www.a.example",
  "me@a.example",
  "${{ steps.a }}",
  "constructor",
  "__proto__",
];

const text: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(""));

const url = fc.constantFrom(
  "https://a.example/x?y=1&z=(2)",
  "mailto:me@a.example",
  "/relative path",
  "#anchor",
  "confluence-page:TECH/Auth%20guide",
  "https://a.example/_under_*star*",
);

const style: fc.Arbitrary<Style> = fc.record({
  strong: fc.boolean(),
  emphasis: fc.boolean(),
  strike: fc.boolean(),
  link: fc.option(
    fc.record({ url, title: fc.option(fc.constantFrom("a title", 'a "quoted" one'), { nil: undefined }) }),
    { nil: undefined, freq: 4 },
  ),
});

const run: fc.Arbitrary<Run> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("text" as const), text, style }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("code" as const), text, style }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("break" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("image" as const), url, alt: text, style }) },
);

const runs = fc.array(run, { minLength: 1, maxLength: 5 });

/** Documents of every kind of block, nested a few levels. */
export const documentBlocks: fc.Arbitrary<Block[]> = fc.letrec<{ block: Block; blocks: Block[] }>((tie) => {
  const item: fc.Arbitrary<ListItem> = fc.record({ checked: fc.boolean(), blocks: tie("blocks") });
  return {
    blocks: fc.array(tie("block"), { minLength: 1, maxLength: 4 }),
    block: fc.oneof(
      { maxDepth: 4, depthSize: "small", withCrossShrink: true },
      fc.record({ kind: fc.constant("paragraph" as const), runs }),
      fc.record({ kind: fc.constant("heading" as const), level: fc.integer({ min: 1, max: 6 }), runs }),
      fc.record({
        kind: fc.constant("code" as const),
        language: fc.constantFrom(undefined, "ts", "c++", "a`b", "x~y"),
        text,
      }),
      fc.record({ kind: fc.constant("rule" as const) }),
      fc.record({
        kind: fc.constant("table" as const),
        header: fc.boolean(),
        rows: fc.array(fc.array(runs, { maxLength: 3 }), { minLength: 1, maxLength: 3 }),
      }),
      fc.record({ kind: fc.constant("quote" as const), blocks: tie("blocks") }),
      fc.record({
        kind: fc.constant("panel" as const),
        panel: fc.constantFrom("info", "note", "tip", "success", "warning", "error"),
        blocks: tie("blocks"),
      }),
      fc.record({ kind: fc.constant("expand" as const), title: text, blocks: tie("blocks") }),
      fc.record({
        kind: fc.constant("list" as const),
        list: fc.constantFrom("bullet", "ordered", "task"),
        start: fc.constantFrom(1, 0, 7),
        items: fc.array(item, { minLength: 1, maxLength: 3 }),
      }),
    ),
  };
}).blocks;

/** Source that no writer of ours would produce. */
export const wildMarkdown: fc.Arbitrary<string> = fc
  .array(fc.oneof(text, fc.constantFrom("\n", "\n\n", "    ", "> ", "| a | b |\n|---|---|\n", "\\\n")), {
    maxLength: 12,
  })
  .map((parts) => parts.join(""));

/**
 * How properties run: with new documents each time. `PMO_PROPERTY_RUNS` looks further, `PMO_PROPERTY_SEED` repeats a run;
 * whatever is found becomes a case of its own.
 */
export function propertyRuns(numRuns: number): { numRuns: number; seed?: number } {
  const seed = process.env["PMO_PROPERTY_SEED"];
  return {
    numRuns: Number(process.env["PMO_PROPERTY_RUNS"] ?? numRuns),
    ...(seed === undefined ? {} : { seed: Number(seed) }),
  };
}
