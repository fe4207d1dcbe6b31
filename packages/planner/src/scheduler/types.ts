import type { OnFailure } from "@pm-orchestrator/core";

/** What the scheduler needs to know of a step. `PlannedStep` fits. */
export interface SchedulerStep {
  readonly id: string;
  readonly system: string;
  /** Ids for which it waits. */
  readonly dependencies: readonly string[];
  /** Those of the dependencies whose results it needs, so that it cannot run without them. */
  readonly references: readonly string[];
  /** The longest expected way from its start to an end: what has most left goes first. */
  readonly remaining_ms: number;
  /** Steps of one system that draw on the same limits, and can be merged, wait in one lane. Default: one for the system. */
  readonly lane?: string | undefined;
  /**
   * So many of its lane may start as one: together they take one place. Default 1; where the steps of a lane differ the
   * smallest counts.
   */
  readonly merges?: number | undefined;
}

/** How many steps may run at once. Whole numbers from 1; absent means no limit. */
export interface SchedulerCaps {
  readonly global?: number;
  /** One number for every system, or one for each system that is named. */
  readonly perSystem?: number | Readonly<Record<string, number>>;
}

/** How a step that ran ended. */
export type Outcome = "succeeded" | "failed" | "cancelled" | "unknown";

/**
 * `pending` waits for others; `ready` could start and waits for a place; `running`; `suspended` has started, waits for
 * something and holds no place; and the ends: the four outcomes, `skipped` (something that it needs did not succeed),
 * and `cancelled` also for what never started.
 */
export type StepState = "pending" | "ready" | "running" | "suspended" | "skipped" | Outcome;

export interface SkippedStep {
  readonly id: string;
  /** The step that really ended badly, also when others were skipped in between. */
  readonly because: string;
}

/** What follows from the end of a step. All lists are in request order. */
export interface Consequences {
  /** Will never start, because of the step that just ended. */
  readonly skipped: readonly SkippedStep[];
  /** Had not started and never will, because of `stop`. */
  readonly cancelled: readonly string[];
  /** Still running and to be aborted by the caller, who then reports their end with `finish`. */
  readonly cancel: readonly string[];
  /** Whether a failure has stopped the run, now or before. */
  readonly stopped: boolean;
}

/** All that the scheduler remembers: plain data, in request order. */
export interface SchedulerSnapshot {
  readonly steps: readonly { readonly id: string; readonly state: StepState; readonly because?: string }[];
  readonly stopped: boolean;
}

export interface SchedulerOptions {
  /** In request order. Ids are unique, dependencies among them, without cycles. */
  readonly steps: readonly SchedulerStep[];
  readonly caps?: SchedulerCaps;
  /** What the end of a step other than `succeeded` means for the others (DESIGN 3.3). Default `skip_dependents`. */
  readonly onFailure?: OnFailure;
  /**
   * One after another, the first of the request that waits for no other step first. It is not overtaken: not while a
   * limit holds it back, and not while it is suspended. Default false.
   */
  readonly inOrder?: boolean;
  /**
   * Asked right before the first of a lane starts or goes on, and never for a step without a free place: whether the
   * limits on which it draws have room now. A yes starts it, with those that are merged with it. After a no the lane is
   * passed over until the next `start`, and whoever knows the time calls that.
   */
  readonly admits?: (id: string) => boolean;
  /** Goes on where another scheduler of the same steps was. What was running then counts as running. */
  readonly restore?: SchedulerSnapshot;
}

/** Decides what may start when. It neither runs anything nor knows what time it is. */
export interface Scheduler {
  /**
   * Every step that may start or go on now, the longest remaining path first, then request order. They count as running.
   * Merged steps follow each other.
   */
  start(): string[];
  /** Steps that could start, or go on, but for the limits, as of the last `start`, in request order. */
  held(): string[];
  /**
   * A running step waits for something and gives up its place; one that was merged with others when the last of them
   * does. Throws a TypeError for a step that is not running.
   */
  suspend(id: string): void;
  /** A suspended step wants a place again: a later `start` names it. Throws a TypeError for a step that is not suspended. */
  resume(id: string): void;
  /** Reports the end of a running or suspended step. Throws a TypeError for any other. */
  finish(id: string, outcome: Outcome): Consequences;
  /**
   * Nothing more starts: what has not started is cancelled (a deadline, the caller's signal). Gives those ids.
   * What has started stays so until it is finished, and may go on.
   */
  cancelPending(): string[];
  /** Ids of what has started and not ended, suspended steps included, in request order. */
  running(): string[];
  /** Throws a TypeError for an unknown id. */
  state(id: string): StepState;
  /** For a skipped step the id of the step that ended badly. */
  because(id: string): string | undefined;
  snapshot(): SchedulerSnapshot;
  /** Whether every step has ended. */
  readonly done: boolean;
}
