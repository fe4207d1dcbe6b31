import type { Plan, PlanEdge, PlannedStep, PlanOptions, PlanStep } from "./types.js";

/** What an assembly starts from: a request without defects, and phases that fit its edges. */
export interface Assembly {
  readonly steps: readonly PlanStep[];
  readonly edges: readonly PlanEdge[];
  readonly phases: readonly (readonly string[])[];
}

/**
 * Puts a plan together: neighbours of each step, remaining paths and the critical path.
 * Linear in steps and edges, apart from sorting neighbours.
 */
export function assemblePlan(
  { steps, edges, phases }: Assembly,
  options: Pick<PlanOptions, "expectedMs">,
): Plan {
  const planned = new Map<string, PlannedStep>();
  const place = new Map<string, number>();
  for (const [index, step] of steps.entries()) {
    place.set(step.id, index);
    planned.set(step.id, {
      id: step.id,
      system: step.system,
      operation: step.operation,
      phase: 1,
      dependencies: [],
      references: [],
      dependents: [],
      expected_ms: duration(options.expectedMs?.(step)),
      remaining_ms: 0,
    });
  }
  for (const { from, to, kinds } of edges) {
    planned.get(from)?.dependents.push(to);
    planned.get(to)?.dependencies.push(from);
    if (kinds.includes("reference")) planned.get(to)?.references.push(from);
  }
  const byPlace = (a: string, b: string) => (place.get(a) ?? 0) - (place.get(b) ?? 0);
  for (const step of planned.values()) {
    for (const neighbours of [step.dependencies, step.references, step.dependents]) neighbours.sort(byPlace);
  }
  labelPhases(planned, phases);
  const criticalPath = measure(planned, phases);
  return {
    steps: [...planned.values()],
    edges: [...edges],
    phases: phases.map((ids) => [...ids]),
    critical_path: criticalPath.map((step) => step.id),
    critical_path_ms: criticalPath[0]?.remaining_ms ?? 0,
  };
}

function duration(expected: number | undefined): number {
  return expected !== undefined && Number.isFinite(expected) && expected >= 0 ? expected : 1;
}

function labelPhases(planned: ReadonlyMap<string, PlannedStep>, phases: Assembly["phases"]): void {
  for (const [index, ids] of phases.entries()) {
    for (const id of ids) {
      const step = planned.get(id);
      if (step !== undefined) step.phase = index + 1;
    }
  }
}

/** Fills in `remaining_ms`, last phase first, and gives the critical path. */
function measure(planned: ReadonlyMap<string, PlannedStep>, phases: Assembly["phases"]): PlannedStep[] {
  for (const ids of phases.toReversed()) {
    for (const id of ids) {
      const step = planned.get(id);
      if (step !== undefined)
        step.remaining_ms = step.expected_ms + (longest(step.dependents, planned)?.remaining_ms ?? 0);
    }
  }
  const path: PlannedStep[] = [];
  let next = longest(phases[0] ?? [], planned);
  while (next !== undefined) {
    path.push(next);
    next = longest(next.dependents, planned);
  }
  return path;
}

/** The step with the longest remaining path; of equal ones the first. */
function longest(ids: readonly string[], planned: ReadonlyMap<string, PlannedStep>): PlannedStep | undefined {
  let best: PlannedStep | undefined;
  for (const id of ids) {
    const step = planned.get(id);
    if (step !== undefined && (best === undefined || step.remaining_ms > best.remaining_ms)) best = step;
  }
  return best;
}
