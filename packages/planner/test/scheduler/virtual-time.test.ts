import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createScheduler, type Outcome, type SchedulerStep } from "../../src/scheduler/index.js";
import { durations, type TimedStep, timedSteps } from "./arbitrary.js";
import { expectedEnds } from "./reference-model.js";
import { type LogEntry, simulate } from "./simulate.js";

const cap = fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined });
const caps = fc.record({ global: cap, perSystem: cap }).map(({ global, perSystem }) => ({
  ...(global === undefined ? {} : { global }),
  ...(perSystem === undefined ? {} : { perSystem }),
}));
const onFailure = fc.constantFrom("skip_dependents" as const, "stop" as const, "continue" as const);
/** Mostly good, so that runs get somewhere. */
const outcomes = fc
  .array(fc.constantFrom<Outcome>("succeeded", "succeeded", "succeeded", "failed", "unknown", "cancelled"), {
    minLength: 30,
    maxLength: 30,
  })
  .map((list) => (steps: readonly SchedulerStep[]) => {
    const byId = new Map(steps.map(({ id }, index) => [id, list[index] ?? "succeeded"]));
    return (id: string) => byId.get(id) ?? "succeeded";
  });

function startsOf(log: readonly LogEntry[]): Map<string, number> {
  return new Map(log.flatMap(({ id, what, at }) => (what === "start" ? [[id, at]] : [])));
}

function endsOf(log: readonly LogEntry[]): LogEntry[] {
  return log.filter(({ what }) => what !== "start");
}

