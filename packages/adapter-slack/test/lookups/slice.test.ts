import fc from "fast-check";
import { expect, it } from "vitest";
import { slice } from "../../src/lookups/slice.js";

it("gives every item once, in order, whatever the size of the pages", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer(), { maxLength: 40 }),
      fc.integer({ min: 1, max: 50 }),
      (items, limit) => {
        const seen: number[] = [];
        let page_token: string | undefined;
        do {
          const { shown, page } = slice(items, { limit, page_token });
          expect(page.total).toBe(items.length);
          expect(page.complete).toBe(page.next === undefined);
          seen.push(...shown);
          page_token = page.next;
        } while (page_token !== undefined);
        expect(seen).toEqual(items);
      },
    ),
  );
});

it("gives nothing beyond the end", () => {
  expect(slice([1, 2], { limit: 5, page_token: "9" })).toEqual({
    shown: [],
    page: { total: 2, complete: true },
  });
});
