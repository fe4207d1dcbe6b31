import type { Plan, PlannedStep } from "../steps/types.js";
import { drawLegend, frameMark, type LegendEntry, lineMark, systemMark } from "./legend.js";
import { layOutPlan, type Route } from "./plan-layout.js";
import {
  card,
  decimal,
  element,
  escapeXml,
  MONO,
  monoWidth,
  systemColours,
  THEME,
  textElement,
} from "./svg.js";
import { columnsOf, count, fitColumns, formatDuration } from "./text.js";

export interface PictureOptions {
  /** Default `Plan`, or `Run`. */
  readonly title?: string;
}

const PADDING = 28;
const HEADER = 78;
const BAND_HEAD = 38;
const BAND_FOOT = 20;
const BOX = { height: 62, gap: 18 };
const COLUMN_GAP = 72;
const BAND_MARGIN = 16;
const ID_SIZE = 13;

/**
 * The plan as an SVG: a column for each phase, a box for each step with its expected duration, the critical path in
 * amber. Solid arrows pass data, dashed ones only say what comes first. Needs no font and no style sheet.
 */
export function planToSvg(plan: Plan, { title = "Plan" }: PictureOptions = {}): string {
  const colours = systemColours(plan.steps);
  const layout = layOutPlan(plan, BOX);
  const boxWidth = widthOfBoxes(plan.steps);
  const columnWidth = boxWidth + COLUMN_GAP;
  const leftOf = (phase: number) => PADDING + BAND_MARGIN + (phase - 1) * columnWidth;
  const inner = Math.max(420, plan.phases.length * columnWidth - COLUMN_GAP + 2 * BAND_MARGIN);
  const top = HEADER + BAND_HEAD;
  const critical = new Set(plan.critical_path);
  const next = new Map(plan.critical_path.map((id, index) => [id, plan.critical_path[index + 1]]));
  const width = inner + 2 * PADDING;

  const bands = plan.phases.flatMap((ids, index) =>
    drawBand(index + 1, ids.length, {
      x: leftOf(index + 1) - BAND_MARGIN,
      width: boxWidth + 2 * BAND_MARGIN,
      height: layout.height,
    }),
  );
  const phases = new Map(plan.steps.map(({ id, phase }) => [id, phase]));
  const routes = layout.routes
    .map((route) => ({ route, critical: next.get(route.edge.from) === route.edge.to }))
    // Critical arrows are drawn last, so that they lie on top.
    .sort((a, b) => Number(a.critical) - Number(b.critical))
    .map(({ route, critical: marked }) =>
      drawRoute(route, marked, {
        boxWidth,
        top,
        left: (hop) => leftOf((phases.get(route.edge.from) ?? 1) + hop),
        hops: (phases.get(route.edge.to) ?? 1) - (phases.get(route.edge.from) ?? 1),
      }),
    );
  const boxes = plan.steps.map((step) =>
    drawBox(step, {
      x: leftOf(step.phase),
      y: top + (layout.middles.get(step.id) ?? 0) - BOX.height / 2,
      width: boxWidth,
      colour: colours.get(step.system) ?? THEME.muted,
      critical: critical.has(step.id),
    }),
  );
  const legendTop = top + layout.height + BAND_FOOT + 30;
  const legend = drawLegend(legendOf(plan, colours), { x: PADDING, y: legendTop, width: inner });
  const height = legendTop + legend.height;
  const summary = `${count(plan.steps.length, "step")} · ${count(plan.phases.length, "phase")} · critical path ${formatDuration(plan.critical_path_ms)}`;
  const header = [
    textElement(title, { x: PADDING, y: 40, "font-size": 19, "font-weight": 650, fill: THEME.text }),
    textElement(summary, { x: PADDING, y: 62, "font-size": 13, fill: THEME.muted }),
  ];
  const definitions = arrowHead("arrow", THEME.faint) + arrowHead("critical-arrow", THEME.critical);
  return card({ width, height, title: `${title}: ${summary}` }, definitions, [
    ...header,
    ...bands,
    ...routes,
    ...boxes,
    ...legend.content,
  ]);
}

function widthOfBoxes(steps: readonly PlannedStep[]): number {
  const widest = steps.reduce(
    (most, step) => Math.max(most, columnsOf(step.id), columnsOf(secondLine(step)) * 0.88),
    0,
  );
  return Math.min(320, Math.max(190, Math.round(widest * ID_SIZE * 0.605) + 36));
}

function secondLine({ system, operation, expected_ms }: PlannedStep): string {
  return `${system} · ${operation} · ${formatDuration(expected_ms)}`;
}

