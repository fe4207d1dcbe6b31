import { describe, expect, it } from "vitest";
import { seededRandom } from "../../src/numbers/random.js";

describe("seeded random numbers", () => {
  it("are the same for the same seed, and others for another", () => {
    const draw = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it("fill the range evenly, also from the seed 0", () => {
    const next = seededRandom(0);
    const tenths = new Array<number>(10).fill(0);
    for (let drawn = 0; drawn < 10_000; drawn += 1) {
      const tenth = Math.floor(next() * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    expect(tenths.every((count) => count > 800 && count < 1200)).toBe(true);
    expect(tenths).toHaveLength(10);
  });
});
