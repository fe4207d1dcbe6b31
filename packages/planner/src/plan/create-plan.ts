import type { PmoError } from "@pm-orchestrator/core";
import { assemblePlan } from "../steps/assemble.js";
import { circularDependency } from "../steps/defects.js";
import { numberEdges } from "../steps/edges.js";
import { graphOf, type PlaceEdges } from "../steps/graph.js";
import { orderOf } from "../steps/phases.js";
import type { Plan, PlanOptions, PlanStep } from "../steps/types.js";
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
  const { edges, from, to, defects } = numberEdges(steps, options);
  const graph = graphOf(steps.length, { from, to });
  const order = orderOf(graph);
  const circles = order.sorted.length < steps.length ? findCircles(steps, graph.edges) : [];
  const allDefects = [...defects, ...circles];
  if (allDefects.length > 0) return { defects: allDefects };
  return { plan: assemblePlan({ steps, edges, graph, order }, options), defects: [] };
}

function findCircles(steps: readonly PlanStep[], { from, to }: PlaceEdges): PmoError[] {
  const dependencies: number[][] = steps.map(() => []);
  for (const [edge, target] of to.entries()) dependencies[target]?.push(from[edge] ?? 0);
  const ids = [...new Set(steps.map(({ id }) => id))];
  return findCycles(dependencies).map((cycle) =>
    circularDependency(
      cycle.map((place) => steps[place]?.id ?? ""),
      ids,
    ),
  );
}