function drawBand(
  phase: number,
  steps: number,
  area: { x: number; width: number; height: number },
): string[] {
  const band = {
    x: area.x,
    y: HEADER,
    width: area.width,
    height: BAND_HEAD + area.height + BAND_FOOT,
    rx: 12,
    fill: THEME.band,
  };
  const label = { y: HEADER + 23, "font-size": 11, fill: THEME.muted };
  return [
    element("rect", band),
    textElement(`PHASE ${phase}`, { ...label, x: area.x + 16, "font-weight": 650, "letter-spacing": 1.2 }),
    textElement(count(steps, "step"), {
      ...label,
      x: area.x + area.width - 16,
      "text-anchor": "end",
      fill: THEME.faint,
    }),
  ];
}

interface BoxPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly colour: string;
  readonly critical: boolean;
}

function drawBox(step: PlannedStep, { x, y, width, colour, critical }: BoxPlace): string {
  const columns = Math.floor((width - 36) / monoWidth("x", ID_SIZE));
  const duration = formatDuration(step.expected_ms);
  const durationWidth = monoWidth(duration, 11.5);
  const smallColumns = Math.floor((width - 44 - durationWidth) / monoWidth("x", 11.5));
  const frame = critical
    ? { stroke: THEME.critical, "stroke-width": 2 }
    : { stroke: THEME.border, "stroke-width": 1.2 };
  return element(
    "g",
    { transform: `translate(${decimal(x)} ${decimal(y)})` },
    element("title", {}, escapeXml(`${step.id}: ${step.system} ${step.operation}, ${duration}`)),
    element("rect", { width, height: BOX.height, rx: 10, fill: THEME.box, ...frame }),
    element("rect", { x: 11, y: 13, width: 4, height: BOX.height - 26, rx: 2, fill: colour }),
    textElement(fitColumns(step.id, columns), {
      x: 25,
      y: 26,
      "font-size": ID_SIZE,
      "font-weight": 600,
      "font-family": MONO,
      fill: THEME.text,
    }),
    textElement(fitColumns(`${step.system} · ${step.operation}`, smallColumns), {
      x: 25,
      y: 46,
      "font-size": 11.5,
      "font-family": MONO,
      fill: colour,
    }),
    textElement(duration, {
      x: width - 12,
      y: 46,
      "font-size": 11.5,
      "font-family": MONO,
      "text-anchor": "end",
      fill: critical ? THEME.critical : THEME.muted,
    }),
  );
}

interface RoutePlace {
  readonly boxWidth: number;
  readonly top: number;
  /** The left side of the column that lies so many hops after the edge's start. */
  readonly left: (hop: number) => number;
  readonly hops: number;
}

function drawRoute(
  { edge, heights }: Route,
  critical: boolean,
  { boxWidth, top, left, hops }: RoutePlace,
): string {
  const ARROW = 7;
  let [x, y] = [left(0) + boxWidth, top + (heights[0] ?? 0)];
  let path = `M${decimal(x)} ${decimal(y)}`;
  for (const [hop, height] of heights.entries()) {
    if (hop === 0) continue;
    const last = hop === heights.length - 1;
    const nextX = last ? left(hops) - ARROW : left(hop);
    const nextY = top + height;
    const bend = Math.min(60, (nextX - x) / 2);
    path += ` C${decimal(x + bend)} ${decimal(y)} ${decimal(nextX - bend)} ${decimal(nextY)} ${decimal(nextX)} ${decimal(nextY)}`;
    [x, y] = [last ? nextX : nextX + boxWidth, nextY];
    if (!last) path += ` H${decimal(x)}`;
  }
  return element("path", {
    d: path,
    fill: "none",
    stroke: critical ? THEME.critical : THEME.faint,
    "stroke-width": critical ? 2.2 : 1.6,
    "stroke-dasharray": edge.kinds.includes("reference") ? undefined : "5 5",
    "marker-end": critical ? "url(#critical-arrow)" : "url(#arrow)",
  });
}

function arrowHead(id: string, colour: string): string {
  const frame = {
    id,
    viewBox: "0 0 10 10",
    refX: 2,
    refY: 5,
    markerWidth: 9,
    markerHeight: 9,
    markerUnits: "userSpaceOnUse",
    orient: "auto",
  };
  return element(
    "marker",
    frame,
    element("path", { d: "M1 1L9 5L1 9Z", fill: colour, stroke: colour, "stroke-linejoin": "round" }),
  );
}

function legendOf(plan: Plan, colours: ReadonlyMap<string, string>): LegendEntry[] {
  const entries = Array.from(colours, ([name, colour]) => ({ mark: systemMark(colour), name }));
  if (plan.steps.length > 0) entries.push({ mark: frameMark(THEME.critical), name: "critical path" });
  if (plan.edges.some(({ kinds }) => kinds.includes("reference"))) {
    entries.push({ mark: lineMark(THEME.muted), name: "passes data" });
  }
  if (plan.edges.some(({ kinds }) => !kinds.includes("reference"))) {
    entries.push({ mark: lineMark(THEME.muted, { "stroke-dasharray": "5 4" }), name: "order only" });
  }
  return entries;
}
