import {
  type Dependents,
  longestPath,
  type Order,
  type PlaceEdges,
  phasesOf,
  range,
  remainingPaths,
} from "./phases.js";
import type { Plan, PlanEdge, PlannedStep, PlanOptions, PlanStep } from "./types.js";

/** What an assembly starts from: a request without defects, and everything that its edges say of order. */
export interface Assembly {
  readonly steps: readonly PlanStep[];
  readonly edges: PlanEdge[];
  /** The same edges by place, in the same order. */
  readonly places: PlaceEdges;
  readonly dependents: Dependents;
  readonly order: Order;
}

/**
 * Puts a plan together: neighbours of each step, remaining paths and the critical path. Linear in steps and edges, apart
 * from sorting the dependencies of a step that names several.
 */
export function assemblePlan(assembly: Assembly, options: Pick<PlanOptions, "expectedMs">): Plan {
  const { steps, edges, dependents, order } = assembly;
  const expected = Float64Array.from(steps, (step) => duration(options.expectedMs?.(step)));
  const remaining = remainingPaths(expected, assembly);
  const neighbours = new Neighbours(assembly);
  const planned = steps.map(
    ({ id, system, operation }, place): PlannedStep => ({
      id,
      system,
      operation,
      phase: order.phases[place] ?? 1,
      ...neighbours.of(place),
      expected_ms: expected[place] ?? 1,
      remaining_ms: remaining[place] ?? 0,
    }),
  );
  const criticalPath = longestPath(remaining, { dependents, order });
  return {
    steps: planned,
    edges,
    phases: phasesOf(planned),
    critical_path: criticalPath.map((place) => steps[place]?.id ?? ""),
    critical_path_ms: remaining[criticalPath[0] ?? 0] ?? 0,
  };
}

function duration(expected: number | undefined): number {
  return expected !== undefined && Number.isFinite(expected) && expected >= 0 ? expected : 1;
}

/** Hands out the ids around each step, whose places are asked for in request order. */
class Neighbours {
  readonly #assembly: Assembly;
  /** The first edge that was not handed out: edges are in the order of the steps that wait. */
  #edge = 0;

  constructor(assembly: Assembly) {
    this.#assembly = assembly;
  }

  of(place: number): Pick<PlannedStep, "dependencies" | "references" | "dependents"> {
    const { edges, places } = this.#assembly;
    const dependencies: string[] = [];
    const references: string[] = [];
    const first = this.#edge;
    let isSorted = true;
    while (this.#edge < edges.length && places.to[this.#edge] === place) {
      const before = this.#edge === first ? -1 : (places.from[this.#edge - 1] ?? -1);
      if (before > (places.from[this.#edge] ?? 0)) isSorted = false;
      this.#edge += 1;
    }
    for (const edge of isSorted ? range(first, this.#edge) : this.#sorted(first)) {
      const { from = "", kinds } = edges[edge] ?? {};
      dependencies.push(from);
      if (kinds?.includes("reference")) references.push(from);
    }
    return { dependencies, references, dependents: this.#dependents(place) };
  }

  /** The edges handed out from `first` on, in the order of the steps where they begin. */
  #sorted(first: number): number[] {
    const { from } = this.#assembly.places;
    return [...range(first, this.#edge)].sort((a, b) => (from[a] ?? 0) - (from[b] ?? 0));
  }

  #dependents(place: number): string[] {
    const { steps, dependents } = this.#assembly;
    const ids: string[] = [];
    const end = dependents.starts[place + 1] ?? 0;
    for (let at = dependents.starts[place] ?? 0; at < end; at += 1)
      ids.push(steps[dependents.list[at] ?? 0]?.id ?? "");
    return ids;
  }
}
