import type { PmoError } from "@pm-orchestrator/core";
import { DirectedGraph } from "graphology";
import { topologicalGenerations } from "graphology-dag";
import { assemblePlan } from "../steps/assemble.js";
import { circularDependency } from "../steps/defects.js";
import { collectEdges } from "../steps/edges.js";
import type { Plan, PlanEdge, PlanOptions, PlanStep } from "../steps/types.js";
import { findCycles } from "./cycles.js";

/** Either a plan and no defects, or defects and no plan. */
export interface PlanOutcome {
  readonly plan?: Plan;
  readonly defects: PmoError[];
}

/**
 * Plans steps: edges from `depends_on` and references, phases, expected and remaining durations, the critical path.
 * Calls nothing and knows no time of day.
 *
 * Does not throw for what is wrong with a request: every defect is listed, those of `collectEdges` (6009, 6004, 6003,
 * 6010) and one 6003 for each cycle of several steps. Of steps entangled in many cycles up to 25 are listed.
 *
 * @example
 * const { plan, defects } = createPlan(request.operations, { expectedMs: () => 400 });
 */
export function createPlan(steps: readonly PlanStep[], options: PlanOptions = {}): PlanOutcome {
  const { edges, defects } = collectEdges(steps, options);
  const ids = [...new Set(steps.map((step) => step.id))];
  const allDefects = [...defects, ...findCircles(ids, edges)];
  if (allDefects.length > 0) return { defects: allDefects };
  return { plan: assemblePlan({ steps, edges, phases: findPhases(ids, edges) }, options), defects: [] };
}

function findCircles(ids: readonly string[], edges: readonly PlanEdge[]): PmoError[] {
  const place = new Map(ids.map((id, index) => [id, index]));
  const dependencies: number[][] = ids.map(() => []);
  for (const { from, to } of edges) {
    const [source, target] = [place.get(from), place.get(to)];
    if (source !== undefined && target !== undefined) dependencies[target]?.push(source);
  }
  return findCycles(dependencies).map((cycle) =>
    circularDependency(
      cycle.map((node) => ids[node] ?? ""),
      ids,
    ),
  );
}

/** graphology keeps nodes in plain objects, where `constructor` and `__proto__` mean something else. */
const NODE_PREFIX = "n:";

function findPhases(ids: readonly string[], edges: readonly PlanEdge[]): string[][] {
  const graph = new DirectedGraph();
  for (const id of ids) graph.addNode(NODE_PREFIX + id);
  for (const { from, to } of edges) graph.addDirectedEdge(NODE_PREFIX + from, NODE_PREFIX + to);
  const place = new Map(ids.map((id, index) => [id, index]));
  return topologicalGenerations(graph).map((nodes) =>
    nodes
      .map((node) => node.slice(NODE_PREFIX.length))
      .sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0)),
  );
}
