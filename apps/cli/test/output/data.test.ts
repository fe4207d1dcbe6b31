import { describe, expect, it } from "vitest";
import { dataLines } from "../../src/output/data.js";
import { fitWidths, tableLines } from "../../src/output/table.js";
import { paletteOf } from "../../src/output/terminal.js";
import { columnsOf, durationText, oneLine, printable, wrap } from "../../src/output/text.js";
import { timelineLines } from "../../src/output/timeline.js";

const piped = { isRich: false, columns: 80, palette: paletteOf(false) };

describe("data for people", () => {
  it("shows fields, people, lists, texts and pages", async () => {
    const issue = {
      key: "TRAIN-1",
      assignee: { id: "7", name: "Maya" },
      labels: ["a", "b"],
      watchers: [],
      parent: { key: "TRAIN-0", status: "Open" },
      description: "One\n\nTwo",
      comments: [
        { author: "Maya", body: "Short" },
        { author: "Tom", body: "Also" },
      ],
      page: { next: "abc", total: 7, complete: false },
    };
    expect(await dataLines(issue, piped)).toEqual([
      "key: TRAIN-1",
      "assignee: Maya (7)",
      "labels: a, b",
      "watchers: (none)",
      "parent:",
      "  key: TRAIN-0",
      "  status: Open",
      "description:",
      "  One",
      "",
      "  Two",
      "comments:",
      "  author  body",
      "  Maya    Short",
      "  Tom     Also",
      "page: of 7 in all; more with page_token=abc",
    ]);
  });

  it("gives lists with long texts lines of their own", async () => {
    const long = "x".repeat(200);
    expect(await dataLines([{ a: long, b: 1 }, "two"], piped)).toEqual([`- a: ${long}`, "  b: 1", "- two"]);
  });

  it("lets no control character through", async () => {
    const lines = await dataLines({ "\u001b[2Ja": "b\u001b]0;title\u0007\u009b1m", c: ["\u202ed"] }, piped);
    const unwanted = ["\u001b", "\u0007", "\u009b", "\u202e"];
    expect(unwanted.filter((character) => lines.join("\n").includes(character))).toEqual([]);
    expect(printable("a\r\nb\tc")).toBe("a\nb\tc");
    expect(oneLine(" a\n b ")).toBe("a b");
  });

  it("aligns by columns, not by characters", async () => {
    const table = {
      columns: ["name", "n"],
      rows: [
        ["日本", "1"],
        ["abc", "2"],
      ],
    };
    expect(await tableLines(table, piped)).toEqual(["name  n", "日本  1", "abc   2"]);
  });

  it("frames tables on a terminal, no wider than it is", async () => {
    const table = {
      columns: ["a", "b"],
      rows: [["x".repeat(30), "many words that must be broken into lines"]],
    };
    const lines = await tableLines(table, { ...piped, isRich: true, columns: 50 });
    expect(lines[0]).toMatch(/^┌/);
    for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(50);
    expect(fitWidths([100, 3], 60)).toEqual([55, 5]);
    expect(fitWidths([100, 100], 5)).toEqual([8, 8]);
  });

  it("wraps between words and leaves addresses whole", () => {
    const address = "https://acme.example/a/very/long/path";
    expect(wrap(`see ${address} for more words`, 16)).toEqual(["see", address, "for more words"]);
  });

  it("names durations", () => {
    expect([0.24, 9.96, 412.4, 1420, 12_345, 125_000].map(durationText)).toEqual([
      "0.2 ms",
      "10 ms",
      "412 ms",
      "1.42 s",
      "12.3 s",
      "2 min 5 s",
    ]);
  });

  it("draws bars on one scale", () => {
    const bars = [
      { label: "a", start_ms: 0, end_ms: 50, success: true },
      { label: "bb", start_ms: 50, end_ms: 100, success: false },
      { label: "c", start_ms: null, end_ms: null, success: false },
    ];
    expect(timelineLines(bars, paletteOf(false))).toEqual([
      `a   ${"█".repeat(20)}${"·".repeat(20)}  50 ms`,
      `bb  ${"·".repeat(20)}${"█".repeat(20)}  50 ms`,
      `c   ${"·".repeat(40)}  not run`,
    ]);
  });
});