function expectEveryStepToEndOnce(log: readonly LogEntry[], steps: readonly TimedStep[]): void {
  expect(
    endsOf(log)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(steps.map(({ id }) => id).sort());
}

/** How many run at once, at worst, of those that `counts` selects. */
function mostAtOnce(log: readonly LogEntry[], counts: (id: string) => boolean): number {
  const started = startsOf(log);
  let [now, most] = [0, 0];
  for (const { id, what } of log) {
    if (!counts(id) || !started.has(id)) continue;
    now += what === "start" ? 1 : -1;
    most = Math.max(most, now);
  }
  return most;
}

describe("the scheduler in virtual time", () => {
  it("takes exactly as long as the critical path when nothing is capped", () => {
    fc.assert(
      fc.property(timedSteps, (steps) => {
        const { makespan, log } = simulate({
          scheduler: createScheduler({ steps }),
          steps,
          durationOf: durations(steps),
        });
        expect(makespan).toBe(Math.max(...steps.map(({ remaining_ms }) => remaining_ms)));
        expectEveryStepToEndOnce(log, steps);
      }),
    );
  });

  it("never starts before dependencies have ended, never exceeds a cap, leaves no place free for nothing", () => {
    fc.assert(
      fc.property(timedSteps, caps, outcomes, onFailure, (steps, limits, outcomesFor, mode) => {
        const scheduler = createScheduler({ steps, caps: limits, onFailure: mode });
        const { log } = simulate({
          scheduler,
          steps,
          durationOf: durations(steps),
          outcomeOf: outcomesFor(steps),
        });
        expectEveryStepToEndOnce(log, steps);
        const started = startsOf(log);
        const systems = new Map(steps.map(({ id, system }) => [id, system]));
        for (const { id, dependencies } of steps) {
          const place = log.findIndex((entry) => entry.what === "start" && entry.id === id);
          if (!started.has(id)) continue;
          for (const dependency of dependencies) {
            const ended = log.findIndex((entry) => entry.what !== "start" && entry.id === dependency);
            expect(ended).toBeLessThan(place);
          }
        }
        expect(mostAtOnce(log, () => true)).toBeLessThanOrEqual(limits.global ?? steps.length);
        for (const system of new Set(systems.values())) {
          expect(mostAtOnce(log, (id) => systems.get(id) === system)).toBeLessThanOrEqual(
            limits.perSystem ?? steps.length,
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it("starts a ready step as soon as a place for it is free", () => {
    fc.assert(
      fc.property(timedSteps, caps, (steps, limits) => {
        const scheduler = createScheduler({ steps, caps: limits });
        const { log } = simulate({ scheduler, steps, durationOf: durations(steps) });
        const byId = new Map(steps.map((step) => [step.id, step]));
        const running = new Set<string>();
        const ended = new Set<string>();
        for (const [index, { id, what }] of log.entries()) {
          if (what === "start") running.add(id);
          else {
            running.delete(id);
            ended.add(id);
          }
          // Between an end and the starts that answer it a place is rightly free.
          if (log[index + 1]?.what === "start" || running.size >= (limits.global ?? Number.POSITIVE_INFINITY))
            continue;
          for (const { id: other, system, dependencies } of steps) {
            if (running.has(other) || ended.has(other) || !dependencies.every((each) => ended.has(each)))
              continue;
            const sameSystem = [...running].filter((each) => byId.get(each)?.system === system).length;
            expect(sameSystem).toBe(limits.perSystem);
          }
        }
      }),
    );
  });

  it("prefers the longest remaining path", () => {
    fc.assert(
      fc.property(timedSteps, (steps) => {
        const scheduler = createScheduler({ steps, caps: { global: 1 } });
        const { log } = simulate({ scheduler, steps, durationOf: durations(steps) });
        const ended = new Set<string>();
        for (const { id, what } of log) {
          if (what !== "start") {
            ended.add(id);
            continue;
          }
          const free = steps.filter(
            (step) => !ended.has(step.id) && step.dependencies.every((each) => ended.has(each)),
          );
          const longest = Math.max(...free.map(({ remaining_ms }) => remaining_ms));
          expect(free.find(({ remaining_ms }) => remaining_ms === longest)?.id).toBe(id);
        }
      }),
    );
  });

  it("is deterministic", () => {
    fc.assert(
      fc.property(timedSteps, caps, outcomes, onFailure, (steps, limits, outcomesFor, mode) => {
        const run = () =>
          simulate({
            scheduler: createScheduler({ steps, caps: limits, onFailure: mode }),
            steps,
            durationOf: durations(steps),
            outcomeOf: outcomesFor(steps),
          });
        expect(run()).toEqual(run());
      }),
    );
  });

  it("ends as the reference model says, with skip_dependents and continue", () => {
    const modes = fc.constantFrom("skip_dependents" as const, "continue" as const);
    fc.assert(
      fc.property(timedSteps, caps, outcomes, modes, (steps, limits, outcomesFor, mode) => {
        const scheduler = createScheduler({ steps, caps: limits, onFailure: mode });
        const outcomeOf = outcomesFor(steps);
        const { log } = simulate({ scheduler, steps, durationOf: durations(steps), outcomeOf });
        const ends = new Map(endsOf(log).map(({ id, what }) => [id, what]));
        expect(ends).toEqual(new Map(expectedEnds(steps, outcomeOf, mode)));
        for (const { id, because } of log.filter(({ what }) => what === "skipped")) {
          expect(started(log, because)).toBe(true);
          expect(["failed", "unknown", "cancelled"]).toContain(ends.get(because ?? ""));
          expect(scheduler.because(id)).toBe(because);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("stops: after the first failure nothing starts, and what ran is aborted at that moment", () => {
    fc.assert(
      fc.property(timedSteps, caps, outcomes, (steps, limits, outcomesFor) => {
        const scheduler = createScheduler({ steps, caps: limits, onFailure: "stop" });
        const { log, makespan } = simulate({
          scheduler,
          steps,
          durationOf: durations(steps),
          outcomeOf: outcomesFor(steps),
        });
        expectEveryStepToEndOnce(log, steps);
        expect(log.some(({ what }) => what === "skipped")).toBe(false);
        const failure = log.findIndex(
          ({ what }) => what === "failed" || what === "unknown" || what === "cancelled",
        );
        if (failure < 0) {
          expect(endsOf(log).every(({ what }) => what === "succeeded")).toBe(true);
          return;
        }
        expect(log[failure]?.at).toBe(makespan);
        expect(log.slice(failure + 1).every(({ what }) => what === "cancelled")).toBe(true);
      }),
    );
  });

  it("ends at once when it is cancelled at any moment", () => {
    fc.assert(
      fc.property(timedSteps, caps, onFailure, fc.nat(200), (steps, limits, mode, cancelAt) => {
        const scheduler = createScheduler({ steps, caps: limits, onFailure: mode });
        const { log, makespan } = simulate({ scheduler, steps, durationOf: durations(steps), cancelAt });
        expectEveryStepToEndOnce(log, steps);
        expect(makespan).toBeLessThanOrEqual(cancelAt);
        expect(scheduler.done).toBe(true);
        expect(log.every(({ what, at }) => what !== "start" || at <= cancelAt)).toBe(true);
      }),
    );
  });

  it("goes on from a snapshot at any moment as if nothing had happened", () => {
    fc.assert(
      fc.property(timedSteps, caps, outcomes, onFailure, (steps, limits, outcomesFor, mode) => {
        const options = { steps, caps: limits, onFailure: mode };
        const outcomeOf = outcomesFor(steps);
        let restored = createScheduler(options);
        const unbroken = createScheduler(options);
        while (!unbroken.done) {
          expect(restored.start()).toEqual(unbroken.start());
          const [next] = unbroken.running();
          if (next === undefined) throw new Error("Nothing runs.");
          expect(restored.finish(next, outcomeOf(next))).toEqual(unbroken.finish(next, outcomeOf(next)));
          restored = createScheduler({
            ...options,
            restore: JSON.parse(JSON.stringify(restored.snapshot())),
          });
          expect(restored.snapshot()).toEqual(unbroken.snapshot());
        }
        expect(restored.done).toBe(true);
      }),
    );
  });

  it("handles ten thousand steps, deep or wide", () => {
    const size = 10_000;
    const chain = Array.from({ length: size }, (_, n) => ({
      id: `s${n}`,
      system: "jira",
      dependencies: n === 0 ? [] : [`s${n - 1}`],
      references: [],
      remaining_ms: size - n,
    }));
    for (const steps of [chain, chain.map((step) => ({ ...step, dependencies: [] }))]) {
      const scheduler = createScheduler({ steps, caps: { global: 4 } });
      let ended = 0;
      while (!scheduler.done) {
        scheduler.start();
        for (const id of scheduler.running()) {
          scheduler.finish(id, "succeeded");
          ended += 1;
        }
      }
      expect(ended).toBe(size);
    }
    const failing = createScheduler({ steps: chain });
    failing.start();
    expect(failing.finish("s0", "failed").skipped).toHaveLength(size - 1);
  });
});

function started(log: readonly LogEntry[], id: string | undefined): boolean {
  return log.some((entry) => entry.what === "start" && entry.id === id);
}
