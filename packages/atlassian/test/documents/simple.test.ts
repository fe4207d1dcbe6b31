import fc from "fast-check";
import { expect, it } from "vitest";
import { writeSimple } from "../../src/documents/markdown/simple.js";
import { writeAny } from "../../src/documents/markdown/write.js";
import { canonicalBlocks } from "../../src/documents/model/canonical.js";
import {
  type Block,
  PLAIN,
  paragraph,
  type Run,
  type Style,
  textRun,
} from "../../src/documents/model/model.js";
import { documentBlocks, propertyRuns } from "./arbitraries.js";

const HARMLESS = [
  "Add",
  "www",
  "w",
  "x",
  "1",
  "10",
  ".",
  ",",
  " ",
  " ",
  "-",
  "(",
  ")",
  "é",
  "–",
  "/",
  "%",
  "?",
];
const MEANINGFUL = ["*", "_", "#", "[", "]", "!", "\n", "`", "~", ":", "@", "😀", "\u00A0", "\\", "&amp;"];

/** Mostly what plain text has, now and then what it has not. */
const words = fc
  .array(
    fc.oneof(
      { weight: 40, arbitrary: fc.constantFrom(...HARMLESS) },
      { weight: 1, arbitrary: fc.constantFrom(...MEANINGFUL) },
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(""));

const marked: fc.Arbitrary<Style> = fc.oneof(
  fc.constantFrom(
    { ...PLAIN, strong: true },
    { ...PLAIN, emphasis: true },
    { ...PLAIN, strike: true },
    { ...PLAIN, strong: true, emphasis: true },
  ),
  fc
    .constantFrom("https://a.example/x-1?y=%20", "http://a.example", "/relative", "https://a.example/_b_")
    .map((url) => ({ ...PLAIN, link: { url } })),
);

const run: fc.Arbitrary<Run> = fc.oneof(
  { weight: 6, arbitrary: words.map((text) => textRun(text)) },
  { weight: 3, arbitrary: fc.tuple(words, marked).map(([text, style]) => textRun(text, style)) },
  { weight: 2, arbitrary: words.map((text): Run => ({ kind: "code", text, style: PLAIN })) },
);
const runs = fc.array(run, { minLength: 1, maxLength: 5 });

const list = fc.record({
  kind: fc.constant("list" as const),
  list: fc.constantFrom("bullet" as const, "ordered" as const),
  start: fc.constantFrom(0, 1, 9, 99),
  items: fc.array(
    runs.map((inside) => ({ checked: false, blocks: [paragraph(inside)] })),
    { minLength: 1, maxLength: 3 },
  ),
});
const heading = fc.record({
  kind: fc.constant("heading" as const),
  level: fc.integer({ min: 1, max: 6 }),
  runs,
});
const code = fc.record({
  kind: fc.constant("code" as const),
  language: fc.constantFrom(undefined, "ts", "c++", "a b", "objective-c"),
  text: fc.array(fc.oneof(words, fc.constantFrom("\n", "  ", "~~~"))).map((parts) => parts.join("")),
});
const simpleBlocks: fc.Arbitrary<Block[]> = fc.array(fc.oneof(runs.map(paragraph), heading, list, code), {
  minLength: 1,
  maxLength: 3,
});

it.each([
  { documents: "simple documents", arbitrary: simpleBlocks, least: 200 },
  { documents: "documents of any kind", arbitrary: documentBlocks, least: 0 },
])("writes $documents as the library does, wherever it writes anything", ({ arbitrary, least }) => {
  let short = 0;
  fc.assert(
    fc.property(arbitrary, (blocks) => {
      const canonical = canonicalBlocks(blocks);
      const simple = writeSimple(canonical);
      if (simple === undefined) return;
      short += 1;
      expect(simple).toBe(writeAny(canonical));
    }),
    propertyRuns(4000),
  );
  expect(short).toBeGreaterThanOrEqual(least);
});

it("writes what most descriptions are made of", () => {
  const blocks: Block[] = [
    { kind: "heading", level: 2, runs: [textRun("Done when")] },
    paragraph([
      textRun("See "),
      textRun("the proposal", { ...PLAIN, link: { url: "https://example.com/proposal" } }),
      textRun("; "),
      textRun("signed", { ...PLAIN, strong: true }),
      textRun(" tokens live in "),
      { kind: "code", text: "auth/*_x", style: PLAIN },
      textRun("."),
    ]),
    {
      kind: "list",
      list: "ordered",
      start: 3,
      items: ["one", "two"].map((text) => ({ checked: false, blocks: [paragraph([textRun(text)])] })),
    },
  ];
  expect(writeSimple(blocks)).toBe(
    "## Done when\n\nSee [the proposal](https://example.com/proposal); **signed** tokens live in `auth/*_x`.\n\n3. one\n4. two\n",
  );
  expect(writeSimple([])).toBe("");
});

it("leaves everything else to the library", () => {
  const list: Block = {
    kind: "list",
    list: "bullet",
    start: 1,
    items: [{ checked: false, blocks: [paragraph([textRun("x")])] }],
  };
  for (const blocks of [
    [paragraph([textRun("see www.acme.example")])],
    [paragraph([textRun("1. no list")])],
    [paragraph([textRun("a"), textRun("b", { ...PLAIN, strong: true })])],
    [paragraph([textRun("a "), { kind: "break" as const }, textRun("b")])],
    [list, list],
    [{ kind: "rule" as const }],
  ]) {
    expect(writeSimple(blocks)).toBeUndefined();
  }
});
