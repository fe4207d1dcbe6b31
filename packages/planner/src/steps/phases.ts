import type { StepGraph } from "./graph.js";

/** In which order steps can run. */
export interface Order {
  /** Places, each after everything for which it waits. Those in a cycle, and behind one, are missing. */
  readonly sorted: Int32Array;
  /** Of each place the number of its phase, from 1; 0 for those that are missing. */
  readonly phases: Int32Array;
}

/**
 * Sorts steps topologically (Kahn's algorithm, breadth first, so that phase follows phase) in time that grows with steps
 * and edges. A step's phase is one more than the highest among its dependencies.
 */
export function orderOf({ size, edges, leaving, entering }: StepGraph): Order {
  const waiting = new Int32Array(size);
  const sorted = new Int32Array(size);
  const phases = new Int32Array(size);
  let count = 0;
  for (let place = 0; place < size; place += 1) {
    const dependencies = (entering.starts[place + 1] ?? 0) - (entering.starts[place] ?? 0);
    waiting[place] = dependencies;
    if (dependencies > 0) continue;
    sorted[count] = place;
    phases[place] = 1;
    count += 1;
  }
  for (let next = 0; next < count; next += 1) {
    const place = sorted[next] ?? 0;
    const end = leaving.starts[place + 1] ?? 0;
    for (let at = leaving.starts[place] ?? 0; at < end; at += 1) {
      const dependent = edges.to[leaving.list[at] ?? 0] ?? 0;
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
  { graph, order }: { graph: StepGraph; order: Order },
): Float64Array {
  const remaining = new Float64Array(expected.length);
  for (let at = order.sorted.length - 1; at >= 0; at -= 1) {
    const place = order.sorted[at] ?? 0;
    const next = longestAfter(place, graph, remaining);
    remaining[place] = (expected[place] ?? 0) + (next < 0 ? 0 : (remaining[next] ?? 0));
  }
  return remaining;
}

/** The places of the critical path; of equal ways the one through the earliest steps of the request. */
export function longestPath(
  remaining: Float64Array,
  { graph, order }: { graph: StepGraph; order: Order },
): number[] {
  let first = -1;
  for (let place = 0; place < graph.size; place += 1) {
    if (order.phases[place] !== 1) continue;
    if (first < 0 || (remaining[place] ?? 0) > (remaining[first] ?? 0)) first = place;
  }
  const path: number[] = [];
  for (let place = first; place >= 0; place = longestAfter(place, graph, remaining)) path.push(place);
  return path;
}

/** The first dependent of a step with the longest remaining path; -1 when nothing waits for it. */
function longestAfter(place: number, { edges, leaving }: StepGraph, remaining: Float64Array): number {
  let best = -1;
  const end = leaving.starts[place + 1] ?? 0;
  for (let at = leaving.starts[place] ?? 0; at < end; at += 1) {
    const dependent = edges.to[leaving.list[at] ?? 0] ?? 0;
    if (best < 0 || (remaining[dependent] ?? 0) > (remaining[best] ?? 0)) best = dependent;
  }
  return best;
}
