import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checklistItems, withItemsMarked, withProgress } from "../src/checklist.js";

const text = [
  "# Plan",
  "- [ ] one",
  "  * [x] two",
  "1. [X] three",
  "> - [ ] quoted",
  "```md",
  "- [ ] code is no item",
  "```",
  "- [y] no item",
  "-[ ] no item",
  "+ [ ] one",
].join("\n");

describe("checklists", () => {
  it("are the items of every list, but not what stands in code", () => {
    expect(checklistItems(text)).toEqual([
      { index: 0, text: "one", checked: false, line: 1 },
      { index: 1, text: "two", checked: true, line: 2 },
      { index: 2, text: "three", checked: true, line: 3 },
      { index: 3, text: "quoted", checked: false, line: 4 },
      { index: 4, text: "one", checked: false, line: 10 },
    ]);
  });

  it("change in their boxes only", () => {
    const item = fc.record({ checked: fc.constantFrom(" ", "x", "X"), text: fc.string({ maxLength: 8 }) });
    const line = fc.oneof(
      fc.string({ maxLength: 12 }).map((plain) => plain.replaceAll(/[\n`~]/g, "")),
      item.map(({ checked, text }) => `- [${checked}] ${text.replaceAll(/[\n`~]/g, "")}`),
    );
    fc.assert(
      fc.property(fc.array(line), fc.boolean(), fc.nat(), (lines, complete, seed) => {
        const before = lines.join("\n");
        const items = checklistItems(before);
        const chosen = items.filter(({ index }) => (seed >> (index % 16)) % 2 === 1);
        const after = withItemsMarked(before, chosen, complete);
        const now = checklistItems(after);
        expect(now.map(({ text }) => text)).toEqual(items.map(({ text }) => text));
        for (const [place, { checked }] of now.entries()) {
          const wasChosen = chosen.some(({ index }) => index === place);
          expect(checked).toBe(wasChosen ? complete : items[place]?.checked);
        }
        expect(after.split("\n").filter((_, at) => !items.some(({ line }) => line === at))).toEqual(
          lines.length === 0
            ? [""]
            : before.split("\n").filter((_, at) => !items.some(({ line }) => line === at)),
        );
      }),
    );
  });

  it("bring their lines of progress up to date, where there are any", () => {
    const numbers = { completed: 1, total: 4 };
    const at = new Date("2025-12-01T10:00:00Z");
    expect(withProgress("**Progress:** 0% (0/4)\nLast updated: 2025-01-01", numbers, at)).toBe(
      "**Progress:** 25% (1/4)\nLast updated: 2025-12-01",
    );
    expect(withProgress("Progress: 0% (0/4 completed)\nLast updated: 2025-01-01", numbers, undefined)).toBe(
      "Progress: 25% (1/4 completed)\nLast updated: 2025-01-01",
    );
    expect(withProgress("Nothing of the kind", numbers, at)).toBe("Nothing of the kind");
  });
});
