import fc from "fast-check";
import type { SchedulerStep } from "../../src/scheduler/index.js";

export interface TimedStep extends SchedulerStep {
  readonly duration: number;
}

const SYSTEMS = ["jira", "linear", "__proto__"];

/** Acyclic steps in a random order; `remaining_ms` is exact, as it is in a plan whose expectations come true. */
export const timedSteps: fc.Arbitrary<TimedStep[]> = fc
  .array(
    fc.record({
      links: fc.array(fc.record({ to: fc.nat(), reference: fc.boolean() }), { maxLength: 3 }),
      system: fc.constantFrom(...SYSTEMS),
      duration: fc.nat(50),
    }),
    { minLength: 1, maxLength: 20, size: "max" },
  )
  .map((drafts) => {
    const steps = drafts.map(({ links, system, duration }, index) => {
      const targets =
        index === 0 ? [] : links.map(({ to, reference }) => ({ id: nameOf(to % index), reference }));
      return {
        id: nameOf(index),
        system,
        duration,
        dependencies: [...new Set(targets.map(({ id }) => id))],
        references: [...new Set(targets.filter(({ reference }) => reference).map(({ id }) => id))],
      };
    });
    const remaining = new Map<string, number>();
    for (const step of steps.toReversed()) {
      const after = steps.filter(({ dependencies }) => dependencies.includes(step.id));
      remaining.set(step.id, step.duration + Math.max(0, ...after.map(({ id }) => remaining.get(id) ?? 0)));
    }
    return steps.map((step) => ({ ...step, remaining_ms: remaining.get(step.id) ?? 0 }));
  })
  .chain((steps) => fc.shuffledSubarray(steps, { minLength: steps.length }));

function nameOf(index: number): string {
  return ["constructor", "__proto__", "toString"][index] ?? `s${index}`;
}

export function durations(steps: readonly TimedStep[]): (id: string) => number {
  const byId = new Map(steps.map(({ id, duration }) => [id, duration]));
  return (id) => byId.get(id) ?? 0;
}
