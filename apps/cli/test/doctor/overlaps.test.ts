import { describe, expect, it } from "vitest";
import { findOverlaps } from "../../src/doctor/overlaps.js";

describe("numbers of errors", () => {
  it("that two adapters share are found", () => {
    const adapter = (name: string, ...numbers: number[]) => ({
      package: name,
      errors: Object.fromEntries(numbers.map((number) => [`E${number}`, { number, when: "" }])),
    });
    expect(
      findOverlaps([adapter("a", 10_001, 10_002), adapter("b", 10_002, 6001), adapter("c", 10_003)]),
    ).toEqual([
      {
        number: 6001,
        packages: ["pm-orchestrator", "b"],
        message: "Error 6001 is used by pm-orchestrator and b.",
      },
      { number: 10_002, packages: ["a", "b"], message: "Error 10002 is used by a and b." },
    ]);
  });
});
