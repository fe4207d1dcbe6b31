import { describe, expect, it } from "vitest";
import { createClaims, isRecent, theOnly } from "../../src/index.js";

const itself = (id: string) => id;

describe("claims", () => {
  it("give a thing to the first who takes it", () => {
    const claims = createClaims();
    expect([claims.take("1"), claims.take("1"), claims.take("2")]).toEqual([true, false, true]);
  });

  it("give the only one that is free, and once", () => {
    const claims = createClaims();
    claims.take("1");
    expect(claims.takeOnly(["1", "2"], itself)).toBe("2");
    expect(claims.takeOnly(["1", "2"], itself)).toBeUndefined();
    expect(claims.takeOnly([], itself)).toBeUndefined();
  });

  it("give none of several, and take none of them", () => {
    const claims = createClaims();
    expect(claims.takeOnly(["1", "2"], itself)).toBeUndefined();
    expect([claims.take("1"), claims.take("2")]).toEqual([true, true]);
  });

  it("forget the oldest beyond their bound", () => {
    const claims = createClaims(2);
    for (const id of ["1", "2", "3"]) claims.take(id);
    expect(["3", "2", "1"].map((id) => claims.take(id))).toEqual([false, false, true]);
  });
});

describe("theOnly", () => {
  it("is the one of one, and of no other number", () => {
    expect([theOnly([]), theOnly(["a"]), theOnly(["a", "b"])]).toEqual([undefined, "a", undefined]);
  });
});

describe("isRecent", () => {
  const answer = { headers: new Headers({ date: "Mon, 01 Dec 2025 10:00:00 GMT" }) };

  it.each([
    ["2025-12-01T09:59:58.123Z", true],
    ["2025-12-01T10:00:00.900+0000", true],
    [Date.parse("2025-12-01T10:01:00Z"), true],
    ["2025-12-01T09:45:00Z", false],
    [Date.parse("2025-12-01T09:45:00Z"), false],
    ["2025-12-01T11:00:00Z", false],
    ["yesterday", false],
    [Number.NaN, false],
    [0, false],
    [undefined, false],
  ])("goes by the vendor's clock: %s is %s", (instant, expected) => {
    expect(isRecent(instant, answer)).toBe(expected);
  });

  it("goes by our own clock where the vendor tells none", () => {
    for (const headers of [new Headers(), new Headers({ date: "soon" })]) {
      expect(isRecent(new Date().toISOString(), { headers })).toBe(true);
      expect(isRecent("2001-01-01T00:00:00Z", { headers })).toBe(false);
    }
  });
});
