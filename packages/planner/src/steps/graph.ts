/** Edges by the places of their steps in the request. Those into one step stand together, later steps later. */
export interface PlaceEdges {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** Edges by the step at one of their ends: those of step n are `list[starts[n]]` up to, not including, `list[starts[n + 1]]`. */
export interface EdgesByStep {
  readonly starts: Int32Array;
  readonly list: Int32Array;
}

/** Steps and edges as flat arrays: ten thousand steps need no list each. Edges are numbers, places in `edges`. */
export interface StepGraph {
  readonly size: number;
  readonly edges: PlaceEdges;
  /** What waits for each step, in request order. */
  readonly leaving: EdgesByStep;
  /** For what each step waits, in request order. */
  readonly entering: EdgesByStep;
}

/** Groups edges by where they begin and by where they end, in time that grows with steps and edges. */
export function graphOf(size: number, edges: PlaceEdges): StepGraph {
  const count = edges.from.length;
  const leaving = { starts: startsOf(size, edges.from), list: new Int32Array(count) };
  const next = leaving.starts.slice();
  for (let edge = 0; edge < count; edge += 1) {
    const place = edges.from[edge] ?? 0;
    const at = next[place] ?? 0;
    leaving.list[at] = edge;
    next[place] = at + 1;
  }
  const entering = { starts: startsOf(size, edges.to), list: new Int32Array(count) };
  next.set(entering.starts);
  // Taken by where they begin, edges come to each step in that order: nothing has to be sorted.
  for (let nth = 0; nth < count; nth += 1) {
    const edge = leaving.list[nth] ?? 0;
    const place = edges.to[edge] ?? 0;
    const at = next[place] ?? 0;
    entering.list[at] = edge;
    next[place] = at + 1;
  }
  return { size, edges, leaving, entering };
}

/** Where the edges of each step start in a list by step. */
function startsOf(size: number, places: readonly number[]): Int32Array {
  const starts = new Int32Array(size + 1);
  for (let edge = 0; edge < places.length; edge += 1) {
    const next = (places[edge] ?? 0) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let place = 0; place < size; place += 1)
    starts[place + 1] = (starts[place + 1] ?? 0) + (starts[place] ?? 0);
  return starts;
}
