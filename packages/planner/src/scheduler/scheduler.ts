import type { OnFailure } from "@pm-orchestrator/core";
import { lanesOf, requireCount, singleLane } from "./lanes.js";
import { type Links, linkSteps } from "./links.js";
import { PlaceSet } from "./place-set.js";
import { ReadyQueue } from "./ready-queue.js";
import {
  CANCELLED,
  codeOf,
  isEnd,
  isUnderWay,
  nameOf,
  PENDING,
  READY,
  RESUMED,
  RUNNING,
  restoredState,
  SKIPPED,
  SUSPENDED,
} from "./states.js";
import type {
  Consequences,
  Outcome,
  Scheduler,
  SchedulerOptions,
  SchedulerSnapshot,
  SchedulerStep,
  SkippedStep,
  StepState,
} from "./types.js";

/**
 * A scheduler at its beginning, or where `restore` left off.
 *
 * Deterministic: the same steps and the same order of ends give the same starts. Starting or finishing a step costs
 * the logarithm of the waiting steps, its own dependents and the number of systems.
 *
 * Throws a TypeError for steps that no plan can have, for caps and `merges` below 1 and for a snapshot of other steps.
 *
 * @example
 * const scheduler = createScheduler({ steps: plan.steps });
 * const startReady = () => {
 *   for (const id of scheduler.start()) run(id).then((outcome) => { scheduler.finish(id, outcome); startReady(); });
 * };
 */
export function createScheduler(options: SchedulerOptions): Scheduler {
  return new StateMachine(options);
}

/** What follows from most ends: nothing. Shared, so frozen. */
const NOTHING: Consequences = consequences(false);
const STOPPED: Consequences = consequences(true);

class StateMachine implements Scheduler {
  readonly #steps: readonly SchedulerStep[];
  readonly #links: Links;
  readonly #onFailure: OnFailure;
  readonly #queue: ReadyQueue;
  readonly #states: Uint8Array;
  /** Of each step the number of dependencies that have not ended. */
  readonly #waiting: Int32Array;
  /** Of each skipped step the one that ended badly. */
  readonly #culprits = new Map<number, number>();
  readonly #underWay: PlaceSet;
  readonly #inOrder: boolean;
  #unfinished: number;
  #stopped = false;

  constructor({
    steps,
    caps = {},
    onFailure = "skip_dependents",
    inOrder = false,
    admits,
    restore,
  }: SchedulerOptions) {
    this.#steps = steps;
    this.#links = linkSteps(steps);
    this.#onFailure = onFailure;
    this.#inOrder = inOrder;
    const places = requireCount(caps.global ?? Number.POSITIVE_INFINITY, "global cap");
    const left = new Float64Array(steps.length);
    // In order nothing goes before an earlier step, whatever is left of it.
    if (!inOrder) for (const [place, { remaining_ms }] of steps.entries()) left[place] = remaining_ms;
    const lanes = lanesOf(steps, left, caps);
    this.#queue = new ReadyQueue({
      lanes: inOrder ? singleLane(steps, left) : lanes,
      left,
      places: inOrder ? 1 : places,
      admits: admits && ((place) => admits(this.#id(place))),
    });
    this.#states = new Uint8Array(steps.length);
    this.#underWay = new PlaceSet(steps.length);
    this.#waiting = this.#links.dependencies.slice();
    this.#unfinished = steps.length;
    if (restore !== undefined) this.#restore(restore);
    for (let place = 0; place < steps.length; place += 1) this.#readyIfFree(place);
  }

  get done(): boolean {
    return this.#unfinished === 0;
  }

