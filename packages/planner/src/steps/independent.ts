import { assemblePlan } from "./assemble.js";
import { graphOf } from "./graph.js";
import { orderOf } from "./phases.js";
import type { Plan, PlanOptions, PlanStep } from "./types.js";

/**
 * The plan of steps that do not depend on each other: one phase. For requests that know neither `depends_on` nor
 * references: whatever their steps have of either is ignored.
 */
export function independentPlan(
  steps: readonly PlanStep[],
  options: Pick<PlanOptions, "expectedMs"> = {},
): Plan {
  const graph = graphOf(steps.length, { from: [], to: [] });
  return assemblePlan({ steps, edges: [], graph, order: orderOf(graph) }, options);
}
