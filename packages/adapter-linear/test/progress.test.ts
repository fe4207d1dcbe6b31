import { describe, expect, it } from "vitest";
import { progressTold } from "../src/progress.js";

describe("progress", () => {
  it.each([
    [0, 0],
    [1, 1],
    [0.5, 0.5],
    [2 / 11, 0.182],
    [0.000_4567, 0.000_457],
    [0.9996, 0.999],
  ])("of %d is told as %d", (fraction, told) => {
    expect(progressTold(fraction)).toBe(told);
  });

  it("is not told where it is not known", () => {
    expect(progressTold(undefined)).toBeUndefined();
  });
});
