import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createScheduler, type Outcome, type Scheduler } from "../../src/scheduler/index.js";
import { type TimedStep, timedSteps } from "./arbitrary.js";

/** Steps in lanes of their systems, of which some are merged. Most are of one system, so that they get into each other's way. */
const lanedSteps = fc
  .tuple(timedSteps, fc.array(fc.nat(2), { minLength: 20, maxLength: 20 }), fc.integer({ min: 1, max: 3 }))
  .map(([steps, lanes, merges]) =>
    steps.map((step, index) => ({
      ...step,
      system: index % 3 === 0 ? step.system : "jira",
      lane: ["", "x", "y"][lanes[index] ?? 0] ?? "",
      merges,
    })),
  );

const limits = fc.record({
  global: fc.constantFrom(undefined, undefined, 1, 2, 3),
  perSystem: fc.constantFrom(undefined, 1, 2, 2),
});

/** What the world does next: which of the steps under way it is, and what becomes of it. */
const moves = fc.array(
  fc.record({
    which: fc.nat(),
    what: fc.constantFrom("suspend", "suspend", "resume", "resume", "finish", "start", "start", "room"),
    outcome: fc.constantFrom<Outcome>(
      "succeeded",
      "succeeded",
      "succeeded",
      "failed",
      "unknown",
      "cancelled",
    ),
  }),
  { maxLength: 120, size: "max" },
);

const modes = fc.record({
  onFailure: fc.constantFrom("skip_dependents" as const, "stop" as const, "continue" as const),
  inOrder: fc.nat(3).map((n) => n === 0),
});

const ENDS = ["succeeded", "failed", "skipped", "cancelled", "unknown"];

/** Beside the scheduler: who holds which place, by what the scheduler has said, and nothing else. */
class World {
  readonly ended = new Map<string, string>();
  readonly suspended = new Set<string>();
  readonly resumed = new Set<string>();
  /** The steps that hold a place, as groups: merged steps hold one together. */
  groups: { system: string; steps: Set<string> }[] = [];
  room = 0;
  readonly #asked: string[] = [];
  readonly #byId: ReadonlyMap<string, TimedStep & { lane: string; merges: number }>;
  readonly scheduler: Scheduler;

  constructor(
    steps: readonly (TimedStep & { lane: string; merges: number })[],
    private readonly options: {
      caps: { global: number | undefined; perSystem: number | undefined };
      onFailure: "skip_dependents" | "stop" | "continue";
      inOrder: boolean;
      limited: boolean;
    },
  ) {
    this.#byId = new Map(steps.map((step) => [step.id, step]));
    const { global, perSystem } = options.caps;
    this.scheduler = createScheduler({
      steps,
      onFailure: options.onFailure,
      inOrder: options.inOrder,
      caps: { ...(global && { global }), ...(perSystem && { perSystem }) },
      ...(options.limited && { admits: (id) => this.#admits(id) }),
    });
  }

  #admits(id: string): boolean {
    // Neither for what has ended nor for what has a place already.
    expect(this.ended.has(id)).toBe(false);
    expect(this.groups.some(({ steps }) => steps.has(id))).toBe(false);
    if (this.room === 0) return false;
    this.room -= 1;
    this.#asked.push(id);
    return true;
  }

  start(): void {
    this.#asked.length = 0;
    const started = this.scheduler.start();
    for (const id of started) {
      const step = this.#byId.get(id);
      if (step === undefined) throw new Error(`Nobody knows ${id}.`);
      expect(this.ended.has(id)).toBe(false);
      expect(this.scheduler.state(id)).toBe("running");
      if (this.resumed.delete(id)) this.suspended.delete(id);
      else for (const dependency of step.dependencies) expect(this.ended.has(dependency)).toBe(true);
      this.#seat(step);
    }
    if (this.options.limited) {
      // Every place was asked for once, for the first of those that took it.
      expect(this.#asked.every((id) => started.includes(id))).toBe(true);
    }
    this.#check();
  }

  /** As full as groups can be: with the group before when that is of its lane and has room. */
  #seat({ id, system, lane, merges }: TimedStep & { lane: string; merges: number }): void {
    const last = this.groups.at(-1);
    const asked = this.options.limited ? this.#asked.includes(id) : undefined;
    const first = last && this.#byId.get([...last.steps][0] ?? "");
    const fits =
      !this.options.inOrder &&
      last !== undefined &&
      last.system === system &&
      first?.lane === lane &&
      last.steps.size < merges;
    if (fits && asked !== true) last.steps.add(id);
    else this.groups.push({ system, steps: new Set([id]) });
  }

  /** Groups of an earlier start are full: nobody joins them. */
  close(): void {
    this.groups = [...this.groups, { system: "", steps: new Set() }];
  }

  leave(id: string): void {
    for (const { steps } of this.groups) steps.delete(id);
  }

  #check(): void {
    const taken = this.groups.filter(({ steps }) => steps.size > 0);
    const { global = Number.POSITIVE_INFINITY, perSystem = Number.POSITIVE_INFINITY } = this.options.caps;
    expect(taken.length).toBeLessThanOrEqual(this.options.inOrder ? 1 : global);
    for (const { system } of taken) {
      const ofSystem = taken.filter((other) => other.system === system).length;
      expect(ofSystem).toBeLessThanOrEqual(this.options.inOrder ? 1 : perSystem);
    }
  }

