/** Edges by the places of their steps. Those into one step stand together, later steps later. */
export interface PlaceEdges {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** The steps that wait for each step: those of step n are `list[starts[n]]` up to, not including, `list[starts[n + 1]]`, in request order. */
export interface Dependents {
  readonly starts: Int32Array;
  readonly list: Int32Array;
}

/** In which order steps can run. */
export interface Order {
  /** Places, each after everything for which it waits. Those in a cycle, and behind one, are missing. */
  readonly sorted: Int32Array;
  /** Of each place the number of its phase, from 1; 0 for those that are missing. */
  readonly phases: Int32Array;
}

/** Groups edges by where they begin. */
export function dependentsOf(size: number, { from, to }: PlaceEdges): Dependents {
  const starts = new Int32Array(size + 1);
  for (const source of from) starts[source + 1] = (starts[source + 1] ?? 0) + 1;
  for (let place = 0; place < size; place += 1)
    starts[place + 1] = (starts[place + 1] ?? 0) + (starts[place] ?? 0);
  const list = new Int32Array(from.length);
  const next = starts.slice(0, size);
  for (const [edge, source] of from.entries()) {
    const at = next[source] ?? 0;
    list[at] = to[edge] ?? 0;
    next[source] = at + 1;
  }
  return { starts, list };
}

/**
 * Sorts steps topologically (Kahn's algorithm, breadth first, so that phase follows phase) in time that grows with steps
 * and edges. A step's phase is one more than the highest among its dependencies.
 */
export function orderOf(size: number, edges: PlaceEdges, { starts, list }: Dependents): Order {
  const waiting = new Int32Array(size);
  for (const target of edges.to) waiting[target] = (waiting[target] ?? 0) + 1;
  const sorted = new Int32Array(size);
  const phases = new Int32Array(size);
  let count = 0;
  for (let place = 0; place < size; place += 1) {
    if (waiting[place] !== 0) continue;
    sorted[count] = place;
    phases[place] = 1;
    count += 1;
  }
  for (let next = 0; next < count; next += 1) {
    const place = sorted[next] ?? 0;
    const end = starts[place + 1] ?? 0;
    for (let at = starts[place] ?? 0; at < end; at += 1) {
      const dependent = list[at] ?? 0;
      const left = (waiting[dependent] ?? 0) - 1;
      waiting[dependent] = left;
      if (left > 0) continue;
      // Breadth first: the last dependency to be counted is one of the highest phase.
      phases[dependent] = (phases[place] ?? 0) + 1;
      sorted[count] = dependent;
      count += 1;
    }
  }
  return { sorted: sorted.subarray(0, count), phases };
}

/** The longest way from each step to an end, itself included. `expected` and the answer are in milliseconds, by place. */
export function remainingPaths(
  expected: Float64Array,
  { dependents, order }: { dependents: Dependents; order: Order },
): Float64Array {
  const remaining = new Float64Array(expected.length);
  for (let at = order.sorted.length - 1; at >= 0; at -= 1) {
    const place = order.sorted[at] ?? 0;
    const next = longestOf(dependentsAt(dependents, place), remaining);
    remaining[place] = (expected[place] ?? 0) + (next === undefined ? 0 : (remaining[next] ?? 0));
  }
  return remaining;
}

/** The places of the critical path; of equal ways the one through the earliest steps of the request. */
export function longestPath(
  remaining: Float64Array,
  { dependents, order }: { dependents: Dependents; order: Order },
): number[] {
  const path: number[] = [];
  const first = range(0, remaining.length).filter((place) => order.phases[place] === 1);
  for (
    let place = longestOf(first, remaining);
    place !== undefined;
    place = longestOf(dependentsAt(dependents, place), remaining)
  )
    path.push(place);
  return path;
}

/** Ids by phase, in request order. */
export function phasesOf(steps: readonly { id: string; phase: number }[]): string[][] {
  const phases: string[][] = [];
  for (const { id, phase } of steps) {
    const ids = phases[phase - 1];
    if (ids === undefined) phases[phase - 1] = [id];
    else ids.push(id);
  }
  return phases;
}

/** The numbers from `start` up to, not including, `end`. */
export function range(start: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
}

function dependentsAt({ starts, list }: Dependents, place: number): Int32Array {
  return list.subarray(starts[place] ?? 0, starts[place + 1] ?? 0);
}

/** The first of the places with the longest remaining path. */
function longestOf(places: Iterable<number>, remaining: Float64Array): number | undefined {
  let best: number | undefined;
  for (const place of places)
    if (best === undefined || (remaining[place] ?? 0) > (remaining[best] ?? 0)) best = place;
  return best;
}
