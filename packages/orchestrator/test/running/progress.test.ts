import type { RunEvent } from "@pm-orchestrator/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Progress } from "../../src/running/progress.js";

/** A random order in which the steps of a plan may start, end, or never start. */
const scenario = fc
  .array(fc.record({ phase: fc.integer({ min: 1, max: 4 }), starts: fc.boolean(), success: fc.boolean() }), {
    minLength: 1,
    maxLength: 20,
  })
  .chain((steps) =>
    fc.record({
      steps: fc.constant(steps),
      order: fc.shuffledSubarray(
        steps.map((_, index) => index),
        { minLength: steps.length, maxLength: steps.length },
      ),
      overlap: fc.integer({ min: 0, max: 5 }),
    }),
  );

function play({
  steps,
  order,
  overlap,
}: {
  steps: { phase: number; starts: boolean; success: boolean }[];
  order: number[];
  overlap: number;
}) {
  const events: RunEvent[] = [];
  let clock = 1_000;
  const planned = steps.map(({ phase }, index) => ({ id: `s${index}`, system: "box", phase }));
  const progress = new Progress(
    "run",
    planned,
    (event) => events.push(event),
    () => (clock += 10),
  );
  progress.begin();
  const open: number[] = [];
  const end = (index: number) =>
    progress.apply({
      kind: "completed",
      id: `s${index}`,
      success: steps[index]?.success ?? false,
      duration_ms: 1,
      cached: false,
    });
  for (const index of order) {
    if (steps[index]?.starts) {
      progress.apply({ kind: "started", id: `s${index}` });
      open.push(index);
    } else progress.apply({ kind: "never_started", id: `s${index}`, because: "x" });
    while (open.length > overlap) end(open.shift() ?? 0);
  }
  for (const index of open) end(index);
  return { events, progress };
}

describe("Progress", () => {
  it("numbers events without holes, and starts and ends each phase and step exactly once", () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const { events, progress } = play(given);
        expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
        const started = given.steps.filter(({ starts }) => starts).length;
        const count = (name: RunEvent["event"]) => events.filter(({ event }) => event === name).length;
        expect(count("operation_started")).toBe(started);
        expect(count("operation_completed")).toBe(started);
        expect(count("operation_skipped")).toBe(given.steps.length - started);
        const phases = new Set(given.steps.filter(({ starts }) => starts).map(({ phase }) => phase));
        expect(count("phase_started")).toBe(phases.size);
        expect(count("phase_completed")).toBe(phases.size);
        expect(progress.phasesStarted).toBe(phases.size);
        for (const phase of progress.timeline()) {
          expect(phase.started_at === null).toBe(!phases.has(phase.phase));
          expect(phase.completed_at === null).toBe(!phases.has(phase.phase));
        }
      }),
    );
  });

  it("ends a phase with its last step, and counts what succeeded in it", () => {
    const { events } = play({
      steps: [
        { phase: 1, starts: true, success: true },
        { phase: 1, starts: true, success: false },
        { phase: 2, starts: false, success: false },
      ],
      order: [0, 1, 2],
      overlap: 2,
    });
    expect(events.map(({ event }) => event)).toEqual([
      "run_started",
      "phase_started",
      "operation_started",
      "operation_started",
      "operation_skipped",
      "operation_completed",
      "operation_completed",
      "phase_completed",
    ]);
    expect(events.at(-1)).toMatchObject({ phase: 1, operations_successful: 1 });
  });

  it("refuses what the plan does not know", () => {
    const progress = new Progress("run", [], () => {});
    expect(() => progress.apply({ kind: "started", id: "nobody" })).toThrow(TypeError);
  });
});
