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

  it("are a line, and no line", () => {
    expect(shapedSteps("chain", 3).map(({ depends_on }) => depends_on)).toEqual([[], ["s0"], ["s1"]]);
    expect(shapedSteps("wide", 3).map(({ depends_on }) => depends_on)).toEqual([[], [], []]);
  });
});
