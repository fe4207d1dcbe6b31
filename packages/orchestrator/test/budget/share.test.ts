import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shareOut } from "../../src/budget/share.js";

describe("the shares of a budget", () => {
  it("give to others what one does not need", () => {
    expect(shareOut(100, [10, 500, 500])).toEqual([10, 45, 45]);
    expect(shareOut(100, [10, 20, 30])).toEqual([10, 20, 30]);
    expect(shareOut(-5, [10, 20])).toEqual([0, 0]);
    expect(shareOut(100, [])).toEqual([]);
  });

  it("never add up to more than the budget, and leave nothing that somebody needs", () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.array(fc.nat(3000), { maxLength: 30 }), (budget, needs) => {
        const shares = shareOut(budget, needs);
        const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
        expect(sum(shares)).toBe(Math.min(budget, sum(needs)));
        for (const [index, share] of shares.entries()) expect(share).toBeLessThanOrEqual(needs[index] ?? 0);
        // Whoever is short has at least as much as anybody else, but for rounding.
        const most = Math.max(0, ...shares);
        for (const [index, share] of shares.entries())
          if (share < (needs[index] ?? 0)) expect(share).toBeGreaterThanOrEqual(most - 1);
      }),
    );
  });
});
