import { element, MONO, THEME, textElement } from "./svg.js";
import { formatDuration } from "./text.js";

/** Milliseconds to the right of the run's start, as pixels. */
export interface TimeScale {
  readonly left: number;
  readonly right: number;
  readonly total: number;
  at(milliseconds: number): number;
}

export function timeScale(
  total: number,
  { left, right }: { readonly left: number; readonly right: number },
): TimeScale {
  const whole = Math.max(total, 1);
  const at = (milliseconds: number) =>
    left + ((right - left) * Math.min(Math.max(milliseconds, 0), whole)) / whole;
  return { left, right, total: whole, at };
}

const MOST_TICKS = 7;

/** A line and a label at round times. */
export function drawAxis(
  scale: TimeScale,
  { y, bottom }: { readonly y: number; readonly bottom: number },
): string[] {
  const distance = roundDistance(scale.total / MOST_TICKS);
  const ticks = Array.from(
    { length: Math.floor(scale.total / distance) + 1 },
    (_, index) => index * distance,
  );
  return ticks.flatMap((tick) => {
    const x = Math.round(scale.at(tick)) + 0.5;
    return [
      element("line", { x1: x, y1: y + 8, x2: x, y2: bottom, stroke: THEME.grid }),
      textElement(tick === 0 ? "0" : formatDuration(tick), {
        x,
        y: y,
        "font-size": 11,
        "font-family": MONO,
        "text-anchor": "middle",
        fill: THEME.muted,
      }),
    ];
  });
}

/** The least of 1, 2, 5, 10, 20, 50 … that is not below `least`. */
function roundDistance(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5].find((each) => each * power >= least) ?? 10;
  return Math.max(1, factor * power);
}
