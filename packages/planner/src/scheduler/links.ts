import type { SchedulerStep } from "./types.js";

/**
 * Steps by number (their places in the request) instead of by id. Everything is in flat arrays: a plan of ten thousand
 * steps is linked without a list or a set for each.
 */
export interface Links {
  readonly places: ReadonlyMap<string, number>;
  /** Of each step the number of steps for which it waits. */
  readonly dependencies: Int32Array;
  /** The dependents of step n are those from `starts[n]` up to, not including, `starts[n + 1]`, in request order. */
  readonly starts: Int32Array;
  readonly dependents: Int32Array;
  /** Beside each dependent 1 when it needs the step's result. */
  readonly needsResult: Uint8Array;
}

/** Numbers the steps. Throws a TypeError for a duplicate id, an unknown dependency or a cycle: plans have none. */
export function linkSteps(steps: readonly SchedulerStep[]): Links {
  const places = numberSteps(steps);
  const edges = collectEdges(steps, places);
  const starts = new Int32Array(steps.length + 1);
  for (const from of edges.from) starts[from + 1] = (starts[from + 1] ?? 0) + 1;
  for (let step = 0; step < steps.length; step += 1)
    starts[step + 1] = (starts[step + 1] ?? 0) + (starts[step] ?? 0);
  const next = starts.slice();
  const dependents = new Int32Array(edges.from.length);
  const needsResult = new Uint8Array(edges.from.length);
  for (let edge = 0; edge < edges.from.length; edge += 1) {
    const from = edges.from[edge] ?? 0;
    const at = next[from] ?? 0;
    next[from] = at + 1;
    dependents[at] = edges.to[edge] ?? 0;
    needsResult[at] = edges.needsResult[edge] ?? 0;
  }
  const links = { places, dependencies: edges.dependencies, starts, dependents, needsResult };
  requireNoCycle(links);
  return links;
}

function numberSteps(steps: readonly SchedulerStep[]): Map<string, number> {
  const places = new Map<string, number>();
  for (let place = 0; place < steps.length; place += 1) {
    const id = steps[place]?.id ?? "";
    places.set(id, place);
    if (places.size === place) throw new TypeError(`Two steps have the id ${id}.`);
  }
  return places;
}

/** Each pair of steps once, whether one names the other as a dependency, as a reference, or as both. */
function collectEdges(steps: readonly SchedulerStep[], places: ReadonlyMap<string, number>) {
  const from: number[] = [];
  const to: number[] = [];
  const needsResult: (0 | 1)[] = [];
  const dependencies = new Int32Array(steps.length);
  // Of each step the latest edge that leaves it: edges into one step are made one after another.
  const latest = new Int32Array(steps.length).fill(-1);
  const add = (id: string, place: number, needs: 0 | 1) => {
    const source = places.get(id);
    if (source === undefined)
      throw new TypeError(`Step ${steps[place]?.id} waits for ${id}, which does not exist.`);
    const edge = latest[source] ?? -1;
    if (edge >= 0 && to[edge] === place) {
      if (needs === 1) needsResult[edge] = 1;
      return;
    }
    latest[source] = from.length;
    from.push(source);
    to.push(place);
    needsResult.push(needs);
    dependencies[place] = (dependencies[place] ?? 0) + 1;
  };
  for (let place = 0; place < steps.length; place += 1) {
    const step = steps[place];
    if (step === undefined) continue;
    for (const id of step.dependencies) add(id, place, 0);
    for (const id of step.references) add(id, place, 1);
  }
  return { from, to, needsResult, dependencies };
}

/** A cycle would wait for itself for ever, without a word. */
function requireNoCycle({ dependencies, starts, dependents }: Links): void {
  const waiting = dependencies.slice();
  const sorted = new Int32Array(waiting.length);
  let count = 0;
  for (let step = 0; step < waiting.length; step += 1) if (waiting[step] === 0) sorted[count++] = step;
  for (let next = 0; next < count; next += 1) {
    const step = sorted[next] ?? 0;
    const end = starts[step + 1] ?? 0;
    for (let at = starts[step] ?? 0; at < end; at += 1) {
      const dependent = dependents[at] ?? 0;
      const left = (waiting[dependent] ?? 0) - 1;
      waiting[dependent] = left;
      if (left === 0) sorted[count++] = dependent;
    }
  }
  if (count < waiting.length) throw new TypeError("The steps wait for each other in a cycle.");
}
