import { type Run, type Style, sameLink, TOGGLES, type Toggle } from "./model.js";

export type Mark = Toggle | "link";

/** How a notation with nested marks writes a run, and a mark around what is inside of it. */
export interface Notation<Node> {
  leaf(run: Run): Node;
  /** `style` is that of the first run inside. */
  wrap(mark: Mark, style: Style, children: Node[]): Node;
}

/** Outermost first where two marks reach equally far. */
const MARKS: readonly Mark[] = ["link", ...TOGGLES];

/** Canonical runs in a nested notation: at each place the mark that reaches furthest goes outside. */
export function nested<Node>(runs: readonly Run[], notation: Notation<Node>): Node[] {
  return nest(runs, MARKS, notation);
}

function nest<Node>(runs: readonly Run[], marks: readonly Mark[], notation: Notation<Node>): Node[] {
  const nodes: Node[] = [];
  let start = 0;
  for (let run = runs[start]; run !== undefined; run = runs[start]) {
    const { mark, end } = furthest(runs, start, marks);
    const style = styleOf(run);
    if (mark === undefined || style === undefined) {
      nodes.push(notation.leaf(run));
    } else {
      const others = marks.filter((other) => other !== mark);
      nodes.push(notation.wrap(mark, style, nest(runs.slice(start, end), others, notation)));
    }
    start = end;
  }
  return nodes;
}

/** The mark of the run at `start` that goes on longest, and where it ends (exclusive). */
function furthest(runs: readonly Run[], start: number, marks: readonly Mark[]): { mark?: Mark; end: number } {
  let best: { mark?: Mark; end: number } = { end: start + 1 };
  for (const mark of marks) {
    const end = reach(runs, start, mark);
    if (end > start && (best.mark === undefined || end > best.end)) best = { mark, end };
  }
  return best;
}

function reach(runs: readonly Run[], start: number, mark: Mark): number {
  const first = styleOf(runs[start]);
  if (!first?.[mark]) return start;
  let end = start + 1;
  for (let style = styleOf(runs[end]); style?.[mark]; style = styleOf(runs[end])) {
    if (mark === "link" && !sameLink(style.link, first.link)) break;
    end++;
  }
  return end;
}

function styleOf(run: Run | undefined): Style | undefined {
  return run === undefined || run.kind === "break" ? undefined : run.style;
}
