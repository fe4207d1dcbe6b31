import { describe, expect, it } from "vitest";
import { type Page, pageText, verdict } from "../../src/page/page.js";
import { claim, figure, type Section } from "../../src/page/section.js";
import { tableLines } from "../../src/page/table.js";

describe("claims", () => {
  it("includes the number in `at most`, and not in `under`", () => {
    expect(claim("a", { measured: 25, unit: "ms" }, { atMost: 25 })).toMatchObject({
      holds: true,
      bound: "≤ 25 ms",
    });
    expect(claim("a", { measured: 25, unit: "ms" }, { under: 25 })).toMatchObject({
      holds: false,
      bound: "< 25 ms",
    });
    expect(claim("a", { measured: 0.3, unit: "" }, { atMost: 0.5 })).toMatchObject({
      holds: true,
      bound: "≤ 0.5",
    });
  });

  it("does not hold for what is no number", () => {
    expect(claim("a", { measured: Number.NaN, unit: "" }, { atMost: 1 }).holds).toBe(false);
  });
});

describe("tables", () => {
  it("puts texts to the left and numbers to the right, and a dash where there is nothing", () => {
    const lines = tableLines({
      columns: ["what", "ms"],
      rows: [
        ["short", 1234],
        ["a longer one", null],
        ["x", 0.5],
      ],
    });
    expect(lines).toEqual([
      "what             ms",
      "────────────  ─────",
      "short          1234",
      "a longer one      –",
      "x             0.500",
    ]);
  });

  it("writes as many digits as mean something", () => {
    expect([1234.56, 12.345, 1.2345, 0.12345, -12.345, 3].map(figure)).toEqual([
      "1235",
      "12.3",
      "1.23",
      "0.123",
      "-12.3",
      "3",
    ]);
  });
});

describe("a page", () => {
  const section: Section = {
    name: "one",
    title: "a section",
    claims: [claim("fast", { measured: 1, unit: "ms" }, { under: 2 })],
    tables: [{ title: "Figures", columns: ["", "ms"], rows: [["a", 1]] }],
    notes: ["a note"],
    broken: [],
  };
  const page = (...sections: Section[]): Page => ({
    machine: { node: "20.0.0", platform: "linux x64", cpus: 2, load: 0 },
    sections,
  });

  it("sets bound and verdict beside what was measured, and counts", () => {
    const text = pageText(page(section));
    expect(text).toMatch(/fast +1 ms +< 2 ms +holds/);
    expect(text).toContain("Figures");
    expect(text.split("\n").at(-1)).toBe("1 of 1 bounds hold.");
  });

  it("tells a bound that does not hold from a measurement that broke", () => {
    const slow = { ...section, claims: [claim("slow", { measured: 3, unit: "ms" }, { under: 2 })] };
    const broken = { ...section, claims: [], broken: ["pmo --help: ended with 1"] };
    expect(verdict(page(section))).toEqual({ holds: true, complete: true });
    expect(verdict(page(section, slow))).toEqual({ holds: false, complete: true });
    expect(verdict(page(section, broken))).toEqual({ holds: true, complete: false });
    expect(pageText(page(slow))).toMatch(/slow .*does not hold/);
    expect(pageText(page(broken))).toContain("NOT MEASURED: pmo --help: ended with 1");
  });
});
