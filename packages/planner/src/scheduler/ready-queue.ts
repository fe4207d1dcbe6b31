import type { SchedulerCaps } from "./types.js";

/** Whether step `a` goes before step `b`. Steps are numbers here: their places in the request. */
export type GoesBefore = (a: number, b: number) => boolean;

/**
 * Steps that could start, and the places that are free for them.
 *
 * Each system has a heap of its own, so that a system without a free place is passed over at the price of one
 * comparison, however many of its steps wait.
 */
export class ReadyQueue {
  readonly #goesBefore: GoesBefore;
  readonly #caps: Required<SchedulerCaps>;
  readonly #lanes = new Map<string, Lane>();
  #running = 0;

  constructor(goesBefore: GoesBefore, caps: SchedulerCaps) {
    this.#goesBefore = goesBefore;
    const { global = Number.POSITIVE_INFINITY, perSystem = Number.POSITIVE_INFINITY } = caps;
    this.#caps = { global: requireCap(global, "global"), perSystem };
    if (typeof perSystem === "number") requireCap(perSystem, "per system");
    else for (const [system, cap] of Object.entries(perSystem)) requireCap(cap, `of ${system}`);
  }

  add(step: number, system: string): void {
    push(this.#lane(system).heap, step, this.#goesBefore);
  }

  /** The step that starts next; it takes a place. Undefined when nothing can start. */
  take(): number | undefined {
    if (this.#running >= this.#caps.global) return undefined;
    let best: Lane | undefined;
    let bestStep: number | undefined;
    for (const lane of this.#lanes.values()) {
      const [first] = lane.heap;
      if (first === undefined || lane.running >= lane.cap) continue;
      if (bestStep !== undefined && !this.#goesBefore(first, bestStep)) continue;
      best = lane;
      bestStep = first;
    }
    if (best === undefined || bestStep === undefined) return undefined;
    pop(best.heap, this.#goesBefore);
    best.running += 1;
    this.#running += 1;
    return bestStep;
  }

  /** A step that runs already takes a place, free or not. */
  occupy(system: string): void {
    this.#lane(system).running += 1;
    this.#running += 1;
  }

  /** A step of that system has ended. */
  release(system: string): void {
    this.#lane(system).running -= 1;
    this.#running -= 1;
  }

  clear(): void {
    for (const lane of this.#lanes.values()) lane.heap.length = 0;
  }

  #lane(system: string): Lane {
    let lane = this.#lanes.get(system);
    if (lane === undefined) {
      lane = { heap: [], running: 0, cap: this.#capOf(system) };
      this.#lanes.set(system, lane);
    }
    return lane;
  }

  #capOf(system: string): number {
    const { perSystem } = this.#caps;
    if (typeof perSystem === "number") return perSystem;
    return Object.hasOwn(perSystem, system)
      ? (perSystem[system] ?? Number.POSITIVE_INFINITY)
      : Number.POSITIVE_INFINITY;
  }
}

interface Lane {
  readonly heap: number[];
  readonly cap: number;
  running: number;
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

/** Removes the first; the last takes its place and sinks. */
function pop(heap: number[], goesBefore: GoesBefore): void {
  const step = heap.pop();
  if (step === undefined || heap.length === 0) return;
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
}
