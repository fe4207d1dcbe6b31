import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { retryAfterMs } from "../../src/index.js";

const now = Date.parse("2025-12-01T10:00:00Z");
const wait = (value: string) => retryAfterMs(new Headers({ "retry-after": value }), now);

describe("retryAfterMs", () => {
  it.each([
    ["30", 30_000],
    [" 5 ", 5000],
    ["0.25", 250],
    ["Mon, 01 Dec 2025 10:01:00 GMT", 60_000],
    ["Monday, 01-Dec-25 10:00:02 GMT", 2000],
    ["Mon Dec  1 10:00:30 2025", 30_000],
    ["2025-12-01T10:00:01Z", 1000],
    ["2025-12-01T11:00:01+01:00", 1000],
  ])("reads %j", (value, milliseconds) => {
    expect(wait(value)).toBe(milliseconds);
  });

  it.each([
    "",
    "0",
    "0.0",
    "-5",
    "soon",
    "banana 2099",
    "2099-01-01",
    "5 apples",
    "1e9",
    "NaN",
    "Infinity",
    "9".repeat(400),
    "Mon, 01 Dec 2025 10:00:00 GMT",
    "Mon, 01 Dec 2025 09:59:59 GMT",
    "Mon, 99 Dec 2025 99:99:99 GMT",
  ])("says nothing for %j", (value) => {
    expect(wait(value)).toBeUndefined();
  });

  it("says nothing without the header", () => {
    expect(retryAfterMs(new Headers(), now)).toBeUndefined();
  });

  it("is a whole, positive number or nothing, whatever the vendor writes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-ascii", maxLength: 40 }), (value) => {
        const milliseconds = wait(value);
        if (milliseconds === undefined) return;
        expect(Number.isInteger(milliseconds)).toBe(true);
        expect(milliseconds).toBeGreaterThan(0);
      }),
    );
  });
});
