import { StepHeap } from "./heap.js";
import type { SchedulerCaps, SchedulerStep } from "./types.js";

/** A system: how many of its steps run, and the lanes in which the others wait. */
export interface SystemPlaces {
  readonly cap: number;
  running: number;
  readonly lanes: Lane[];
  /**
   * Steps that came to be the first of their lane, where a system has several lanes. Those that are it no more are left
   * in, and thrown away when they come up.
   */
  readonly heads: StepHeap;
}

/** Steps of one system that draw on the same limits. */
export interface Lane {
  readonly system: SystemPlaces;
  readonly waiting: StepHeap;
  /** So many start as one. */
  merges: number;
  /** Passed over until the next recall, because a limit had no room. */
  held: boolean;
}

export interface Lanes {
  readonly systems: readonly SystemPlaces[];
  /** Of each step its lane. */
  readonly of: readonly Lane[];
}

/** The lanes of all steps. Throws a TypeError for caps and `merges` that are no whole numbers from 1. */
export function lanesOf(steps: readonly SchedulerStep[], left: Float64Array, caps: SchedulerCaps): Lanes {
  const capOf = capsBySystem(caps.perSystem ?? Number.POSITIVE_INFINITY);
  const systems = new Map<string, SystemPlaces & { named: Map<string, Lane> }>();
  const lanes: Lane[] = [];
  for (const { id, system: name, lane: laneName = "", merges = 1 } of steps) {
    requireCount(merges, `merges of step ${id}`);
    let system = systems.get(name);
    if (system === undefined) {
      system = { cap: capOf(name), running: 0, lanes: [], heads: new StepHeap(left), named: new Map() };
      systems.set(name, system);
    }
    let lane = system.named.get(laneName);
    if (lane === undefined) {
      lane = { system, waiting: new StepHeap(left), merges, held: false };
      system.named.set(laneName, lane);
      system.lanes.push(lane);
    } else if (merges < lane.merges) lane.merges = merges;
    lanes.push(lane);
  }
  return { systems: [...systems.values()], of: lanes };
}

/** Steps that go one after another wait in one lane: what is held back, or wants to go on, is not overtaken. */
export function singleLane(steps: readonly SchedulerStep[], left: Float64Array): Lanes {
  const system: SystemPlaces = { cap: 1, running: 0, lanes: [], heads: new StepHeap(left) };
  const lane: Lane = { system, waiting: new StepHeap(left), merges: 1, held: false };
  system.lanes.push(lane);
  return { systems: [system], of: steps.map(() => lane) };
}

function capsBySystem(perSystem: number | Readonly<Record<string, number>>): (system: string) => number {
  if (typeof perSystem === "number") {
    requireCount(perSystem, "cap per system");
    return () => perSystem;
  }
  const caps = new Map(Object.entries(perSystem));
  for (const [system, cap] of caps) requireCount(cap, `cap of ${system}`);
  return (system) => caps.get(system) ?? Number.POSITIVE_INFINITY;
}

/** A whole number from 1, or infinitely many. */
export function requireCount(count: number, what: string): number {
  if (count !== Number.POSITIVE_INFINITY && !(Number.isInteger(count) && count >= 1))
    throw new TypeError(`The ${what} is ${count}; it has to be a whole number from 1.`);
  return count;
}
