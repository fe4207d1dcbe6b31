import type { StepGraph } from "./graph.js";
import { longestPath, type Order, remainingPaths } from "./phases.js";
import type { Plan, PlanEdge, PlannedStep, PlanOptions, PlanStep } from "./types.js";

/** What an assembly starts from: a request without defects, and everything that its edges say of order. */
export interface Assembly {
  readonly steps: readonly PlanStep[];
  /** Those of the graph, by its numbers. */
  readonly edges: PlanEdge[];
  readonly graph: StepGraph;
  readonly order: Order;
}

/** Puts a plan together: neighbours of each step, remaining paths and the critical path. Linear in steps and edges. */
export function assemblePlan(
  { steps, edges, graph, order }: Assembly,
  options: Pick<PlanOptions, "expectedMs">,
): Plan {
  const expected = durationsOf(steps, options);
  const remaining = remainingPaths(expected, { graph, order });
  const planned: PlannedStep[] = [];
  const phases: string[][] = [];
  for (let place = 0; place < steps.length; place += 1) {
    const step = steps[place];
    if (step === undefined) continue;
    const { id, system, operation } = step;
    const phase = order.phases[place] ?? 1;
    const dependencies: string[] = [];
    const references: string[] = [];
    const end = graph.entering.starts[place + 1] ?? 0;
    for (let at = graph.entering.starts[place] ?? 0; at < end; at += 1) {
      const edge = edges[graph.entering.list[at] ?? 0];
      if (edge === undefined) continue;
      dependencies.push(edge.from);
      if (edge.kinds.includes("reference")) references.push(edge.from);
    }
    planned.push({
      id,
      system,
      operation,
      phase,
      dependencies,
      references,
      dependents: dependentsOf(place, edges, graph),
      expected_ms: expected[place] ?? 1,
      remaining_ms: remaining[place] ?? 0,
    });
    const ids = phases[phase - 1];
    if (ids === undefined) phases[phase - 1] = [id];
    else ids.push(id);
  }
  const criticalPath = longestPath(remaining, { graph, order });
  return {
    steps: planned,
    edges,
    phases,
    critical_path: criticalPath.map((place) => steps[place]?.id ?? ""),
    critical_path_ms: remaining[criticalPath[0] ?? 0] ?? 0,
  };
}

function dependentsOf(place: number, edges: readonly PlanEdge[], { leaving }: StepGraph): string[] {
  const dependents: string[] = [];
  const end = leaving.starts[place + 1] ?? 0;
  for (let at = leaving.starts[place] ?? 0; at < end; at += 1)
    dependents.push(edges[leaving.list[at] ?? 0]?.to ?? "");
  return dependents;
}

function durationsOf(
  steps: readonly PlanStep[],
  { expectedMs }: Pick<PlanOptions, "expectedMs">,
): Float64Array {
  const durations = new Float64Array(steps.length).fill(1);
  if (expectedMs === undefined) return durations;
  for (const [place, step] of steps.entries()) {
    const expected = expectedMs(step);
    if (expected !== undefined && Number.isFinite(expected) && expected >= 0) durations[place] = expected;
  }
  return durations;
}
