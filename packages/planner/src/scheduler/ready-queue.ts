import { goesBefore } from "./heap.js";
import type { Lane, Lanes, SystemPlaces } from "./lanes.js";

/** In {@link ReadyQueue}: a step without a place, and one that has a place to itself. Others share place number n. */
const NO_PLACE = -1;
const OWN_PLACE = -2;

export interface QueueOptions {
  readonly lanes: Lanes;
  /** Of each step how much is left from its start on: what has most goes first, of equals the earliest. */
  readonly left: Float64Array;
  /** How many places there are for all. */
  readonly places: number;
  /** Whether the limits of a step's lane have room; undefined when there are none. */
  readonly admits: ((step: number) => boolean) | undefined;
}

/**
 * Steps that could start, and the places that are free for them. Steps are numbers here: their places in the request.
 *
 * Each lane has a heap of its own, so that a system without a free place, or a limit without room, is passed over at the
 * price of one comparison, however many of its steps wait.
 */
export class ReadyQueue {
  readonly #lanes: Lanes;
  readonly #left: Float64Array;
  readonly #places: number;
  readonly #admits: ((step: number) => boolean) | undefined;
  /** Of each step which place it takes. */
  readonly #taken: Int32Array;
  /** Of each place that merged steps share, how many of them still need it. */
  readonly #sharing: number[] = [];
  readonly #held: Lane[] = [];
  #running = 0;

  constructor({ lanes, left, places, admits }: QueueOptions) {
    this.#lanes = lanes;
    this.#left = left;
    this.#places = places;
    this.#admits = admits;
    this.#taken = new Int32Array(left.length).fill(NO_PLACE);
  }

  add(step: number): void {
    const lane = this.#laneOf(step);
    lane.waiting.add(step);
    if (lane.system.lanes.length > 1 && lane.waiting.first === step) lane.system.heads.add(step);
  }

  /** Takes the steps that start next as one, puts them behind `started`, and tells whether there were any. */
  take(started: number[]): boolean {
    for (let first = this.#first(); first >= 0; first = this.#first()) {
      const lane = this.#laneOf(first);
      if (this.#admits?.(first) === false) {
        lane.held = true;
        this.#held.push(lane);
        continue;
      }
      this.#running += 1;
      lane.system.running += 1;
      if (lane.merges === 1) {
        lane.waiting.take();
        this.#taken[first] = OWN_PLACE;
        started.push(first);
      } else this.#takeSeveral(lane, started);
      if (lane.system.lanes.length > 1 && lane.waiting.size > 0) lane.system.heads.add(lane.waiting.first);
      return true;
    }
    return false;
  }

  #takeSeveral(lane: Lane, started: number[]): void {
    const count = Math.min(lane.merges, lane.waiting.size);
    for (let nth = 0; nth < count; nth += 1) {
      const step = lane.waiting.take();
      this.#taken[step] = count === 1 ? OWN_PLACE : this.#sharing.length;
      started.push(step);
    }
    if (count > 1) this.#sharing.push(count);
  }

  /** What the limits hold back, since the last {@link recall}. */
  held(): number[] {
    if (this.#held.length === 0) return [];
    return this.#held.flatMap(({ waiting }) => waiting.steps).sort((a, b) => a - b);
  }

  /** Limits may have room again. */
  recall(): void {
    if (this.#held.length === 0) return;
    for (const lane of this.#held) {
      lane.held = false;
      if (lane.system.lanes.length > 1 && lane.waiting.size > 0) lane.system.heads.add(lane.waiting.first);
    }
    this.#held.length = 0;
  }

  /** A step that runs already takes a place, free or not. */
  occupy(step: number): void {
    this.#taken[step] = OWN_PLACE;
    this.#laneOf(step).system.running += 1;
    this.#running += 1;
  }

  /** A step needs its place no more. */
  release(step: number): void {
    const place = this.#taken[step] ?? NO_PLACE;
    if (place === NO_PLACE) return;
    this.#taken[step] = NO_PLACE;
    if (place >= 0) {
      const others = (this.#sharing[place] ?? 0) - 1;
      this.#sharing[place] = others;
      if (others > 0) return;
    }
    this.#laneOf(step).system.running -= 1;
    this.#running -= 1;
  }

  /** Leaves out all waiting steps but those that are wanted. */
  keep(isWanted: (step: number) => boolean): void {
    for (const { lanes } of this.#lanes.systems) for (const lane of lanes) keepIn(lane, isWanted);
  }

  /** A step that waits here does so no more. */
  remove(step: number): void {
    keepIn(this.#laneOf(step), (other) => other !== step);
  }

  /** The step that goes before all others that have a place and, as far as is known, room; -1 when there is none. */
  #first(): number {
    let best = -1;
    if (this.#running >= this.#places) return best;
    const { systems } = this.#lanes;
    for (let index = 0; index < systems.length; index += 1) {
      const system = systems[index];
      if (system === undefined || system.running >= system.cap) continue;
      const first = this.#firstOf(system);
      if (first >= 0 && (best < 0 || goesBefore(this.#left, first, best))) best = first;
    }
    return best;
  }

  #firstOf({ lanes, heads }: SystemPlaces): number {
    if (lanes.length === 1) {
      const lane = lanes[0];
      return lane === undefined || lane.held ? -1 : lane.waiting.first;
    }
    for (let head = heads.first; head >= 0; head = heads.first) {
      const { held, waiting } = this.#laneOf(head);
      if (!held && waiting.first === head) return head;
      heads.take();
    }
    return -1;
  }

  #laneOf(step: number): Lane {
    const lane = this.#lanes.of[step];
    if (lane === undefined) throw new RangeError(`There is no step ${step}.`);
    return lane;
  }
}

function keepIn({ waiting, system }: Lane, isWanted: (step: number) => boolean): void {
  waiting.keep(isWanted);
  if (system.lanes.length > 1 && waiting.size > 0) system.heads.add(waiting.first);
}
