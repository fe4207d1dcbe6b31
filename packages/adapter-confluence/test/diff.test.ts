import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineDiff } from "../src/diff.js";

const text = (...lines: string[]) => lines.join("\n");

/** Applies a unified diff, as `patch` would, without any tolerance. */
function patched(from: string, diff: string): string {
  const old = from === "" ? [] : from.split("\n");
  const made: string[] = [];
  let at = 0;
  for (const line of diff === "" ? [] : diff.split("\n")) {
    const head = /^@@ -(\d+),(\d+) \+\d+,\d+ @@$/.exec(line);
    if (head !== null) {
      const start = Number(head[1]) - (head[2] === "0" ? 0 : 1);
      made.push(...old.slice(at, start));
      at = start;
      continue;
    }
    if (!line.startsWith("+")) expect(old[at]).toBe(line.slice(1));
    if (!line.startsWith("-")) made.push(line.slice(1));
    if (!line.startsWith("+")) at += 1;
  }
  return [...made, ...old.slice(at)].join("\n");
}

describe("lineDiff", () => {
  it("is empty for the same text", () => {
    expect(lineDiff("a\nb", "a\nb")).toEqual({ diff: "", added: 0, removed: 0 });
    expect(lineDiff("", "")).toEqual({ diff: "", added: 0, removed: 0 });
  });

  it("shows a change with three lines around it", () => {
    const before = text("1", "2", "3", "4", "5", "6", "7", "8", "9");
    expect(lineDiff(before, before.replace("5", "five"))).toEqual({
      diff: text("@@ -2,7 +2,7 @@", " 2", " 3", " 4", "-5", "+five", " 6", " 7", " 8"),
      added: 1,
      removed: 1,
    });
  });

  it("makes one of changes that are close, two of those that are not", () => {
    const before = Array.from({ length: 20 }, (_, index) => `line ${index}`);
    const change = (...at: number[]) =>
      before.map((line, index) => (at.includes(index) ? `${line}!` : line)).join("\n");
    expect(lineDiff(before.join("\n"), change(2, 8)).diff.match(/@@ -/g)).toHaveLength(1);
    expect(lineDiff(before.join("\n"), change(2, 12)).diff.match(/@@ -/g)).toHaveLength(2);
  });

  it.each([
    ["", "a", "@@ -0,0 +1,1 @@\n+a"],
    ["a", "", "@@ -1,1 +0,0 @@\n-a"],
    ["a\nb", "b", "@@ -1,2 +1,1 @@\n-a\n b"],
  ])("from %j to %j", (from, to, diff) => {
    expect(lineDiff(from, to).diff).toBe(diff);
  });

  it("leads from the one text to the other, in as few steps as there are", () => {
    const lines = fc.array(fc.constantFrom("a", "b", "c", "", "-", "+ d"), { maxLength: 14 });
    fc.assert(
      fc.property(lines, lines, (from, to) => {
        fc.pre(from.join("\n") !== "" || from.length === 0);
        fc.pre(to.join("\n") !== "" || to.length === 0);
        const { diff, added, removed } = lineDiff(from.join("\n"), to.join("\n"));
        expect(patched(from.join("\n"), diff)).toBe(to.join("\n"));
        expect(added + removed).toBe(from.length + to.length - 2 * longestCommon(from, to));
      }),
    );
  });

  it("gives up looking when hardly anything is left, and still leads there", () => {
    const from = Array.from({ length: 1200 }, (_, index) => `a${index}`).join("\n");
    const to = Array.from({ length: 1200 }, (_, index) => `b${index}`).join("\n");
    const { diff, added, removed } = lineDiff(from, to);
    expect([added, removed]).toEqual([1200, 1200]);
    expect(patched(from, diff)).toBe(to);
  });
});

function longestCommon(from: readonly string[], to: readonly string[]): number {
  const table = Array.from({ length: from.length + 1 }, () => new Array<number>(to.length + 1).fill(0));
  const at = (row: number, column: number) => table[row]?.[column] ?? 0;
  for (const [row, one] of from.entries()) {
    for (const [column, other] of to.entries()) {
      const best = one === other ? at(row, column) + 1 : Math.max(at(row, column + 1), at(row + 1, column));
      table[row + 1]?.splice(column + 1, 1, best);
    }
  }
  return at(from.length, to.length);
}
