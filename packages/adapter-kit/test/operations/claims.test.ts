import { describe, expect, it } from "vitest";
import { createClaims, isRecent } from "../../src/index.js";

describe("claims", () => {
  it("give a thing to the first who takes it", () => {
    const claims = createClaims();
    expect([claims.isFree("1"), claims.take("1"), claims.take("1"), claims.isFree("1")]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(claims.take("2")).toBe(true);
  });

  it("forget the oldest beyond their bound", () => {
    const claims = createClaims(2);
    for (const id of ["1", "2", "3"]) claims.take(id);
    expect(["1", "2", "3"].map((id) => claims.isFree(id))).toEqual([true, false, false]);
  });
});

describe("isRecent", () => {
  const answer = { headers: new Headers({ date: "Mon, 01 Dec 2025 10:00:00 GMT" }) };

  it.each([
    ["2025-12-01T09:59:58.123Z", true],
    ["2025-12-01T10:00:00.900+0000", true],
    ["2025-12-01T09:45:00Z", false],
    ["2025-12-01T11:00:00Z", false],
    ["yesterday", false],
    [undefined, false],
  ])("goes by the vendor's clock: %s is %s", (instant, expected) => {
    expect(isRecent(instant, answer)).toBe(expected);
  });

  it("goes by our own clock where the vendor tells none", () => {
    expect(isRecent(new Date().toISOString(), { headers: new Headers() })).toBe(true);
    expect(isRecent("2001-01-01T00:00:00Z", { headers: new Headers() })).toBe(false);
  });
});
