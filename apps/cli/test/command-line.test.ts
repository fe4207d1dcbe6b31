import { describe, expect, it } from "vitest";
import { withSimulateValue } from "../src/command-line.js";

describe("--simulate", () => {
  it("alone takes no word behind it", () => {
    expect(withSimulateValue(["--simulate", "ops", "--simulate=http://x", "--", "--simulate"])).toEqual([
      "--simulate=in-process",
      "ops",
      "--simulate=http://x",
      "--",
      "--simulate",
    ]);
  });
});
