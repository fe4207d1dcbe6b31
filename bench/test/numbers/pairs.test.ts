import { describe, expect, it } from "vitest";
import { comparePair, pairFigures } from "../../src/numbers/pairs.js";

describe("pairs", () => {
  it("takes the median of the differences: a slow round disturbs both halves and neither figure", () => {
    const figures = pairFigures({ work: [3, 30, 4], bare: [1, 28, 1] });
    expect(figures).toMatchObject({ work: 4, bare: 1, difference: 2 });
    expect(figures.low).toBeGreaterThanOrEqual(2);
    expect(figures.high).toBeLessThanOrEqual(3);
  });

  it("runs both halves equally often, in turn first", async () => {
    const ran: string[] = [];
    await comparePair({
      work: async () => void ran.push("work"),
      bare: async () => void ran.push("bare"),
      pieces: 1,
      rounds: 4,
    });
    // Six runs make a turn.
    const turns = ran.filter((_, index) => index % 6 === 0);
    const firsts = turns.filter((_, index) => index % 2 === 0);
    expect(new Set(firsts)).toEqual(new Set(["work", "bare"]));
    expect(ran.filter((half) => half === "work")).toHaveLength(ran.length / 2);
  });

  it("subtracts nothing where there is nothing to subtract", async () => {
    const { work, bare, difference } = await comparePair({ work: async () => {}, pieces: 1, rounds: 3 });
    expect(bare).toBe(0);
    expect(difference).toBe(work);
  });
});
