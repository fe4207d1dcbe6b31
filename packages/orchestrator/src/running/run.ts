import { setMaxListeners } from "node:events";
import {
  type OnFailure,
  onAbort,
  orchestratorError,
  type PmoError,
  type RunEvent,
  type WireError,
} from "@pm-orchestrator/core";
import { createScheduler, type Scheduler, type SchedulerStep } from "@pm-orchestrator/planner/scheduler";
import type { Plan, PlannedStep } from "@pm-orchestrator/planner/steps";
import { abortError, cancelledError, type Deadline, deadline } from "../abort.js";
import { round } from "../session/statistics.js";
import type { StepOutcome } from "../session/step-execution.js";
import type { GateListener } from "../upstream/gate.js";
import type { Slot } from "../upstream/waiting.js";
import { Progress } from "./progress.js";
import { Slots } from "./slots.js";

/** What a run gives to a step whose turn it is. */
export interface StepTurn {
  signal: AbortSignal;
  /** When its deadline, or the run's, is reached. Unit: milliseconds of `performance.now()`. */
  deadlineAt: number;
  slot: Slot;
  listener: GateListener;
}

/** Executes one step: the port between a run and whatever does the work. Never rejects. */
export type StepExecutor = (
  id: string,
  turn: StepTurn,
  results: ReadonlyMap<string, StepOutcome>,
) => Promise<StepOutcome>;

/** What holds steps back besides places: the limits of their systems. */
export interface StepAdmission {
  /** Where a step waits, and how many of that lane may start as one. */
  lane(id: string): { name: string; merges: number };
  /** Whether it may start or go on now; then it will. */
  admits(id: string): boolean;
  /** When the first of these may. Unit: milliseconds of `performance.now()`. */
  nextRoomAt(ids: readonly string[]): number;
}

export interface RunOptions {
  runId: string;
  plan: Plan;
  execute: StepExecutor;
  /** Default: nothing holds a step back. */
  admission?: StepAdmission;
  onFailure: OnFailure;
  caps: { global: number; perSystem: number };
  /** One after another, in request order. */
  inOrder?: boolean;
  /** Unit: milliseconds. */
  timeoutMs: number;
  /** Per step, by id. */
  stepTimeoutMs?: (id: string) => number | undefined;
  /** Each of them ends the run: the caller's, and that of the session's end. */
  signals: readonly (AbortSignal | undefined)[];
  /** Gets every event; undefined when nobody listens. */
  emit: ((event: RunEvent) => void) | undefined;
}

/** How a step of a run ended, including those that never started. */
export type StepEnd =
  | { kind: "ran"; outcome: StepOutcome; wait_ms: number }
  | { kind: "skipped"; because: string }
  | { kind: "cancelled"; error: WireError };

/** A finished run. */
export interface RunReport {
  /** By id. */
  ends: ReadonlyMap<string, StepEnd>;
  progress: Progress;
  duration_ms: number;
  /** Why it ended early: the deadline, the caller, or `stop`; undefined when every step had its turn. */
  endedBy: PmoError | undefined;
}

/** Runs a plan to its end. Never rejects: deadlines, cancellation and failures are in the report. */
export function runPlan(options: RunOptions): Promise<RunReport> {
  return new Run(options).finished();
}

class Run {
  readonly #options: RunOptions;
  readonly #scheduler: Scheduler;
  readonly #progress: Progress;
  readonly #limit: Deadline;
  readonly #planned: ReadonlyMap<string, PlannedStep>;
  /** One signal for every step: whatever ends one that runs ends all of them. */
  readonly #abort = new AbortController();
  readonly #ends = new Map<string, StepEnd>();
  readonly #outcomes = new Map<string, StepOutcome>();
  readonly #endedAt = new Map<string, number>();
  readonly #begun = performance.now();
  readonly #deadlineAt: number;
  readonly #slots: Slots;
  /** Steps of which it was told that they wait for a limit. */
  readonly #toldWaiting = new Set<string>();
  /** The first of each lane that had no room when steps were started last. */
  #refused: string[] = [];
  #wake: NodeJS.Timeout | undefined;
  #firstFailure: { id: string; error: WireError } | undefined;
  #stopped = false;
  #resolve: (report: RunReport) => void = () => {};

