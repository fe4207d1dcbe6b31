import type { OnFailure } from "@pm-orchestrator/core";
import type { Outcome, SchedulerStep, StepState } from "../../src/scheduler/index.js";

/**
 * How steps end when every order of ends leads to the same, said as plainly as possible: go over all steps until
 * nothing changes. Not for `stop`, where it matters what ran at the time.
 */
export function expectedEnds(
  steps: readonly SchedulerStep[],
  outcomeOf: (id: string) => Outcome,
  onFailure: Exclude<OnFailure, "stop">,
): Map<string, StepState> {
  const ends = new Map<string, StepState>();
  for (let before = -1; before !== ends.size; ) {
    before = ends.size;
    for (const step of steps) {
      if (ends.has(step.id)) continue;
      const needed = onFailure === "continue" ? step.references : step.dependencies;
      const bad = needed.some((id) => ends.has(id) && ends.get(id) !== "succeeded");
      if (bad) ends.set(step.id, "skipped");
      else if (step.dependencies.every((id) => ends.has(id))) ends.set(step.id, outcomeOf(step.id));
    }
  }
  return ends;
}
