import { describe, expect, it } from "vitest";
import { instantOf, secondsOf } from "../src/instants.js";
import { instant } from "../src/schemas.js";

describe("a moment", () => {
  it.each([
    ["2025-12-01", "1764547200"],
    ["2025-12-01T10:00", "1764583200"],
    ["2025-12-01T10:00:00Z", "1764583200"],
    ["2025-12-01T10:00:00.5Z", "1764583200.5"],
    ["2025-12-01T10:00:00+01:00", "1764579600"],
    ["1764583200", "1764583200"],
    ["1764583200.000100", "1764583200.000100"],
  ])("%s is %s to Slack", (given, seconds) => {
    expect(instant.parse(given)).toBe(given);
    expect(secondsOf(given)).toBe(seconds);
  });

  it.each(["yesterday", "2025-13-01", "2025-12-32", "2025-12-01T25:00", "2025-12-01 10:00", "17645832", ""])(
    "is not %j",
    (given) => expect(instant.safeParse(given).success).toBe(false),
  );

  it("is told in ISO 8601", () => {
    expect(instantOf("1764583200.000100")).toBe("2025-12-01T10:00:00.000Z");
    expect(instantOf(1_764_583_200)).toBe("2025-12-01T10:00:00.000Z");
    expect(instantOf("")).toBeUndefined();
    expect(instantOf("soon")).toBeUndefined();
  });
});
