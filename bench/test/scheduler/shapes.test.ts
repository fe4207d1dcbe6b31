import { describe, expect, it } from "vitest";
import { shapedSteps } from "../../src/scheduler/shapes.js";

describe("shapes of plans", () => {
  it("depend only on steps before, without naming one twice", () => {
    const steps = shapedSteps("random", 500);
    const place = new Map(steps.map(({ id }, index) => [id, index]));
    for (const [index, { depends_on = [] }] of steps.entries()) {
      expect(new Set(depends_on).size).toBe(depends_on.length);
      expect(depends_on.every((id) => (place.get(id) ?? index) < index)).toBe(true);
    }
    expect(Math.max(...steps.map(({ depends_on = [] }) => depends_on.length))).toBe(3);
  });

  it("are the same in every run", () => {
    expect(shapedSteps("random", 100)).toEqual(shapedSteps("random", 100));
  });

  it("are lines side by side, and no line", () => {
    const chains = shapedSteps("chains", 300);
    expect(chains.slice(0, 100).every(({ depends_on }) => depends_on?.length === 0)).toBe(true);
    expect([100, 299].map((place) => chains[place]?.depends_on)).toEqual([["s0"], ["s199"]]);
    expect(shapedSteps("wide", 3).map(({ depends_on }) => depends_on)).toEqual([[], [], []]);
  });
});
