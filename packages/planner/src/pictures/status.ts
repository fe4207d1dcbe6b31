import type { StepStatus } from "@pm-orchestrator/core";
import { element, THEME } from "./svg.js";

interface Mark {
  readonly colour: string;
  /** Strokes inside of a circle of radius 8 around (0, 0): no glyphs, since fonts differ in which they have. */
  readonly strokes: string;
}

const MARKS: Readonly<Record<StepStatus, Mark>> = {
  succeeded: { colour: THEME.good, strokes: "M-3.4 0.2L-0.9 2.8L3.6 -2.4" },
  failed: { colour: THEME.bad, strokes: "M-2.7 -2.7L2.7 2.7M2.7 -2.7L-2.7 2.7" },
  skipped: { colour: THEME.faint, strokes: "M-2.6 -2.8L0.2 0L-2.6 2.8M1 -2.8L3.8 0L1 2.8" },
  cancelled: { colour: THEME.muted, strokes: "M-3.2 0H3.2" },
  unknown: { colour: "#c9a7ff", strokes: "M-2.1 -1.8C-2.1 -4.6 2.3 -4.4 2.1 -1.6C2 0 0 0 0 1.6M0 3.9V4" },
};

export function statusMarkOf(status: StepStatus): Mark {
  return MARKS[status];
}

/** A small round sign: what became of a step. */
export function statusMark(status: StepStatus, { x, y }: { readonly x: number; readonly y: number }): string {
  const { colour, strokes } = statusMarkOf(status);
  const pen = {
    fill: "none",
    stroke: THEME.ink,
    "stroke-width": 1.9,
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
  };
  return element(
    "g",
    { transform: `translate(${Math.round(x * 100) / 100} ${Math.round(y * 100) / 100})` },
    element("circle", { r: 8, fill: colour }),
    element("path", { d: strokes, ...pen }),
  );
}