  start(): string[] {
    const places: number[] = [];
    this.#queue.recall();
    while (this.#queue.take(places));
    const started: string[] = [];
    for (let nth = 0; nth < places.length; nth += 1) {
      const place = places[nth] ?? 0;
      if (this.#states[place] === READY) this.#underWay.add(place);
      this.#states[place] = RUNNING;
      started.push(this.#id(place));
    }
    return started;
  }

  held(): string[] {
    const held = this.#queue.held();
    // In order, what stands behind the first waits for that and for no limit.
    return (this.#inOrder ? held.slice(0, 1) : held).map((place) => this.#id(place));
  }

  suspend(id: string): void {
    const place = this.#require(id, RUNNING);
    this.#states[place] = SUSPENDED;
    // One after another means that nothing overtakes a step that waits.
    if (!this.#inOrder) this.#queue.release(place);
  }

  resume(id: string): void {
    const place = this.#require(id, SUSPENDED);
    if (this.#inOrder) this.#queue.release(place);
    this.#states[place] = RESUMED;
    this.#queue.add(place);
  }

  finish(id: string, outcome: Outcome): Consequences {
    const place = this.#place(id);
    const state = this.#states[place] ?? PENDING;
    if (!isUnderWay(state)) this.#require(id, RUNNING);
    if (state === RESUMED) this.#queue.remove(place);
    this.#queue.release(place);
    this.#underWay.remove(place);
    this.#end(place, codeOf(outcome));
    if (outcome === "succeeded") {
      this.#free(place);
      return this.#stopped ? STOPPED : NOTHING;
    }
    if (this.#onFailure === "stop" && !this.#stopped) {
      this.#stopped = true;
      return { skipped: [], cancelled: this.cancelPending(), cancel: this.running(), stopped: true };
    }
    return { skipped: this.#spread(place), cancelled: [], cancel: [], stopped: this.#stopped };
  }

  cancelPending(): string[] {
    this.#queue.keep((place) => this.#states[place] === RESUMED);
    const cancelled: string[] = [];
    for (let place = 0; place < this.#states.length; place += 1) {
      const state = this.#states[place];
      if (state !== PENDING && state !== READY) continue;
      this.#end(place, CANCELLED);
      cancelled.push(this.#id(place));
    }
    return cancelled;
  }

  running(): string[] {
    return Array.from(this.#underWay.sorted(), (place) => this.#id(place));
  }

  state(id: string): StepState {
    return nameOf(this.#states[this.#place(id)] ?? PENDING);
  }

  because(id: string): string | undefined {
    const culprit = this.#culprits.get(this.#place(id));
    return culprit === undefined ? undefined : this.#id(culprit);
  }

  snapshot(): SchedulerSnapshot {
    const steps = this.#steps.map(({ id }) => {
      const because = this.because(id);
      const state = this.state(id);
      return {
        id,
        state: state === "suspended" ? "running" : state,
        ...(because === undefined ? {} : { because }),
      };
    });
    return { steps, stopped: this.#stopped };
  }

  /** After a success: dependents that waited for nothing else become ready. */
  #free(place: number): void {
    const { starts, dependents } = this.#links;
    const end = starts[place + 1] ?? 0;
    for (let at = starts[place] ?? 0; at < end; at += 1) this.#waitLess(dependents[at] ?? 0);
  }

  /** After anything else: skips what cannot run any more, and in `continue` frees what can. */
  #spread(culprit: number): SkippedStep[] {
    const { starts, dependents, needsResult } = this.#links;
    const skipped: number[] = [];
    const ended = [culprit];
    for (let next = 0; next < ended.length; next += 1) {
      const place = ended[next] ?? culprit;
      const end = starts[place + 1] ?? 0;
      for (let at = starts[place] ?? 0; at < end; at += 1) {
        const dependent = dependents[at] ?? 0;
        if (this.#onFailure === "continue" && needsResult[at] === 0) {
          this.#waitLess(dependent);
        } else if (this.#states[dependent] === PENDING) {
          this.#end(dependent, SKIPPED);
          this.#culprits.set(dependent, culprit);
          skipped.push(dependent);
          ended.push(dependent);
        }
      }
    }
    return skipped.sort((a, b) => a - b).map((step) => ({ id: this.#id(step), because: this.#id(culprit) }));
  }

  #waitLess(place: number): void {
    this.#waiting[place] = (this.#waiting[place] ?? 0) - 1;
    this.#readyIfFree(place);
  }

  #readyIfFree(place: number): void {
    if (this.#waiting[place] !== 0 || this.#states[place] !== PENDING) return;
    this.#states[place] = READY;
    this.#queue.add(place);
  }

  #end(place: number, state: number): void {
    this.#states[place] = state;
    this.#unfinished -= 1;
  }

  #restore(snapshot: SchedulerSnapshot): void {
    if (snapshot.steps.length !== this.#steps.length) throw new TypeError("The snapshot is of other steps.");
    this.#stopped = snapshot.stopped;
    for (const [place, { id, state: name, because }] of snapshot.steps.entries()) {
      if (id !== this.#id(place))
        throw new TypeError(`The snapshot has ${id} where the steps have ${this.#id(place)}.`);
      const state = restoredState(name);
      this.#states[place] = state;
      if (because !== undefined) this.#culprits.set(place, this.#place(because));
      if (state === RUNNING) {
        this.#underWay.add(place);
        this.#queue.occupy(place);
      }
      if (!isEnd(state)) continue;
      this.#unfinished -= 1;
      this.#countEnded(place);
    }
  }

  /** Its dependents wait for one step less; whether that makes them ready is seen when all states are known. */
  #countEnded(place: number): void {
    const { starts, dependents } = this.#links;
    const end = starts[place + 1] ?? 0;
    for (let at = starts[place] ?? 0; at < end; at += 1) {
      const dependent = dependents[at] ?? 0;
      this.#waiting[dependent] = (this.#waiting[dependent] ?? 0) - 1;
    }
  }

  #place(id: string): number {
    const place = this.#links.places.get(id);
    if (place === undefined) throw new TypeError(`There is no step ${id}.`);
    return place;
  }

  #id(place: number): string {
    return this.#steps[place]?.id ?? "";
  }

  #require(id: string, state: number): number {
    const place = this.#place(id);
    if (this.#states[place] !== state)
      throw new TypeError(`Step ${id} is ${this.state(id)}, not ${nameOf(state)}.`);
    return place;
  }
}

function consequences(stopped: boolean): Consequences {
  const none = Object.freeze([]);
  return Object.freeze({ skipped: none, cancelled: none, cancel: none, stopped });
}
