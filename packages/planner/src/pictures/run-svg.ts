import { drawLegend, frameMark, type LegendEntry, systemMark } from "./legend.js";
import type { PicturedRun, PicturedStep } from "./run.js";
import { drawLane, PADDING, WIDTH, widthOfLabels } from "./run-lane.js";
import { statusMark } from "./status.js";
import { card, decimal, element, systemColours, THEME, textElement } from "./svg.js";
import { count, formatDuration } from "./text.js";
import { drawAxis, type TimeScale, timeScale } from "./time-axis.js";

const AXIS_Y = 96;
const LANE = 44;
const BAND_HEAD = 30;
const BAND_FOOT = 8;
const BAND_GAP = 10;

/**
 * A run as a timeline: a lane for each step, grouped by phase, bars coloured by system, each step's status, and the
 * critical path in amber. Needs no font and no style sheet.
 */
export function runToSvg(run: PicturedRun): string {
  const { title = "Run", steps } = run;
  const colours = systemColours(steps);
  const labels = widthOfLabels(steps);
  const plotLeft = PADDING + 16 + labels + 20;
  const scale = timeScale(
    steps.reduce(
      (latest, { end_ms }) => Math.max(latest, end_ms ?? 0),
      Number.isFinite(run.total_ms) ? run.total_ms : 0,
    ),
    { left: plotLeft, right: WIDTH - PADDING - 56 },
  );
  const { bands, lanes, bottom } = placeLanes(steps);
  const critical = new Set(run.critical_path);
  const bandParts = bands.flatMap(({ phase, y, height }) => [
    element("rect", { x: PADDING, y, width: WIDTH - 2 * PADDING, height, rx: 12, fill: THEME.band }),
    textElement(`PHASE ${phase}`, {
      x: PADDING + 16,
      y: y + 20,
      "font-size": 10.5,
      "font-weight": 650,
      "letter-spacing": 1.2,
      fill: THEME.faint,
    }),
  ]);
  const legend = drawLegend(legendOf(run, colours), {
    x: PADDING,
    y: bottom + 30,
    width: WIDTH - 2 * PADDING,
  });
  const laneParts = steps.map((step) =>
    drawLane(step, {
      middle: lanes.get(step.id) ?? 0,
      scale,
      labels,
      colour: colours.get(step.system) ?? THEME.muted,
      critical: critical.has(step.id),
    }),
  );
  const { header, summary } = drawHeader(title, run, bands.length);
  const content = [
    ...header,
    ...bandParts,
    ...drawAxis(scale, { y: AXIS_Y, bottom }),
    ...drawCriticalPath(run, lanes, scale),
    ...laneParts,
    ...legend.content,
  ];
  return card(
    { width: WIDTH, height: bottom + 30 + legend.height, title: `${title}: ${summary}` },
    "",
    content,
  );
}

interface Band {
  readonly phase: number;
  readonly y: number;
  readonly height: number;
}

/** Bands in the order of phases, lanes in request order inside of them. */
function placeLanes(steps: readonly PicturedStep[]): {
  bands: Band[];
  lanes: Map<string, number>;
  bottom: number;
} {
  const byPhase = new Map<number, PicturedStep[]>();
  for (const step of steps) {
    const inPhase = byPhase.get(step.phase);
    if (inPhase === undefined) byPhase.set(step.phase, [step]);
    else inPhase.push(step);
  }
  const bands: Band[] = [];
  const lanes = new Map<string, number>();
  let y = AXIS_Y + 16;
  for (const [phase, inPhase] of [...byPhase].sort(([a], [b]) => a - b)) {
    for (const [index, { id }] of inPhase.entries()) lanes.set(id, y + BAND_HEAD + (index + 0.5) * LANE);
    const height = BAND_HEAD + inPhase.length * LANE + BAND_FOOT;
    bands.push({ phase, y, height });
    y += height + BAND_GAP;
  }
  return { bands, lanes, bottom: Math.max(y - BAND_GAP, AXIS_Y + 24) };
}

function drawHeader(title: string, run: PicturedRun, phases: number): { header: string[]; summary: string } {
  const succeeded = run.steps.filter(({ status }) => status === "succeeded").length;
  const summary = `${count(run.steps.length, "step")} · ${count(phases, "phase")} · ${succeeded} succeeded`;
  const right = { x: WIDTH - PADDING, "text-anchor": "end" };
  const header = [
    textElement(title, { x: PADDING, y: 40, "font-size": 19, "font-weight": 650, fill: THEME.text }),
    textElement(summary, { x: PADDING, y: 62, "font-size": 13, fill: THEME.muted }),
    textElement(formatDuration(run.total_ms), {
      ...right,
      y: 40,
      "font-size": 19,
      "font-weight": 650,
      fill: THEME.text,
    }),
  ];
  if (run.sequential_would_be_ms !== undefined) {
    const twin = `${formatDuration(run.sequential_would_be_ms)} one after another`;
    header.push(textElement(twin, { ...right, y: 62, "font-size": 13, fill: THEME.muted }));
  }
  return { header, summary: `${summary} · ${formatDuration(run.total_ms)}` };
}

/** Elbows from the end of each critical bar to the start of the next. */
function drawCriticalPath(run: PicturedRun, lanes: ReadonlyMap<string, number>, scale: TimeScale): string[] {
  const byId = new Map(run.steps.map((step) => [step.id, step]));
  return run.critical_path.slice(1).flatMap((id, index) => {
    const [from, to] = [byId.get(run.critical_path[index] ?? ""), byId.get(id)];
    if (from === undefined || to === undefined || from.end_ms === null || to.start_ms === null) return [];
    const [x1, y1, x2, y2] = [
      scale.at(from.end_ms),
      lanes.get(from.id) ?? 0,
      scale.at(to.start_ms),
      lanes.get(to.id) ?? 0,
    ];
    const turn = Math.max(x1, x2 - 6) - 6;
    const d = `M${decimal(turn)} ${decimal(y1)}V${decimal(y2)}H${decimal(Math.max(x2, turn))}`;
    return [
      element("path", {
        d,
        fill: "none",
        stroke: THEME.critical,
        "stroke-width": 2,
        "stroke-opacity": 0.75,
        "stroke-linejoin": "round",
      }),
    ];
  });
}

function legendOf(run: PicturedRun, colours: ReadonlyMap<string, string>): LegendEntry[] {
  const entries = Array.from(colours, ([name, colour]) => ({ mark: systemMark(colour), name }));
  const statuses = [...new Set(run.steps.map(({ status }) => status))];
  if (run.critical_path.length > 0) entries.push({ mark: frameMark(THEME.critical), name: "critical path" });
  return [
    ...entries,
    ...statuses.map((status) => ({ mark: statusMark(status, { x: 14, y: 0 }), name: status })),
  ];
}
