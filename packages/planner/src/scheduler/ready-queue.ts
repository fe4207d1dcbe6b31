import type { SchedulerCaps } from "./types.js";

/** Whether step `a` goes before step `b`. Steps are numbers here: their places in the request. */
export type GoesBefore = (a: number, b: number) => boolean;

/** Where a step waits: the lane of its system, of which up to `merges` start as one. */
export interface Waiting {
  system: string;
  lane: string;
  merges: number;
}

/**
 * Steps that could start, and the places that are free for them.
 *
 * Each lane has a heap of its own, so that a system without a free place, or a limit without room, is passed over at the
 * price of one comparison, however many of its steps wait.
 */
export class ReadyQueue {
  readonly #goesBefore: GoesBefore;
  readonly #admits: ((step: number) => boolean) | undefined;
  readonly #caps: Required<SchedulerCaps>;
  readonly #systems = new Map<string, SystemPlaces>();
  readonly #lanes = new Map<string, Lane>();
  /** The place that a step takes, alone or with those that it was merged with. */
  readonly #taken = new Map<number, Place>();
  #held: Lane[] = [];
  #running = 0;

  constructor(goesBefore: GoesBefore, caps: SchedulerCaps, admits?: (step: number) => boolean) {
    this.#goesBefore = goesBefore;
    this.#admits = admits;
    const { global = Number.POSITIVE_INFINITY, perSystem = Number.POSITIVE_INFINITY } = caps;
    this.#caps = { global: requireCap(global, "global"), perSystem };
    if (typeof perSystem === "number") requireCap(perSystem, "per system");
    else for (const [system, cap] of Object.entries(perSystem)) requireCap(cap, `of ${system}`);
  }

  add(step: number, waiting: Waiting): void {
    push(this.#lane(waiting).heap, step, this.#goesBefore);
  }

  /** The steps that start next, as one; they take a place. Undefined when nothing can start. */
  take(): number[] | undefined {
    for (let lane = this.#next(); lane !== undefined; lane = this.#next()) {
      const [first] = lane.heap;
      if (first === undefined) return undefined;
      if (this.#admits?.(first) === false) {
        lane.held = true;
        this.#held.push(lane);
        continue;
      }
      const steps: number[] = [];
      const place = { system: lane.system, steps: 0 };
      while (steps.length < lane.merges) {
        const step = pop(lane.heap, this.#goesBefore);
        if (step === undefined) break;
        steps.push(step);
        this.#taken.set(step, place);
      }
      place.steps = steps.length;
      lane.system.running += 1;
      this.#running += 1;
      return steps;
    }
    return undefined;
  }

  /** What the limits hold back, since the last {@link recall}. */
  held(): number[] {
    return this.#held.flatMap(({ heap }) => heap).sort((a, b) => a - b);
  }

  /** Limits may have room again. */
  recall(): void {
    for (const lane of this.#held) lane.held = false;
    this.#held = [];
  }

  /** A step that runs already takes a place, free or not. */
  occupy(step: number, name: string): void {
    const system = this.#system(name);
    this.#taken.set(step, { system, steps: 1 });
    system.running += 1;
    this.#running += 1;
  }

  /** A step needs its place no more. */
  release(step: number): void {
    const place = this.#taken.get(step);
    if (place === undefined) return;
    this.#taken.delete(step);
    place.steps -= 1;
    if (place.steps > 0) return;
    place.system.running -= 1;
    this.#running -= 1;
  }

  clear(): void {
    for (const lane of this.#lanes.values()) lane.heap.length = 0;
  }

  /** The lane whose first step goes before those of all others that have a place and room. */
  #next(): Lane | undefined {
    if (this.#running >= this.#caps.global) return undefined;
    let best: Lane | undefined;
    let bestStep: number | undefined;
    for (const lane of this.#lanes.values()) {
      const [first] = lane.heap;
      if (first === undefined || lane.held || lane.system.running >= lane.system.cap) continue;
      if (bestStep !== undefined && !this.#goesBefore(first, bestStep)) continue;
      best = lane;
      bestStep = first;
    }
    return best;
  }

  #lane({ system, lane: name, merges }: Waiting): Lane {
    // No lane: the usual case needs no longer key.
    const key = name === "" ? system : `${system}\0${name}`;
    let lane = this.#lanes.get(key);
    if (lane === undefined) {
      lane = { heap: [], system: this.#system(system), merges, held: false };
      this.#lanes.set(key, lane);
    }
    return lane;
  }

  #system(name: string): SystemPlaces {
    let system = this.#systems.get(name);
    if (system === undefined) {
      system = { running: 0, cap: this.#capOf(name) };
      this.#systems.set(name, system);
    }
    return system;
  }

  #capOf(system: string): number {
    const { perSystem } = this.#caps;
    if (typeof perSystem === "number") return perSystem;
    return Object.hasOwn(perSystem, system)
      ? (perSystem[system] ?? Number.POSITIVE_INFINITY)
      : Number.POSITIVE_INFINITY;
  }
}

interface SystemPlaces {
  readonly cap: number;
  running: number;
}

interface Lane {
  readonly heap: number[];
  readonly system: SystemPlaces;
  readonly merges: number;
  /** Passed over, because a limit on which its steps draw has no room. */
  held: boolean;
}

interface Place {
  readonly system: SystemPlaces;
  /** How many steps share it. */
  steps: number;
}

function requireCap(cap: number, which: string): number {
  if (cap !== Number.POSITIVE_INFINITY && !(Number.isInteger(cap) && cap >= 1)) {
    throw new TypeError(`The cap ${which} is ${cap}; caps are whole numbers from 1.`);
  }
  return cap;
}

function push(heap: number[], step: number, goesBefore: GoesBefore): void {
  let place = heap.length;
  while (place > 0) {
    const above = (place - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || !goesBefore(step, parent)) break;
    heap[place] = parent;
    place = above;
  }
  heap[place] = step;
}

/** Takes the first; the last takes its place and sinks. */
function pop(heap: number[], goesBefore: GoesBefore): number | undefined {
  const [first] = heap;
  const step = heap.pop();
  if (step === undefined || heap.length === 0) return first;
  let place = 0;
  for (;;) {
    const left = 2 * place + 1;
    let below = left;
    let child = heap[left];
    const right = heap[left + 1];
    if (child !== undefined && right !== undefined && goesBefore(right, child)) {
      below = left + 1;
      child = right;
    }
    if (child === undefined || !goesBefore(child, step)) break;
    heap[place] = child;
    place = below;
  }
  heap[place] = step;
  return first;
}
