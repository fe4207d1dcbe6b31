import type { OnFailure } from "@pm-orchestrator/core";
import { type Links, linkSteps } from "./links.js";
import { ReadyQueue } from "./ready-queue.js";
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
 * Throws a TypeError for steps that no plan can have, for caps below 1 and for a snapshot of other steps.
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

const ENDS: ReadonlySet<StepState> = new Set(["succeeded", "failed", "skipped", "cancelled", "unknown"]);
const STATES: ReadonlySet<StepState> = new Set(["pending", "ready", "running", "suspended", ...ENDS]);

class StateMachine implements Scheduler {
  readonly #steps: readonly SchedulerStep[];
  readonly #links: Links;
  readonly #onFailure: OnFailure;
  readonly #queue: ReadyQueue;
  readonly #states: StepState[];
  /** Of each step the number of dependencies that have not ended. */
  readonly #waiting: number[];
  /** Of each skipped step the one that ended badly. */
  readonly #culprits = new Map<number, number>();
  readonly #runningSteps = new Set<number>();
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
    const left = steps.map((step) => step.remaining_ms);
    const admitsPlace = admits && ((place: number) => admits(this.#id(place)));
    this.#queue = inOrder
      ? new ReadyQueue((a, b) => a < b, { ...caps, global: 1 }, admitsPlace)
      : new ReadyQueue((a, b) => comesFirst(left, a, b), caps, admitsPlace);
    this.#states = steps.map(() => "pending");
    this.#unfinished = steps.length;
    if (restore !== undefined) this.#restore(restore);
    this.#waiting = this.#links.dependencies.map(
      (list) => list.filter((step) => !this.#hasEnded(step)).length,
    );
    for (const place of steps.keys()) this.#readyIfFree(place);
  }

  get done(): boolean {
    return this.#unfinished === 0;
  }

  start(): string[] {
    const started: string[] = [];
    this.#queue.recall();
    for (let taken = this.#queue.take(); taken !== undefined; taken = this.#queue.take()) {
      for (const place of taken) {
        // It wanted to go on, and ended before its turn came.
        if (this.#hasEnded(place)) {
          this.#queue.release(place);
          continue;
        }
        this.#states[place] = "running";
        this.#runningSteps.add(place);
        started.push(this.#id(place));
      }
    }
    return started;
  }

  held(): string[] {
    return this.#queue.held().flatMap((place) => (this.#hasEnded(place) ? [] : [this.#id(place)]));
  }

  suspend(id: string): void {
    const place = this.#require(id, "running");
    this.#states[place] = "suspended";
    // One after another means that nothing overtakes a step that waits.
    if (!this.#inOrder) this.#queue.release(place);
  }

  resume(id: string): void {
    const place = this.#require(id, "suspended");
    if (this.#inOrder) this.#queue.release(place);
    this.#addToQueue(place);
  }

  finish(id: string, outcome: Outcome): Consequences {
    const place = this.#place(id);
    if (this.#states[place] !== "suspended") this.#require(id, "running");
    this.#queue.release(place);
    this.#runningSteps.delete(place);
    this.#end(place, outcome);
    const bad = outcome !== "succeeded";
    if (bad && this.#onFailure === "stop" && !this.#stopped) {
      this.#stopped = true;
      return { skipped: [], cancelled: this.cancelPending(), cancel: this.running(), stopped: true };
    }
    const skipped = bad ? this.#spread(place) : this.#free(place);
    return { skipped, cancelled: [], cancel: [], stopped: this.#stopped };
  }

  cancelPending(): string[] {
    this.#queue.clear();
    const cancelled: string[] = [];
    for (const [place, state] of this.#states.entries()) {
      if (state !== "pending" && state !== "ready") continue;
      this.#end(place, "cancelled");
      cancelled.push(this.#id(place));
    }
    return cancelled;
  }

  running(): string[] {
    return [...this.#runningSteps].sort((a, b) => a - b).map((place) => this.#id(place));
  }

  state(id: string): StepState {
    return this.#states[this.#place(id)] ?? "pending";
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
  #free(place: number): SkippedStep[] {
    for (const { step } of this.#links.dependents[place] ?? []) this.#waitLess(step);
    return [];
  }

  /** After anything else: skips what cannot run any more, and in `continue` frees what can. */
  #spread(culprit: number): SkippedStep[] {
    const skipped: number[] = [];
    const ended = [culprit];
    for (let next = 0; next < ended.length; next += 1) {
      for (const { step, needsResult } of this.#links.dependents[ended[next] ?? culprit] ?? []) {
        if (this.#onFailure === "continue" && !needsResult) {
          this.#waitLess(step);
        } else if (this.#states[step] === "pending") {
          this.#end(step, "skipped");
          this.#culprits.set(step, culprit);
          skipped.push(step);
          ended.push(step);
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
    if (this.#states[place] !== "pending" || this.#waiting[place] !== 0) return;
    this.#states[place] = "ready";
    this.#addToQueue(place);
  }

  #addToQueue(place: number): void {
    const step = this.#steps[place];
    this.#queue.add(place, {
      system: step?.system ?? "",
      lane: step?.lane ?? "",
      merges: this.#inOrder ? 1 : (step?.merges ?? 1),
    });
  }

  #end(place: number, state: StepState): void {
    this.#states[place] = state;
    this.#unfinished -= 1;
  }

  #hasEnded(place: number): boolean {
    return ENDS.has(this.#states[place] ?? "pending");
  }

  /** Ready steps are restored as pending: that they are ready follows from the others. */
  #restore(snapshot: SchedulerSnapshot): void {
    if (snapshot.steps.length !== this.#steps.length) throw new TypeError("The snapshot is of other steps.");
    this.#stopped = snapshot.stopped;
    for (const [place, { id, state, because }] of snapshot.steps.entries()) {
      if (id !== this.#id(place))
        throw new TypeError(`The snapshot has ${id} where the steps have ${this.#id(place)}.`);
      if (!STATES.has(state)) throw new TypeError(`The snapshot has the unknown state ${String(state)}.`);
      if (ENDS.has(state)) this.#end(place, state);
      if (because !== undefined) this.#culprits.set(place, this.#place(because));
      if (state === "running") {
        this.#states[place] = state;
        this.#runningSteps.add(place);
        this.#queue.occupy(place, this.#steps[place]?.system ?? "");
      }
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

  #require(id: string, state: StepState): number {
    const place = this.#place(id);
    if (this.#states[place] !== state)
      throw new TypeError(`Step ${id} is ${this.#states[place]}, not ${state}.`);
    return place;
  }
}

function comesFirst(left: readonly number[], a: number, b: number): boolean {
  const difference = (left[a] ?? 0) - (left[b] ?? 0);
  return difference === 0 ? a < b : difference > 0;
}
