import type { JsonSchema, OmittedPart } from "@pm-orchestrator/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fit, tokensOf } from "../../src/budget/fit.js";
import { ranksOf } from "../../src/budget/rank.js";
import { parsePath } from "../../src/kept/path.js";
import { readKept } from "../../src/kept/read.js";
import { KeptResults } from "../../src/kept/results.js";

const fitted = (value: unknown, room: number, schema?: JsonSchema) =>
  fit(value, room, { ranks: ranksOf(schema), at: { path: [] } });

/** What was returned with every part that is said to be missing, read by its handle and put where it belongs. */
function restored(whole: unknown, room: number, schema?: JsonSchema): unknown {
  const results = new KeptResults();
  const handle = results.keep("t", whole);
  const { value, parts } = fitted(whole, room, schema);
  const holder = { value: structuredClone(value) };
  // What is above first: a part inside of it is then only set again.
  for (const part of [...parts].sort((a, b) => depthOf(a) - depthOf(b))) {
    const { path, offset } = part;
    const read = readKept(results, "t", { handle, path, ...(offset === undefined ? {} : { offset }) });
    place(holder, ["value", ...(parsePath(path) ?? [])], (before) => {
      if (offset === undefined) return read.value;
      if (typeof before === "string") return before + (read.value as string);
      return [...(before as unknown[]), ...(read.value as unknown[])];
    });
    const told = part.items ?? part.characters;
    if (told !== undefined) expect(read.value).toHaveLength(told);
  }
  return holder.value;
}

const depthOf = ({ path }: OmittedPart) => parsePath(path)?.length ?? 0;

function place(holder: object, path: (string | number)[], change: (before: unknown) => unknown): void {
  const last = path.at(-1) as PropertyKey;
  const parent = path
    .slice(0, -1)
    .reduce((at, segment) => (at as Record<PropertyKey, unknown>)[segment] as object, holder);
  const before = (parent as Record<PropertyKey, unknown>)[last];
  Object.defineProperty(parent, last, {
    value: change(before),
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

const words = fc
  .array(
    fc.oneof(
      fc.constantFrom("word ", "issue TRAIN-1 ", "\n\n", "\n", ". ", "é", "🙂"),
      fc.string({ unit: "binary" }),
    ),
    {
      maxLength: 60,
    },
  )
  .map((parts) => parts.join(""));
const anything = fc
  .letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      words,
      fc.integer(),
      fc.constantFrom(null, true, 0.5),
      fc.array(tie("value"), { maxLength: 12 }),
      fc.dictionary(
        fc.oneof(fc.constantFrom("id", "key", "body", "__proto__", "a b", '"]'), fc.string()),
        tie("value"),
        {
          maxKeys: 16,
        },
      ),
    ),
  }))
  .value.map((value) => JSON.parse(JSON.stringify(value)) as unknown);

describe("a result within a budget", () => {
  it("is, with the parts that are said to be missing, everything; and no more than the budget", () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 400 }), (value, room) => {
        const { value: returned, tokens, parts } = fitted(value, room);
        expect(tokens).toBe(tokensOf(returned));
        const isWhole = parts.length === 0;
        if (isWhole) expect(returned).toBe(value);
        // A single short value is whole or nothing is there to be asked for.
        const least = typeof value === "object" && value !== null ? 1 : 100;
        expect(tokens).toBeLessThanOrEqual(
          isWhole && typeof value !== "object" ? Math.max(room, least) : Math.max(room, 1),
        );
        expect(restored(value, room)).toEqual(value);
      }),
      { numRuns: 500 },
    );
  });

  it("has the more important fields, whatever their place in the object", () => {
    const schema = {
      type: "object",
      properties: { key: {}, summary: {}, description: { type: "string" }, noise: { type: "string" } },
    };
    const long = (word: string) => `${`${word} and more of it. `.repeat(20)}\n\n`.repeat(5);
    const whole = { noise: long("noise"), summary: "Short", description: long("description"), key: "A-1" };
    const { value, parts } = fitted(whole, 300, schema);
    expect(value).toMatchObject({ key: "A-1", summary: "Short" });
    expect(Object.keys(value as object)).toEqual(["summary", "description", "key"]);
    expect(parts.map(({ path }) => path)).toEqual(["description", "noise"]);
    expect((value as { description: string }).description).toMatch(/\n\n$/);
  });

  it("ranks inside of lists and alternatives", () => {
    const schema = {
      anyOf: [
        { type: "null" },
        {
          type: "array",
          items: { $ref: "#/$defs/item" },
        },
      ],
      $defs: { item: { type: "object", properties: { name: {}, text: {} } } },
    };
    const { value } = fitted([{ text: "word ".repeat(400), name: "first" }], 60, schema);
    expect(value).toEqual([{ text: expect.stringMatching(/^(word )+$/), name: "first" }]);
  });

  it("cuts lists at their end, and says where they go on", () => {
    const list = Array.from({ length: 100 }, (_, id) => ({ id, name: `item ${id}` }));
    const { value, parts } = fitted({ items: list, page: { next: "x", complete: false } }, 120);
    const { items, page } = value as { items: unknown[]; page: unknown };
    expect(page).toEqual({ next: "x", complete: false });
    expect(items).toEqual(list.slice(0, items.length));
    expect(items.length).toBeGreaterThan(5);
    expect(parts).toEqual([
      { path: "items", offset: items.length, items: 100 - items.length, tokens: expect.any(Number) },
    ]);
  });

  it("names up to a dozen missing fields, and counts more", () => {
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, nth) => [`field_${nth}`, "some words here"]),
    );
    const { value, parts } = fitted({ many }, 60);
    const kept = Object.keys((value as { many: object }).many).length;
    expect(parts).toEqual([{ path: "many", fields: 40 - kept, tokens: expect.any(Number) }]);
  });

  it("never cuts a character or a short value in two", () => {
    const { value } = fitted("🙂".repeat(500), 50);
    expect(value).toMatch(/^(🙂)+$/u);
    expect(fitted(123_456_789_012, 1).value).toBe(123_456_789_012);
    expect(fitted("TRAIN-123", 1)).toMatchObject({ value: "TRAIN-123", parts: [] });
  });
});
