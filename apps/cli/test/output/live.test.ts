import { stripVTControlCharacters } from "node:util";
import type { RunEvent, RunEventBody } from "@pm-orchestrator/core";
import { afterEach, describe, expect, it, vi } from "vitest";
import { startLiveView } from "../../src/output/live.js";
import { openTerminal, type Terminal } from "../../src/output/terminal.js";

function terminalOf(rows: number): Terminal {
  return { ...openTerminal({ json: false }), isRich: true, rows };
}

function event(body: RunEventBody): RunEvent {
  return { timestamp: "2026-01-01T00:00:00.000Z", run_id: "r", seq: 1, ...body };
}

const completed = { event: "operation_completed", cached: false, duration_ms: 12 } as const;

/** What stands on the screen in the end, without colours. */
async function lastScreen(steps: string[], events: RunEventBody[], rows = 24): Promise<string[]> {
  const written: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    written.push(String(chunk));
    return true;
  });
  const view = await startLiveView(
    steps.map((id) => ({ id, title: `${id}  jira get_issue` })),
    terminalOf(rows),
  );
  for (const body of events) view.observe(event(body));
  view.end();
  vi.restoreAllMocks();
  const texts = written.map((chunk) => stripVTControlCharacters(chunk)).filter((text) => text.trim() !== "");
  return (texts.at(-1) ?? "").split("\n").filter((line) => line !== "");
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("the live view", () => {
  it("ends with the state of every step, whatever its id", async () => {
    const screen = await lastScreen(
      ["constructor", "__proto__", "b", "c"],
      [
        { event: "operation_started", operation_id: "constructor", system: "jira" },
        { event: "operation_started", operation_id: "__proto__", system: "jira" },
        { ...completed, operation_id: "constructor", success: true },
        { ...completed, operation_id: "__proto__", success: false },
        { event: "operation_skipped", operation_id: "b", because: "__proto__" },
      ],
    );
    expect(screen.map((line) => line.slice(2))).toEqual([
      "constructor  jira get_issue  12 ms",
      "__proto__  jira get_issue  12 ms",
      "b  jira get_issue  not run: __proto__",
      "c  jira get_issue",
    ]);
    expect(new Set(screen.map((line) => line.charAt(0))).size).toBe(4);
  });

  it("counts when there are more steps than lines", async () => {
    const ids = Array.from({ length: 30 }, (_, index) => `s${index}`);
    const screen = await lastScreen(ids, [
      { event: "run_started" },
      { event: "operation_started", operation_id: "s0", system: "jira" },
      { event: "operation_started", operation_id: "s1", system: "jira" },
      { ...completed, operation_id: "s0", success: false },
    ]);
    expect(screen.map((line) => line.slice(2))).toEqual(["1 of 30 steps done, 1 running, 1 failed"]);
  });
});
