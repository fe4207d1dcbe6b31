import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MatchedRequest } from "../../src/faults/matching.js";
import type { FaultRule } from "../../src/faults/plan.js";
import { createRules } from "../../src/faults/rules.js";

const at = (pathname: string, kind = "jira"): MatchedRequest => ({
  kind,
  method: "GET",
  pathname,
  write: false,
});

/** Which fault strikes each of so many like requests. */
function strikes(rules: readonly FaultRule[], count: number, seed = 1) {
  const strike = createRules(rules, seed);
  return Array.from({ length: count }, () => strike(at("/x"))?.fault ?? "-");
}

describe("createRules", () => {
  it("strikes always, unless it is told how often", () => {
    expect(strikes([], 2)).toEqual(["-", "-"]);
    expect(strikes([{ fault: "reset_before" }], 2)).toEqual(["reset_before", "reset_before"]);
    expect(strikes([{ fault: "reset_before", probability: 0 }], 2)).toEqual(["-", "-"]);
  });

  it("lets some go unharmed first, and stops after some", () => {
    expect(strikes([{ fault: "reset_after", after: 2, times: 1 }], 5)).toEqual([
      "-",
      "-",
      "reset_after",
      "-",
      "-",
    ]);
  });

  it("counts only what fits", () => {
    const strike = createRules([{ fault: "no_answer", path: "/x", after: 1 }], 1);
    expect(["/y", "/x", "/y", "/x"].map((path) => strike(at(path))?.fault)).toEqual([
      undefined,
      undefined,
      undefined,
      "no_answer",
    ]);
  });

  it("asks in order: one strike is enough, and rules behind it do not count the request", () => {
    const rules: FaultRule[] = [
      { fault: "reset_before", times: 2 },
      { fault: "slow_body", after: 1 },
    ];
    expect(strikes(rules, 5)).toEqual(["reset_before", "reset_before", "-", "slow_body", "slow_body"]);
  });

  it("lets expired credentials stay expired, each kind for itself", () => {
    const strike = createRules([{ fault: "expired_token", probability: 0.2 }], 3);
    const first = Array.from({ length: 60 }, () => strike(at("/x")) !== undefined);
    const from = first.indexOf(true);
    expect(from).toBeGreaterThan(0);
    expect(first.slice(from).every(Boolean)).toBe(true);
    expect(strike(at("/never-asked-before"))?.fault).toBe("expired_token");
    expect(strike(at("/x", "slack"))).toBeUndefined();
  });

  it("strikes about as often as its probability says", () => {
    const struck = strikes([{ fault: "reset_before", probability: 0.2 }], 2000).filter((one) => one !== "-");
    expect(struck.length / 2000).toBeCloseTo(0.2, 1);
  });

  it("is the same for the same seed, and another for another", () => {
    const rules: FaultRule[] = [
      { fault: "reset_before", probability: 0.3 },
      { fault: "status", status: 503, probability: 0.3 },
    ];
    expect(strikes(rules, 200, 7)).toEqual(strikes(rules, 200, 7));
    expect(strikes(rules, 200, 7)).not.toEqual(strikes(rules, 200, 8));
  });

  it("does the same to each address, in whichever order they are asked", () => {
    const rules: FaultRule[] = [
      { fault: "reset_after", probability: 0.3 },
      { fault: "rate_limited", probability: 0.3, path: "/a*" },
    ];
    const paths = fc.array(fc.constantFrom("/a", "/ab", "/c"), { maxLength: 60 });
    fc.assert(
      fc.property(fc.integer(), paths, (seed, order) => {
        const run = (asked: readonly string[]) => {
          const strike = createRules(rules, seed);
          const met = new Map<string, string[]>();
          for (const path of asked) {
            met.set(path, [...(met.get(path) ?? []), strike(at(path))?.fault ?? "-"]);
          }
          return Object.fromEntries([...met].sort());
        };
        expect(run(order)).toEqual(run([...order].sort()));
      }),
    );
  });
});
