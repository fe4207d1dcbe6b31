import { circularDependency, duplicateId, unknownDependency } from "../steps/defects.js";
import { findCycles } from "./cycles.js";

/** A step, as far as order is concerned. */
export interface DependentOperation {
  readonly id: string;
  readonly depends_on?: readonly string[] | undefined;
}

/** The direct neighbours of one step; each id once. */
export interface Neighbours {
  /** For which it waits. */
  readonly dependencies: readonly string[];
  /** That wait for it, in request order. */
  readonly dependents: readonly string[];
}

/** Every step by its id, in request order. A Map, so that any text is a good id. */
export type DependencyGraph = ReadonlyMap<string, Neighbours>;

/**
 * The graph of steps, and for each step the number of steps for which it waits.
 *
 * Throws the first defect: 6009 (two steps with one id), 6004 (an unknown dependency) or 6003 (a cycle, with
 * "Circular dependency" and the path in its message and the whole path in details.cycle).
 *
 * @example
 * const { graph, inDegree } = buildDependencyGraph([{ id: "a" }, { id: "b", depends_on: ["a"] }]);
 * graph.get("a")?.dependents; // ["b"]
 * inDegree.get("b"); // 1
 */
export function buildDependencyGraph(operations: readonly DependentOperation[]): {
  graph: DependencyGraph;
  inDegree: ReadonlyMap<string, number>;
} {
  const graph = new Map<string, { dependencies: string[]; dependents: string[] }>();
  for (const [index, operation] of operations.entries()) {
    if (graph.has(operation.id)) {
      throw duplicateId(operation.id, [operations.findIndex((other) => other.id === operation.id), index]);
    }
    graph.set(operation.id, { dependencies: [...new Set(operation.depends_on)], dependents: [] });
  }
  for (const [id, { dependencies }] of graph) {
    for (const dependency of dependencies) {
      const neighbours = graph.get(dependency);
      if (neighbours === undefined) throw unknownDependency(id, dependency, [...graph.keys()]);
      neighbours.dependents.push(id);
    }
  }
  throwForCycle(graph);
  return {
    graph,
    inDegree: new Map(Array.from(graph, ([id, { dependencies }]) => [id, dependencies.length])),
  };
}

/**
 * The ids by phase: first all steps that wait for nothing, then all that wait for those alone, and so on.
 * Inside a phase they stand in request order. Leaves both arguments as they are.
 *
 * Throws 6003 when the graph has a cycle, which one made by {@link buildDependencyGraph} never has.
 */
export function topologicalSort(graph: DependencyGraph, inDegree: ReadonlyMap<string, number>): string[][] {
  const waiting = new Map(inDegree);
  const place = new Map(Array.from(graph.keys(), (id, index) => [id, index]));
  const phases: string[][] = [];
  let sorted = 0;
  let phase = [...graph.keys()].filter((id) => (waiting.get(id) ?? 0) === 0);
  while (phase.length > 0) {
    phases.push(phase);
    sorted += phase.length;
    const next: string[] = [];
    for (const dependent of phase.flatMap((id) => graph.get(id)?.dependents ?? [])) {
      const left = (waiting.get(dependent) ?? 0) - 1;
      waiting.set(dependent, left);
      if (left === 0) next.push(dependent);
    }
    phase = next.sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
  }
  if (sorted < graph.size) throwForCycle(graph);
  return phases;
}

function throwForCycle(graph: DependencyGraph): void {
  const ids = [...graph.keys()];
  const place = new Map(ids.map((id, index) => [id, index]));
  const dependencies = Array.from(graph.values(), (neighbours) =>
    neighbours.dependencies.flatMap((id) => place.get(id) ?? []),
  );
  const [cycle] = findCycles(dependencies);
  if (cycle !== undefined)
    throw circularDependency(
      cycle.map((node) => ids[node] ?? ""),
      ids,
    );
}
