import type { SchedulerStep } from "../../src/scheduler/index.js";

/** A step that waits for nothing, as far as nothing else is said. */
export function step(id: string, rest: Partial<SchedulerStep> = {}): SchedulerStep {
  return { id, system: "jira", dependencies: [], references: [], remaining_ms: 1, ...rest };
}
