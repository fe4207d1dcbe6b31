import { describe, expect, it } from "vitest";
import { measureRounds, ratios } from "../../src/numbers/rounds.js";

describe("measureRounds", () => {
  it("lets every way run in every round, each of them first at times", async () => {
    const runs: string[] = [];
    const ways = new Map(["a", "b", "c"].map((name) => [name, () => void runs.push(name)]));
    const { cold, warm } = await measureRounds(ways, { rounds: 3, repeats: 2 });
    expect([...cold.keys()]).toEqual(["a", "b", "c"]);
    for (const samples of [cold, warm]) {
      for (const rounds of samples.values()) {
        expect(rounds).toHaveLength(3);
        expect(rounds.every((spent) => spent >= 0)).toBe(true);
      }
    }
    // Four rounds, one of them uncounted, of three turns, each of a first run and two further ones.
    expect(runs).toHaveLength(4 * 3 * 3);
    expect(runs.slice(0, 9).join("")).toBe("aaabbbccc");
    expect(runs.slice(9, 18).join("")).toBe("bbbcccaaa");
  });
});

describe("ratios", () => {
  it("are of one round each", () => {
    expect(ratios([1, 6], [2, 3])).toEqual([0.5, 2]);
    expect(ratios([1], [])[0]).toBeNaN();
  });
});
