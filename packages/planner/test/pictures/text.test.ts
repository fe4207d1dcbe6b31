import { describe, expect, it } from "vitest";
import { columnsOf, count, fitColumns, formatDuration, printable } from "../../src/pictures/text.js";

describe("texts in pictures", () => {
  it.each([
    [0, "0 ms"],
    [0.4, "0 ms"],
    [412, "412 ms"],
    [999.6, "1 s"],
    [1000, "1 s"],
    [1424, "1.42 s"],
    [12_340, "12.3 s"],
    [59_990, "60 s"],
    [60_000, "1 min"],
    [125_000, "2 min 5 s"],
  ])("writes %d milliseconds as %s", (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });

  it("counts and cuts in columns, and says that it cut", () => {
    expect(columnsOf("日本a")).toBe(5);
    expect(fitColumns("get_issue", 9)).toBe("get_issue");
    expect(fitColumns("get_issue", 8)).toBe("get_iss…");
    expect(fitColumns("日本語", 4)).toBe("日…");
  });

  it("speaks of one thing in the singular", () => {
    expect([count(0, "step"), count(1, "step"), count(2, "step")]).toEqual(["0 steps", "1 step", "2 steps"]);
  });

  it("replaces what a picture cannot hold", () => {
    expect(printable("a\u0000\ud800b\t😀")).toBe("a\ufffd\ufffdb\t😀");
  });
});
