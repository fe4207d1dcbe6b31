import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withTables } from "../../src/text/tables.js";

/** What a reader makes of it. */
function read(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(read);
  if (typeof value !== "object" || value === null) return value;
  const { columns, rows } = value as { columns?: string[]; rows?: unknown[][] };
  if (columns === undefined || rows === undefined) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, read(inner)]));
  }
  return rows.map((row) =>
    Object.fromEntries(
      row.flatMap((cell, index) => (cell === null ? [] : [[columns[index] ?? "", read(cell)]])),
    ),
  );
}

describe("lists of like objects", () => {
  it("are tables, with null for what one of them lacks", () => {
    const issues = [
      { key: "A-1", summary: "One", labels: ["x"] },
      { key: "A-2", summary: "Two", assignee: { name: "Maya" } },
      { key: "A-3", summary: "Three" },
      { key: "A-4", summary: "Four" },
      { key: "A-5", summary: "Five" },
    ];
    expect(withTables({ issues, total: 5 })).toEqual({
      issues: {
        columns: ["key", "summary", "labels", "assignee"],
        rows: [
          ["A-1", "One", ["x"], null],
          ["A-2", "Two", null, { name: "Maya" }],
          ["A-3", "Three", null, null],
          ["A-4", "Four", null, null],
          ["A-5", "Five", null, null],
        ],
      },
      total: 5,
    });
  });

  it("stay as they are where a table would be longer, or would lose a null", () => {
    for (const list of [
      [{ a: 1 }],
      [{ a: 1 }, { b: 2 }, { c: 3 }],
      [
        { name: "x", value: null },
        { name: "y", value: 1 },
        { name: "z", value: 2 },
      ],
      [1, 2],
    ]) {
      expect(withTables(list)).toEqual(list);
    }
  });

  it("are what they were, to whoever reads the tables", () => {
    const names = fc.constantFrom("id", "name", "columns", "rows", "body", "__proto__");
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        fc.constantFrom(null, 1, "text", "", true),
        fc.array(tie("value"), { maxLength: 5 }),
        fc.array(
          fc.record(
            { identifier: fc.nat(9), summary: tie("value"), description: fc.constantFrom("", "text") },
            { requiredKeys: ["identifier", "description"] },
          ),
          { maxLength: 8 },
        ),
        fc.array(fc.dictionary(names, tie("value"), { maxKeys: 4 }), { maxLength: 5 }),
        fc.dictionary(names, tie("value"), { maxKeys: 4 }),
      ),
    }));
    let tables = 0;
    fc.assert(
      fc.property(value, (any) => {
        const data = JSON.parse(JSON.stringify(any)) as unknown;
        const text = JSON.stringify(withTables(data));
        expect(text.length).toBeLessThanOrEqual(JSON.stringify(data).length);
        if (text === JSON.stringify(data)) return;
        tables += 1;
        expect(read(JSON.parse(text))).toEqual(data);
      }),
      { numRuns: 2000 },
    );
    expect(tables).toBeGreaterThan(50);
  });
});