  constructor(options: RunOptions) {
    const { plan, runId, emit, timeoutMs, signals, admission } = options;
    this.#options = options;
    this.#planned = new Map(plan.steps.map((step) => [step.id, step]));
    this.#deadlineAt = this.#begun + timeoutMs;
    this.#scheduler = createScheduler({
      steps: admission === undefined ? plan.steps : plan.steps.map((step) => inLane(step, admission)),
      ...(admission && { admits: (id: string) => this.#admits(id, admission) }),
      caps: options.caps,
      onFailure: options.onFailure,
      inOrder: options.inOrder ?? false,
    });
    this.#slots = new Slots(this.#scheduler, () => this.#advance());
    this.#progress = new Progress(runId, plan.steps, emit);
    this.#limit = deadline({ timeoutMs, what: "The request", parents: signals });
    // Adapters may listen to it for every call that they have on the way: many listeners are no leak here.
    setMaxListeners(0, this.#abort.signal);
  }

  finished(): Promise<RunReport> {
    return new Promise((resolve) => {
      this.#resolve = resolve;
      this.#progress.begin();
      if (this.#limit.signal.aborted) this.#interrupt();
      else onAbort(this.#limit.signal, () => this.#end());
      this.#advance();
    });
  }

  /** Starts what may start; ends the run when nothing is left. */
  #advance(): void {
    this.#refused = [];
    for (const id of this.#scheduler.start()) if (!this.#slots.goOn(id)) this.#start(id);
    this.#waitForLimits();
    if (!this.#scheduler.done) return;
    this.#limit.end();
    clearTimeout(this.#wake);
    this.#resolve({
      ends: this.#ends,
      progress: this.#progress,
      duration_ms: round(performance.now() - this.#begun),
      endedBy: this.#endedBy(),
    });
  }

  #admits(id: string, admission: StepAdmission): boolean {
    // One that ended while it waited for its place takes no room.
    if (this.#ends.has(id) || admission.admits(id)) return true;
    this.#refused.push(id);
    return false;
  }

  /** Tells of the steps that limits hold back, and looks again when the first of them has room. */
  #waitForLimits(): void {
    clearTimeout(this.#wake);
    const { admission, emit } = this.#options;
    if (this.#refused.length === 0 || admission === undefined) return;
    // There may be hundreds, and this is asked at every end of a step: only for who listens.
    if (emit !== undefined) for (const id of this.#scheduler.held()) this.#tellWaiting(id);
    // Nobody waits past the deadline, and a timer cannot be set for any time that a vendor may name.
    const at = Math.min(admission.nextRoomAt(this.#refused), this.#deadlineAt);
    const ms = at - performance.now();
    // A timer may be early by a fraction of a millisecond, and there would be no room yet.
    this.#wake = setTimeout(() => this.#advance(), Math.ceil(Math.max(1, ms)));
  }

  #tellWaiting(id: string): void {
    if (this.#toldWaiting.has(id) || this.#ends.has(id)) return;
    this.#toldWaiting.add(id);
    this.#progress.apply({ kind: "waiting", id });
  }

  #start(id: string): void {
    const waited = performance.now() - this.#readyAt(id);
    const timeoutMs = this.#options.stepTimeoutMs?.(id);
    // Most steps have no limit of their own, and then need no timer and no signal of their own.
    const own: Deadline | undefined =
      timeoutMs === undefined
        ? undefined
        : deadline({ timeoutMs, what: `Step ${id}`, parents: [this.#abort.signal] });
    this.#progress.apply({ kind: "started", id });
    const stepSignal = own?.signal ?? this.#abort.signal;
    const slot = this.#slots.of(id, stepSignal);
    const turn: StepTurn = {
      signal: stepSignal,
      deadlineAt: Math.min(this.#deadlineAt, performance.now() + (timeoutMs ?? Number.POSITIVE_INFINITY)),
      slot,
      listener: {
        waiting: () => this.#tellWaiting(id),
        retried: (retry) => {
          // The call may go on for others that it was merged with.
          if (!this.#ends.has(id)) this.#progress.apply({ kind: "retried", id, ...retry });
        },
      },
    };
    void this.#options.execute(id, turn, this.#outcomes).then((outcome) => {
      own?.end();
      slot.end();
      this.#ended(id, outcome, round(Math.max(0, waited)));
      this.#advance();
    });
  }

  /** When the last of its dependencies ended: from then on it only waited for a place. */
  #readyAt(id: string): number {
    const dependencies = this.#planned.get(id)?.dependencies ?? [];
    return dependencies.reduce(
      (latest, dependency) => Math.max(latest, this.#endedAt.get(dependency) ?? 0),
      this.#begun,
    );
  }

  #ended(id: string, outcome: StepOutcome, wait_ms: number): void {
    const success = outcome.status === "succeeded";
    this.#endedAt.set(id, performance.now());
    this.#outcomes.set(id, outcome);
    this.#ends.set(id, { kind: "ran", outcome, wait_ms });
    const cached = outcome.mcp_calls === 0 && outcome.cache_hits > 0;
    this.#progress.apply({ kind: "completed", id, success, duration_ms: outcome.duration_ms, cached });
    if (!success && outcome.error !== undefined) this.#firstFailure ??= { id, error: outcome.error };
    const consequences = this.#scheduler.finish(id, outcome.status);
    for (const { id: skipped, because } of consequences.skipped) {
      this.#ends.set(skipped, { kind: "skipped", because });
      this.#progress.apply({ kind: "never_started", id: skipped, because });
    }
    if (consequences.stopped && !this.#stopped) this.#stop(id);
    if (consequences.cancelled.length > 0) {
      this.#neverStart(consequences.cancelled, cancelledError(`the failure of ${id}`), id);
    }
  }

  /** `stop` and `fail_fast`: what runs is ended. */
  #stop(because: string): void {
    this.#stopped = true;
    this.#abort.abort(cancelledError(`the failure of ${because}`));
  }

  /** Where only limits held steps back, nobody else would see that the run is over. */
  #end(): void {
    this.#interrupt();
    this.#advance();
  }

  /** The deadline or the caller: nothing more starts, what runs is ended and then reports its true state. */
  #interrupt(): void {
    const reason = abortError(this.#limit.signal);
    this.#neverStart(this.#scheduler.cancelPending(), reason, reason.code);
    this.#abort.abort(reason);
  }

  #neverStart(ids: readonly string[], reason: PmoError, because: string): void {
    for (const id of ids) {
      this.#ends.set(id, { kind: "cancelled", error: reason.toJSON() });
      this.#progress.apply({ kind: "never_started", id, because });
    }
  }

  #endedBy(): PmoError | undefined {
    if (this.#stopped && this.#firstFailure !== undefined) {
      const { id, error } = this.#firstFailure;
      const phase = this.#planned.get(id)?.phase ?? 1;
      return orchestratorError("PHASE_EXECUTION_FAILED", {
        message: `Stopped in phase ${phase}: ${id} failed (${error.message})`,
        details: {
          phase,
          first_failure: { id, code: error.code, number: error.number, message: error.message },
        },
      });
    }
    const interrupted = this.#limit.signal.aborted && [...this.#ends.values()].some(wasInterrupted);
    return interrupted ? abortError(this.#limit.signal) : undefined;
  }
}

/** A step with the lane in which it waits. */
function inLane(step: PlannedStep, admission: StepAdmission): SchedulerStep {
  const { id, system, dependencies, references, remaining_ms } = step;
  const { name: lane, merges } = admission.lane(id);
  return { id, system, dependencies, references, remaining_ms, lane, merges };
}

/** Whether the end of a step is due to a deadline or a cancellation, not to the step itself. */
function wasInterrupted(end: StepEnd): boolean {
  if (end.kind === "cancelled") return true;
  if (end.kind === "skipped") return false;
  const { status, error } = end.outcome;
  return status === "cancelled" || status === "unknown" || error?.code === "TIMEOUT_EXCEEDED";
}
