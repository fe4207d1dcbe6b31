import type { Outcome, Scheduler, SchedulerStep } from "../../src/scheduler/index.js";

/** One line of a simulated run. `cancelled` and `skipped` are steps that never started. */
export interface LogEntry {
  readonly at: number;
  readonly what: "start" | "skipped" | "cancelled" | Outcome;
  readonly id: string;
  readonly because?: string;
}

export interface Simulation {
  readonly scheduler: Scheduler;
  readonly steps: readonly SchedulerStep[];
  /** How long a step takes; whole numbers keep sums exact. */
  readonly durationOf: (id: string) => number;
  readonly outcomeOf?: (id: string) => Outcome;
  /** When a caller cancels everything: nothing more starts, what runs is aborted at once. */
  readonly cancelAt?: number;
}

export interface SimulatedRun {
  readonly log: readonly LogEntry[];
  readonly makespan: number;
}

interface Running {
  readonly id: string;
  readonly endsAt: number;
  readonly outcome: Outcome;
}

/** Runs the scheduler in virtual time: an event queue instead of a clock. Ends of one instant come in start order. */
export function simulate({
  scheduler,
  durationOf,
  outcomeOf = () => "succeeded",
  cancelAt,
}: Simulation): SimulatedRun {
  const log: LogEntry[] = [];
  let running: Running[] = [];
  let now = 0;
  let cancelled = false;
  const start = () => {
    for (const id of scheduler.start()) {
      log.push({ at: now, what: "start", id });
      running.push({ id, endsAt: now + durationOf(id), outcome: outcomeOf(id) });
    }
  };
  const abort = (ids: readonly string[]) => {
    running = running.map((each) =>
      ids.includes(each.id) ? { ...each, endsAt: now, outcome: "cancelled" } : each,
    );
  };
  start();
  while (running.length > 0 || !scheduler.done) {
    const first = running.reduce<Running | undefined>(
      (best, each) => (best === undefined || each.endsAt < best.endsAt ? each : best),
      undefined,
    );
    if (cancelAt !== undefined && !cancelled && (first === undefined || first.endsAt > cancelAt)) {
      cancelled = true;
      now = Math.max(now, cancelAt);
      for (const id of scheduler.cancelPending()) log.push({ at: now, what: "cancelled", id });
      abort(scheduler.running());
      continue;
    }
    if (first === undefined) throw new Error("Nothing runs, and yet the scheduler is not done.");
    now = first.endsAt;
    running = running.filter((each) => each !== first);
    const { skipped, cancelled: unstarted, cancel } = scheduler.finish(first.id, first.outcome);
    log.push({ at: now, what: first.outcome, id: first.id });
    for (const { id, because } of skipped) log.push({ at: now, what: "skipped", id, because });
    for (const id of unstarted) log.push({ at: now, what: "cancelled", id });
    abort(cancel);
    start();
  }
  return { log, makespan: now };
}
