import { describe, expect, it } from "vitest";
import { faultCases } from "../../src/testing/index.js";

describe("faultCases", () => {
  it.each(["read", "write"] as const)(
    "has every fault of the simulators for a %s, each case once",
    (effect) => {
      const cases = faultCases(2000, effect);
      expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
      expect([...new Set(cases.map(({ fault }) => fault.fault))].sort()).toEqual([
        "endless_redirect",
        "expired_token",
        "html_page",
        "huge_answer",
        "no_answer",
        "rate_limited",
        "reset_after",
        "reset_before",
        "slow_body",
        "status",
        "truncated_json",
        "wrong_content_type",
      ]);
    },
  );

  it("expects the adapter's own numbers, and an unknown outcome wherever a write's answer was lost", () => {
    for (const thousand of [1000, 2000]) {
      const own = [undefined, 6105, ...[401, 402, 403, 404].map((number) => thousand + number)];
      for (const effect of ["read", "write"] as const) {
        for (const { expected } of faultCases(thousand, effect)) {
          expect(own).toContain(expected.number);
          if (effect === "read") expect(expected.number).not.toBe(6105);
          // What was done and not told must not be called a failure.
          else if (expected.applied) expect([undefined, 6105]).toContain(expected.number);
        }
      }
    }
  });
});
