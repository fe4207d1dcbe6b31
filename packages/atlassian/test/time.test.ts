import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utcInstant } from "../src/time.js";

describe("an instant of Atlassian's in UTC", () => {
  it.each([
    ["2026-01-17T12:34:00.000+0100", "2026-01-17T11:34:00.000Z"],
    ["2026-01-17T00:34:00.000+0100", "2026-01-16T23:34:00.000Z"],
    ["2026-01-17T22:34:00.000-0500", "2026-01-18T03:34:00.000Z"],
    ["2026-01-17T12:34:00.000+0530", "2026-01-17T07:04:00.000Z"],
    ["2026-01-17T12:34:00.000+00:00", "2026-01-17T12:34:00.000Z"],
    ["2026-01-17T12:34:00.000Z", "2026-01-17T12:34:00.000Z"],
    ["2026-01-17T12:34:00Z", "2026-01-17T12:34:00.000Z"],
    ["2026-01-17", "2026-01-17T00:00:00.000Z"],
  ])("%s is %s", (text, utc) => {
    expect(utcInstant(text)).toBe(utc);
  });

  it.each(["", null, undefined, "yesterday", "2026-13-01T00:00:00.000Z", "2026-01-17T25:00:00.000+0100"])(
    "%s is none",
    (text) => {
      expect(utcInstant(text)).toBeUndefined();
    },
  );

  it("is what the calendar says, whatever the offset", () => {
    const dates = fc.date({
      min: new Date("1990-01-01T00:00:00Z"),
      max: new Date("2100-01-01T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(dates, fc.integer({ min: -48, max: 56 }), fc.boolean(), (date, quarters, withColon) => {
        const minutes = quarters * 15;
        const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1);
        const sign = minutes < 0 ? "-" : "+";
        const hours = String(Math.floor(Math.abs(minutes) / 60)).padStart(2, "0");
        const rest = String(Math.abs(minutes) % 60).padStart(2, "0");
        const text = `${local}${sign}${hours}${withColon ? ":" : ""}${rest}`;
        expect(utcInstant(text)).toBe(date.toISOString());
      }),
    );
  });
});
