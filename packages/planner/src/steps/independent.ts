import { assemblePlan } from "./assemble.js";
import { dependentsOf, orderOf } from "./phases.js";
import type { Plan, PlanOptions, PlanStep } from "./types.js";

/**
 * The plan of steps that do not depend on each other: one phase. For requests of which `collectEdges` found neither
 * edges nor defects; needs no graph library. Ignores whatever `depends_on` and references the steps have.
 */
export function independentPlan(
  steps: readonly PlanStep[],
  options: Pick<PlanOptions, "expectedMs"> = {},
): Plan {
  const places = { from: [], to: [] };
  const dependents = dependentsOf(steps.length, places);
  const order = orderOf(steps.length, places, dependents);
  return assemblePlan({ steps, edges: [], places, dependents, order }, options);
}
