import { element, MONO, monoWidth, THEME, textElement } from "./svg.js";
import { fitColumns } from "./text.js";

/** One entry: a mark of 22 × 12 drawn around (0, 0) at its left middle, and a name. */
export interface LegendEntry {
  readonly mark: string;
  readonly name: string;
}

const LEGEND_ROW = 24;
const FONT_SIZE = 12;
const MARK_WIDTH = 30;
const SPACE = 22;

export function systemMark(colour: string): string {
  return element("rect", { x: 4, y: -6, width: 18, height: 12, rx: 4, fill: colour });
}

export function lineMark(colour: string, attributes: Readonly<Record<string, string | number>> = {}): string {
  return element("line", { x1: 0, y1: 0, x2: 22, y2: 0, stroke: colour, "stroke-width": 2, ...attributes });
}

export function frameMark(colour: string): string {
  return element("rect", {
    x: 4,
    y: -6,
    width: 18,
    height: 12,
    rx: 4,
    fill: "none",
    stroke: colour,
    "stroke-width": 2,
  });
}

/** Entries from left to right, in as many rows as they need. `y` is the middle of the first row. */
export function drawLegend(
  entries: readonly LegendEntry[],
  area: { readonly x: number; readonly y: number; readonly width: number },
): { readonly content: string[]; readonly height: number } {
  const content: string[] = [];
  let [x, row] = [0, 0];
  for (const { mark, name } of entries) {
    const shown = fitColumns(name, 32);
    const width = MARK_WIDTH + monoWidth(shown, FONT_SIZE);
    if (x > 0 && x + width > area.width) [x, row] = [0, row + 1];
    const label = textElement(shown, {
      x: MARK_WIDTH,
      y: 4,
      "font-size": FONT_SIZE,
      "font-family": MONO,
      fill: THEME.muted,
    });
    const transform = `translate(${Math.round(area.x + x)} ${area.y + row * LEGEND_ROW})`;
    content.push(element("g", { transform }, mark, label));
    x += width + SPACE;
  }
  return { content, height: (row + 1) * LEGEND_ROW };
}
