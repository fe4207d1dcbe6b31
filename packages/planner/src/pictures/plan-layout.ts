import type { Plan, PlanEdge } from "../steps/types.js";

/** A step's box, or the place where a long edge passes through a phase that it does not stop in. */
interface Node {
  readonly id: string | undefined;
  readonly height: number;
  readonly before: Node[];
  readonly after: Node[];
  /** The middle, once it is placed. */
  y: number;
}

/** Where an edge goes: the middle of its ends, and of its passages through the phases in between. */
export interface Route {
  readonly edge: PlanEdge;
  /** One height for each phase from the edge's start to its end. */
  readonly heights: readonly number[];
}

export interface PlanLayout {
  /** The middle of each step's box, counted from the top of the drawing area. */
  readonly middles: ReadonlyMap<string, number>;
  readonly routes: readonly Route[];
  readonly height: number;
}

export interface BoxSize {
  readonly height: number;
  readonly gap: number;
}

const PASSAGE_HEIGHT = 12;
/** Beyond this, long edges go straight: such a picture is past reading, but must still be made. */
const MOST_PASSAGES = 2000;
const SWEEPS = 6;

/**
 * Places the boxes of each phase from top to bottom, so that edges are short and seldom cross: the layered layout of
 * Sugiyama, with barycentres. Deterministic.
 */
export function layOutPlan(plan: Plan, box: BoxSize): PlanLayout {
  const { columns, chains, byId } = makeNodes(plan, box);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) orderColumns(columns, sweep % 2 === 0 ? "before" : "after");
  for (const column of columns) stack(column, box.gap);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1)
    alignColumns(columns, box.gap, sweep % 2 === 0 ? "after" : "before");
  const all = columns.flat();
  const top = all.reduce(
    (least, node) => Math.min(least, node.y - node.height / 2),
    Number.POSITIVE_INFINITY,
  );
  const bottom = all.reduce(
    (most, node) => Math.max(most, node.y + node.height / 2),
    Number.NEGATIVE_INFINITY,
  );
  return {
    middles: new Map(Array.from(byId, ([id, node]) => [id, node.y - top])),
    routes: chains.map(({ edge, nodes }) => ({ edge, heights: nodes.map((node) => node.y - top) })),
    height: all.length === 0 ? 0 : bottom - top,
  };
}

function makeNodes(plan: Plan, box: BoxSize) {
  const byId = new Map<string, Node>();
  const phaseOf = new Map<string, number>();
  const columns = plan.phases.map((ids, phase) =>
    ids.map((id) => {
      const node = makeNode(id, box.height);
      byId.set(id, node);
      phaseOf.set(id, phase);
      return node;
    }),
  );
  let passages = 0;
  const chains = plan.edges.flatMap((edge) => {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
    if (from === undefined || to === undefined) return [];
    const nodes = [from];
    const end = phaseOf.get(edge.to) ?? 0;
    for (let phase = (phaseOf.get(edge.from) ?? 0) + 1; phase < end && passages < MOST_PASSAGES; phase += 1) {
      const passage = makeNode(undefined, PASSAGE_HEIGHT);
      columns[phase]?.push(passage);
      nodes.push(passage);
      passages += 1;
    }
    nodes.push(to);
    for (const [index, node] of nodes.entries()) {
      const next = nodes[index + 1];
      if (next === undefined) continue;
      node.after.push(next);
      next.before.push(node);
    }
    return [{ edge, nodes }];
  });
  return { byId, columns, chains };
}

function makeNode(id: string | undefined, height: number): Node {
  return { id, height, before: [], after: [], y: 0 };
}

type Side = "before" | "after";

function orderColumns(columns: readonly Node[][], side: Side): void {
  const sequence = side === "before" ? columns : columns.toReversed();
  const rank = new Map<Node, number>();
  for (const column of sequence) {
    const wish = new Map(
      column.map((node, index) => [node, mean(node[side].map((other) => rank.get(other) ?? 0)) ?? index]),
    );
    column.sort((a, b) => (wish.get(a) ?? 0) - (wish.get(b) ?? 0));
    for (const [index, node] of column.entries())
      rank.set(node, column.length < 2 ? 0.5 : index / (column.length - 1));
  }
}

function stack(column: readonly Node[], gap: number): void {
  let top = 0;
  for (const node of column) {
    node.y = top + node.height / 2;
    top += node.height + gap;
  }
  for (const node of column) node.y -= top / 2;
}

/** Moves nodes towards the mean of their neighbours, as far as the gaps allow. */
function alignColumns(columns: readonly Node[][], gap: number, side: Side): void {
  for (const column of side === "before" ? columns : columns.toReversed()) {
    const wishes = column.map((node) => mean(node[side].map((other) => other.y)) ?? node.y);
    const pushedDown = spread(column, wishes, gap);
    // The same from below, mirrored; the mean of both keeps the gaps and leans to neither side.
    const pushedUp = spread(
      column.toReversed(),
      wishes.toReversed().map((wish) => -wish),
      gap,
    ).toReversed();
    for (const [index, node] of column.entries())
      node.y = ((pushedDown[index] ?? 0) - (pushedUp[index] ?? 0)) / 2;
  }
}

function spread(column: readonly Node[], wishes: readonly number[], gap: number): number[] {
  let free = Number.NEGATIVE_INFINITY;
  return column.map((node, index) => {
    const y = Math.max(wishes[index] ?? 0, free + node.height / 2);
    free = y + node.height / 2 + gap;
    return y;
  });
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}
