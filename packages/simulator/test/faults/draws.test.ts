import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawsOf } from "../../src/faults/draws.js";

function take(draw: (key: string) => number, keys: readonly string[]) {
  return keys.map((key) => [key, draw(key)] as const);
}

describe("drawsOf", () => {
  it("gives numbers from 0 up to 1, spread evenly", () => {
    const draw = drawsOf("1 0");
    const all = Array.from({ length: 2000 }, () => draw("jira GET /x"));
    expect(all.every((number) => number >= 0 && number < 1)).toBe(true);
    const mean = all.reduce((sum, number) => sum + number, 0) / all.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.03);
    expect(all.filter((number) => number < 0.1).length / all.length).toBeCloseTo(0.1, 1);
  });

  it("differs by seed and by key", () => {
    const firsts = [drawsOf("1 0")("a"), drawsOf("2 0")("a"), drawsOf("1 1")("a"), drawsOf("1 0")("b")];
    expect(new Set(firsts).size).toBe(4);
  });

  it("gives each key its own sequence, however others are drawn in between", () => {
    const keys = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 60 });
    fc.assert(
      fc.property(fc.string(), keys, (seed, order) => {
        const drawn = take(drawsOf(seed), order);
        const apart = take(drawsOf(seed), [...order].sort());
        for (const key of ["a", "b", "c", "d"]) {
          const of = (all: typeof drawn) => all.filter(([name]) => name === key).map(([, number]) => number);
          expect(of(drawn)).toEqual(of(apart));
        }
      }),
    );
  });
});
