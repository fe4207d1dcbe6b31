import { describe, expect, it } from "vitest";
import { largest, median, quantile } from "../../src/numbers/statistics.js";

describe("statistics", () => {
  it("takes the middle, and of an even number the mean of the two", () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([7])).toBe(7);
  });

  it("sorts as numbers, and leaves its input alone", () => {
    const values = [10, 9, 100, -1];
    expect(largest(values)).toBe(100);
    expect(quantile(values, 0)).toBe(-1);
    expect(values).toEqual([10, 9, 100, -1]);
  });

  it("goes in proportion between two values", () => {
    expect(quantile([0, 10, 20, 30, 40], 0.1)).toBe(4);
    expect(quantile([0, 10, 20, 30, 40], 0.75)).toBe(30);
  });

  it("has no answer for no values, so that nothing measured never passes a bound", () => {
    expect(() => median([])).toThrow(RangeError);
    expect(() => largest([])).toThrow(RangeError);
  });
});
