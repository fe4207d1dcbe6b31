import fc from "fast-check";
import { expect, it } from "vitest";
import { plainProse } from "../../src/documents/adf/prose.js";
import { readAdf } from "../../src/documents/adf/read.js";
import { writeMarkdown } from "../../src/documents/markdown/write.js";
import { propertyRuns } from "./arbitraries.js";

const paragraph = (text: string) => ({ type: "paragraph", content: [{ type: "text", text }] });
const doc = (...content: unknown[]) => ({ type: "doc", version: 1, content });

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
  "-",
  "(",
  ")",
  "!",
  "'",
  "é",
  "–",
  "/",
  "%",
  "?",
];
const MEANINGFUL = ["*", "_", "#", "[", "  ", "\n", "`", "~", ":"];

/** Mostly what plain text has, now and then what it has not. */
const text = fc
  .array(
    fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom(...HARMLESS) },
      { weight: 1, arbitrary: fc.constantFrom(...MEANINGFUL) },
    ),
    { minLength: 1, maxLength: 10 },
  )
  .map((parts) => parts.join(""));

it("gives what the long way gives, wherever it gives anything", () => {
  let short = 0;
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 3 }), (texts) => {
      const document = doc(...texts.map(paragraph));
      const prose = plainProse(document);
      if (prose === undefined) return;
      short += 1;
      expect(prose).toBe(writeMarkdown(readAdf(document)));
    }),
    propertyRuns(3000),
  );
  expect(short).toBeGreaterThan(100);
});

it("leaves everything else to the long way", () => {
  const strong = { type: "paragraph", content: [{ type: "text", text: "x", marks: [{ type: "strong" }] }] };
  for (const document of [
    null,
    "x",
    doc(),
    doc(strong),
    doc(paragraph("ends ")),
    doc(paragraph("two  spaces")),
    doc(paragraph("see www.acme.example")),
    doc(paragraph("1. no list")),
    doc({ type: "rule" }),
    doc({ type: "paragraph" }),
    doc({ ...paragraph("x"), marks: [{ type: "fragment" }] }),
    { ...doc(paragraph("x")), type: "panel" },
  ]) {
    expect(plainProse(document)).toBeUndefined();
  }
  expect(plainProse(doc(paragraph("Plain text, as it is."), paragraph("Twice")))).toBe(
    "Plain text, as it is.\n\nTwice\n",
  );
});
