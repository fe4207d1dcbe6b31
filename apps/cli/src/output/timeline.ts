import type { Palette } from "./terminal.js";
import { columnsOf, durationText, pad } from "./text.js";

/** One bar of a timeline. Times in milliseconds from the start. */
export interface Bar {
  label: string;
  /** null for what never started. */
  start_ms: number | null;
  end_ms: number | null;
  success: boolean;
}

const WIDTH = 40;

/** A timeline as text: a bar for each step, on one scale. */
export function timelineLines(bars: readonly Bar[], palette: Palette): string[] {
  const total = bars.reduce((latest, { end_ms }) => Math.max(latest, end_ms ?? 0), 0);
  const labels = bars.reduce((most, { label }) => Math.max(most, columnsOf(label)), 0);
  return bars.map(({ label, start_ms, end_ms, success }) => {
    if (start_ms === null || end_ms === null) return `${pad(label, labels)}  ${"·".repeat(WIDTH)}  not run`;
    const scale = total === 0 ? 0 : WIDTH / total;
    const length = Math.min(WIDTH, Math.max(1, Math.round((end_ms - start_ms) * scale)));
    const start = Math.min(WIDTH - length, Math.round(start_ms * scale));
    const bar = (success ? palette.good : palette.bad)("█".repeat(length));
    const after = "·".repeat(WIDTH - start - length);
    const line = `${palette.faint("·".repeat(start))}${bar}${palette.faint(after)}`;
    return `${pad(label, labels)}  ${line}  ${durationText(end_ms - start_ms)}`;
  });
}
