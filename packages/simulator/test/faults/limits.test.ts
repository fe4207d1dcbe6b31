import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLimits } from "../../src/faults/limits.js";
import type { LimitRule } from "../../src/faults/plan.js";

const at = (pathname: string) => ({ kind: "jira", method: "GET", pathname, write: false });

function limited(...limits: LimitRule[]) {
  const time = { now: 0 };
  const room = createLimits(limits, () => time.now);
  return { time, ask: (path = "/x") => room(at(path))?.waitMs ?? 0, room };
}

describe("createLimits", () => {
  it("lets a burst through, then tells how long until the next has room", () => {
    const { ask, time } = limited({ per_second: 20, burst: 3 });
    expect([ask(), ask(), ask(), ask()]).toEqual([0, 0, 0, 50]);
    time.now = 25;
    expect(ask()).toBeCloseTo(25);
    time.now = 50;
    expect([ask(), ask()]).toEqual([0, 50]);
    time.now = 10_000;
    expect([ask(), ask(), ask(), ask()]).toEqual([0, 0, 0, 50]);
  });

  it("takes nothing from whom it turns away", () => {
    const { ask, time } = limited({ per_second: 1, burst: 1 });
    ask();
    for (let refused = 0; refused < 50; refused += 1) expect(ask()).toBe(1000);
    time.now = 1000;
    expect(ask()).toBe(0);
  });

  it("has one bucket for all that fits, or one for each path", () => {
    const all = limited({ per_second: 1, burst: 1 });
    expect([all.ask("/a"), all.ask("/b")]).toEqual([0, 1000]);
    const each = limited({ per_second: 1, burst: 1, per: "path" });
    expect([each.ask("/a"), each.ask("/b"), each.ask("/a")]).toEqual([0, 0, 1000]);
    const some = limited({ per_second: 1, burst: 1, path: "/a" });
    expect([some.ask("/b"), some.ask("/b"), some.ask("/a"), some.ask("/a")]).toEqual([0, 0, 0, 1000]);
  });

  it("takes from every limit or from none, and tells the longest wait with its headers", () => {
    const { room, ask, time } = limited(
      { per_second: 10, burst: 1, headers: "none" },
      { per_second: 1, burst: 1, headers: "retry_after", path: "/slow" },
      { per_second: 100, burst: 100 },
    );
    expect(room(at("/slow"))).toBeUndefined();
    expect(room(at("/slow"))).toEqual({ waitMs: 1000, headers: "retry_after" });
    expect(room(at("/fast"))).toEqual({ waitMs: 100, headers: "none" });
    time.now = 100;
    // Refused by the slow one, so it takes nothing from the fast one.
    expect(ask("/slow")).toBeCloseTo(900);
    expect(ask("/fast")).toBe(0);
  });

  it("never lets through more than burst and rate allow, and nobody waits longer than told", () => {
    const waits = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 80 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 10 }),
        waits,
        (rate, burst, pauses) => {
          const { ask, time } = limited({ per_second: rate, burst });
          let through = 0;
          for (const pause of pauses) {
            time.now += pause;
            const wait = ask();
            if (wait > 0) {
              time.now += wait;
              expect(ask()).toBe(0);
            }
            through += 1;
            expect(through).toBeLessThanOrEqual(burst + (time.now / 1000) * rate + 1e-6);
          }
        },
      ),
    );
  });
});
