import { createScheduler, type SchedulerCaps, type SchedulerStep } from "@pm-orchestrator/planner/scheduler";

/** How long each step takes, by id. Unit: milliseconds. */
export type Durations = ReadonlyMap<string, number>;

/** The scheduler's makespan: each step starts as soon as it may. Nothing waits for a phase. */
export function dataflowMakespan(
  steps: readonly SchedulerStep[],
  durations: Durations,
  caps: SchedulerCaps = {},
): number {
  const scheduler = createScheduler({ steps, caps });
  const running: { id: string; ends: number }[] = [];
  let now = 0;
  const start = () => {
    for (const id of scheduler.start()) running.push({ id, ends: now + (durations.get(id) ?? 0) });
  };
  start();
  while (running.length > 0) {
    running.sort((a, b) => b.ends - a.ends);
    const next = running.pop();
    if (next === undefined) break;
    now = next.ends;
    scheduler.finish(next.id, "succeeded");
    start();
  }
  return now;
}

/** The makespan with a barrier after each phase: the way in which phases are usually run. */
export function barrierMakespan(
  phases: readonly (readonly string[])[],
  durations: Durations,
  cap = Infinity,
): number {
  return phases.reduce((sum, phase) => sum + phaseMakespan(phase, durations, cap), 0);
}

/** Steps of one phase in request order, `cap` at once. */
function phaseMakespan(phase: readonly string[], durations: Durations, cap: number): number {
  const places: number[] = [];
  for (const id of phase) {
    const took = durations.get(id) ?? 0;
    if (places.length < cap) places.push(took);
    else {
      places.sort((a, b) => b - a);
      places.push((places.pop() ?? 0) + took);
    }
  }
  return Math.max(0, ...places);
}