  underWay(): string[] {
    return this.scheduler.running();
  }

  suspend(id: string): void {
    this.scheduler.suspend(id);
    this.suspended.add(id);
    // In order nothing overtakes it: it keeps its place.
    if (!this.options.inOrder) this.leave(id);
  }

  resume(id: string): void {
    this.scheduler.resume(id);
    this.resumed.add(id);
    this.leave(id);
  }

  finish(id: string, outcome: Outcome): void {
    const { skipped, cancelled } = this.scheduler.finish(id, outcome);
    this.leave(id);
    this.suspended.delete(id);
    this.resumed.delete(id);
    this.#end(id, outcome);
    for (const step of skipped) this.#end(step.id, "skipped");
    for (const step of cancelled) this.#end(step, "cancelled");
  }

  #end(id: string, state: string): void {
    expect(this.ended.has(id)).toBe(false);
    this.ended.set(id, state);
  }
}

describe("any interleaving of start, suspend, resume and finish", () => {
  it("keeps the caps, and ends with every step in one true end state", () => {
    fc.assert(
      fc.property(lanedSteps, limits, modes, fc.boolean(), moves, (steps, caps, mode, limited, script) => {
        const world = new World(steps, { caps, ...mode, limited });
        const { scheduler } = world;
        for (const { which, what, outcome } of script) {
          const underWay = world.underWay();
          const id = underWay[which % Math.max(1, underWay.length)];
          if (what === "room") world.room += 1 + (which % 4);
          else if (what === "start") {
            world.start();
            world.close();
          } else if (id === undefined) continue;
          else if (what === "finish") world.finish(id, outcome);
          else if (what === "suspend" && scheduler.state(id) === "running") world.suspend(id);
          else if (what === "resume" && world.suspended.has(id) && !world.resumed.has(id)) world.resume(id);
        }
        // The world comes to rest: all go on and succeed, and the limits have room.
        for (let turns = 0; !scheduler.done; turns += 1) {
          if (turns > 4 * steps.length) throw new Error("It does not end.");
          world.room = steps.length;
          for (const id of world.suspended) if (!world.resumed.has(id)) world.resume(id);
          world.start();
          world.close();
          expect(scheduler.held()).toEqual([]);
          for (const id of world.underWay())
            if (scheduler.state(id) === "running") world.finish(id, "succeeded");
        }
        expect([...world.ended.keys()].sort()).toEqual(steps.map(({ id }) => id).sort());
        for (const { id, state } of scheduler.snapshot().steps) {
          expect(ENDS).toContain(state);
          expect(state).toBe(world.ended.get(id));
        }
        expect(scheduler.start()).toEqual([]);
        expect(scheduler.running()).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});
