import type { PicturedStep } from "./run.js";
import { statusMark, statusMarkOf } from "./status.js";
import { type Attributes, element, escapeXml, MONO, monoWidth, THEME, textElement } from "./svg.js";
import { columnsOf, fitColumns, formatDuration } from "./text.js";
import type { TimeScale } from "./time-axis.js";

/** The whole picture's width, and the space at its sides. */
export const WIDTH = 960;
export const PADDING = 28;
const BAR = 26;
const ID_SIZE = 13;

/** How wide the names beside the bars are, the status included. */
export function widthOfLabels(steps: readonly PicturedStep[]): number {
  const widest = steps.reduce(
    (most, { id, system, operation }) =>
      Math.max(most, columnsOf(id), columnsOf(`${system} · ${operation}`) * 0.87),
    0,
  );
  return Math.min(300, Math.max(150, widest * ID_SIZE * 0.605 + 28));
}

/** Where a lane is drawn, and how. */
export interface LanePlace {
  readonly middle: number;
  readonly scale: TimeScale;
  readonly labels: number;
  readonly colour: string;
  readonly critical: boolean;
}

/** A step's status, names and bar. */
export function drawLane(step: PicturedStep, place: LanePlace): string {
  const { middle, labels, colour } = place;
  const left = PADDING + 16;
  const kind = `${step.system} · ${step.operation}`;
  const columns = (size: number) => Math.floor((labels - 28) / monoWidth("x", size));
  return element(
    "g",
    {},
    element("title", {}, escapeXml(`${step.id}: ${step.system} ${step.operation}, ${describeEnd(step)}`)),
    statusMark(step.status, { x: left + 8, y: middle - 8 }),
    textElement(fitColumns(step.id, columns(ID_SIZE)), {
      x: left + 26,
      y: middle - 4,
      "font-size": ID_SIZE,
      "font-weight": 600,
      "font-family": MONO,
      fill: THEME.text,
    }),
    textElement(fitColumns(kind, columns(11.3)), {
      x: left + 26,
      y: middle + 13,
      "font-size": 11.3,
      "font-family": MONO,
      fill: colour,
    }),
    ...drawBar(step, place),
  );
}

function drawBar(step: PicturedStep, { middle, scale, colour, critical }: LanePlace): string[] {
  const label = { y: middle + 4.2, "font-size": 12, "font-family": MONO };
  if (step.start_ms === null) {
    const width = monoWidth(step.status, 12) + 22;
    const pill = {
      x: scale.left,
      y: middle - 11,
      width,
      height: 22,
      rx: 11,
      fill: "none",
      stroke: THEME.faint,
      "stroke-dasharray": "4 4",
    };
    return [
      element("rect", pill),
      textElement(step.status, { ...label, x: scale.left + 11, fill: THEME.muted }),
    ];
  }
  const good = step.status === "succeeded";
  const start = scale.at(step.start_ms);
  const width = Math.max(5, scale.at(step.end_ms ?? step.start_ms) - start);
  const stroke = critical ? THEME.critical : good ? undefined : statusMarkOf(step.status).colour;
  const bar = {
    x: start,
    y: middle - BAR / 2,
    width,
    height: BAR,
    rx: Math.min(7, width / 2),
    fill: colour,
    "fill-opacity": good ? undefined : 0.28,
    stroke,
    "stroke-width": stroke === undefined ? undefined : 2,
  };
  // Lines that pass behind must not show through a pale bar.
  const ground = good ? [] : [element("rect", { ...bar, fill: THEME.band, "fill-opacity": undefined })];
  const text = describeEnd(step);
  return [...ground, element("rect", bar), textElement(text, { ...label, ...placeLabel(text, bar, good) })];
}

/** Inside of the bar where it fits, else behind it, or before it when the picture ends there. */
function placeLabel(text: string, bar: { x: number; width: number }, good: boolean): Attributes {
  const width = monoWidth(text, 12);
  if (width + 16 <= bar.width)
    return { x: bar.x + 10, fill: good ? THEME.ink : THEME.text, "font-weight": 600 };
  const outside = { fill: THEME.muted, stroke: THEME.band, "stroke-width": 4, "paint-order": "stroke" };
  const fits = bar.x + bar.width + 8 + width <= WIDTH - PADDING - 8;
  return fits ? { ...outside, x: bar.x + bar.width + 8 } : { ...outside, x: bar.x - 8, "text-anchor": "end" };
}

function describeEnd({ status, start_ms, end_ms, cached = false }: PicturedStep): string {
  if (start_ms === null) return status;
  const duration = formatDuration(Math.max(0, (end_ms ?? start_ms) - start_ms));
  const words = [status === "succeeded" ? "" : status, duration, cached ? "cached" : ""];
  return words.filter((word) => word !== "").join(" · ");
}
