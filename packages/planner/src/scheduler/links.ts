import type { SchedulerStep } from "./types.js";

/** A dependent of a step, and whether it needs the step's result. */
export interface Link {
  readonly step: number;
  readonly needsResult: boolean;
}

/** Steps by number (their places in the request) instead of by id. */
export interface Links {
  readonly places: ReadonlyMap<string, number>;
  readonly dependencies: readonly (readonly number[])[];
  readonly dependents: readonly (readonly Link[])[];
}

/** Numbers the steps. Throws a TypeError for a duplicate id, an unknown dependency or a cycle: plans have none. */
export function linkSteps(steps: readonly SchedulerStep[]): Links {
  const places = new Map<string, number>();
  for (const [place, { id }] of steps.entries()) {
    if (places.has(id)) throw new TypeError(`Two steps have the id ${id}.`);
    places.set(id, place);
  }
  const dependents: Link[][] = steps.map(() => []);
  const dependencies = steps.map((step, place) => {
    const references = new Set(step.references);
    return Array.from(new Set([...step.dependencies, ...references]), (id) => {
      const dependency = places.get(id);
      if (dependency === undefined)
        throw new TypeError(`Step ${step.id} waits for ${id}, which does not exist.`);
      dependents[dependency]?.push({ step: place, needsResult: references.has(id) });
      return dependency;
    });
  });
  const links = { places, dependencies, dependents };
  requireNoCycle(links);
  return links;
}

/** A cycle would wait for itself for ever, without a word. */
function requireNoCycle({ dependencies, dependents }: Links): void {
  const waiting = dependencies.map((list) => list.length);
  const sorted = [...waiting.keys()].filter((step) => waiting[step] === 0);
  for (let next = 0; next < sorted.length; next += 1) {
    for (const { step } of dependents[sorted[next] ?? 0] ?? []) {
      const left = (waiting[step] ?? 0) - 1;
      waiting[step] = left;
      if (left === 0) sorted.push(step);
    }
  }
  if (sorted.length < dependencies.length) throw new TypeError("The steps wait for each other in a cycle.");
}
