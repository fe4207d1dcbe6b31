import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createScheduler, type SchedulerOptions } from "../../src/scheduler/index.js";
import { type TimedStep, timedSteps } from "./arbitrary.js";

interface Event {
  readonly at: number;
  readonly id: string;
  readonly what: "pause" | "resume" | "end";
}

/**
 * Runs steps in virtual time of which each pauses in the middle, as one does that waits for its next attempt: a first half,
 * a pause without a place, a second half.
 */
function runWithPauses(
  steps: readonly TimedStep[],
  pauseOf: (id: string) => number,
  options: Omit<SchedulerOptions, "steps">,
): { makespan: number; mostAtOnce: number } {
  const scheduler = createScheduler({ steps, ...options });
  const durations = new Map(steps.map(({ id, duration }) => [id, duration]));
  const events: Event[] = [];
  const paused = new Set<string>();
  let [now, running, mostAtOnce] = [0, 0, 0];
  const start = () => {
    for (const id of scheduler.start()) {
      running += 1;
      const half = Math.floor((durations.get(id) ?? 0) / 2);
      const [what, lasts] = paused.has(id)
        ? (["end", (durations.get(id) ?? 0) - half] as const)
        : (["pause", half] as const);
      events.push({ at: now + lasts, id, what });
    }
    mostAtOnce = Math.max(mostAtOnce, running);
  };
  start();
  while (events.length > 0) {
    events.sort((a, b) => b.at - a.at);
    const event = events.pop();
    if (event === undefined) break;
    now = event.at;
    if (event.what === "pause") {
      scheduler.suspend(event.id);
      running -= 1;
      paused.add(event.id);
      events.push({ at: now + pauseOf(event.id), id: event.id, what: "resume" });
    } else if (event.what === "resume") scheduler.resume(event.id);
    else {
      scheduler.finish(event.id, "succeeded");
      running -= 1;
    }
    start();
  }
  expect(scheduler.done).toBe(true);
  return { makespan: now, mostAtOnce };
}

/** The longest way through the steps when each takes its duration and its pause. */
function criticalPath(steps: readonly TimedStep[], pauseOf: (id: string) => number): number {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const ends = new Map<string, number>();
  const endOf = (id: string): number => {
    const known = ends.get(id);
    if (known !== undefined) return known;
    const { duration = 0, dependencies = [] } = byId.get(id) ?? {};
    const end = duration + pauseOf(id) + Math.max(0, ...dependencies.map(endOf));
    ends.set(id, end);
    return end;
  };
  return Math.max(...steps.map(({ id }) => endOf(id)));
}

const pauses = fc.func(fc.nat(30));

describe("steps that pause, in virtual time", () => {
  it("take exactly as long as the critical path when nothing is capped", () => {
    fc.assert(
      fc.property(timedSteps, pauses, (steps, pauseOf) => {
        expect(runWithPauses(steps, pauseOf, {}).makespan).toBe(criticalPath(steps, pauseOf));
      }),
    );
  });

  it("leave their place to others while they pause, and never exceed the cap", () => {
    fc.assert(
      fc.property(timedSteps, pauses, fc.integer({ min: 1, max: 3 }), (steps, pauseOf, global) => {
        const { makespan, mostAtOnce } = runWithPauses(steps, pauseOf, { caps: { global } });
        expect(mostAtOnce).toBeLessThanOrEqual(global);
        expect(makespan).toBeGreaterThanOrEqual(criticalPath(steps, pauseOf));
        // At any time either all places are taken, or what is left waits for pauses and dependencies alone.
        const work = steps.reduce((sum, { duration }) => sum + duration, 0);
        expect(makespan).toBeLessThanOrEqual(work / global + criticalPath(steps, pauseOf));
      }),
    );
  });

  it("keep their place when they go one after another: the time is the sum of everything", () => {
    fc.assert(
      fc.property(timedSteps, pauses, (steps, pauseOf) => {
        const { makespan, mostAtOnce } = runWithPauses(steps, pauseOf, { inOrder: true });
        expect(mostAtOnce).toBe(1);
        expect(makespan).toBe(steps.reduce((sum, { id, duration }) => sum + duration + pauseOf(id), 0));
      }),
    );
  });
});
