import type { PhaseTimeline, RunEvent, RunEventBody, RunSummary } from "@pm-orchestrator/core";
import { round } from "../session/statistics.js";

/** What happened to one step, as far as it has come. Plain data. */
export interface StepProgress {
  readonly id: string;
  readonly system: string;
  readonly phase: number;
  /** Epoch milliseconds; null when it never started. */
  started_at: number | null;
  completed_at: number | null;
  succeeded: boolean;
}

/** Everything that happens in a run, in the order in which it happens. */
export type Happening =
  | { kind: "started"; id: string }
  | { kind: "retried"; id: string; attempt: number; wait_ms: number; reason: string }
  | { kind: "waiting"; id: string }
  | { kind: "completed"; id: string; success: boolean; duration_ms: number; cached: boolean }
  | { kind: "never_started"; id: string; because: string };

interface PhaseProgress {
  readonly operations: string[];
  left: number;
  started_at: number | null;
  completed_at: number | null;
}

/**
 * Turns what happens in a run into its events and its timeline. The only place where events are made, so that `seq` has
 * no holes and events and report cannot disagree.
 */
export class Progress {
  readonly #steps: Map<string, StepProgress>;
  readonly #phases: PhaseProgress[];
  #seq = 0;

  constructor(
    private readonly runId: string,
    steps: readonly { id: string; system: string; phase: number }[],
    private readonly emit: ((event: RunEvent) => void) | undefined,
    private readonly now: () => number = Date.now,
  ) {
    this.#steps = new Map(
      steps.map(({ id, system, phase }) => [
        id,
        { id, system, phase, started_at: null, completed_at: null, succeeded: false },
      ]),
    );
    const count = steps.reduce((most, { phase }) => Math.max(most, phase), 0);
    this.#phases = Array.from({ length: count }, (_, index) => {
      const operations = steps.filter(({ phase }) => phase === index + 1).map(({ id }) => id);
      return { operations, left: operations.length, started_at: null, completed_at: null };
    });
  }

  begin(): void {
    this.#event({ event: "run_started" });
  }

  apply(happening: Happening): void {
    const step = this.#step(happening.id);
    const phase = this.#phases[step.phase - 1];
    if (phase === undefined) throw new RangeError(`There is no phase ${step.phase}.`);
    const now = this.now();
    if (happening.kind === "started") {
      step.started_at = now;
      if (phase.started_at === null) {
        phase.started_at = now;
        this.#event({ event: "phase_started", phase: step.phase, operations: phase.operations });
      }
      this.#event({ event: "operation_started", operation_id: step.id, system: step.system });
      return;
    }
    if (happening.kind === "waiting") {
      this.#event({ event: "operation_waiting", operation_id: step.id, on: "limit" });
      return;
    }
    if (happening.kind === "retried") {
      const { attempt, wait_ms, reason } = happening;
      this.#event({ event: "operation_retried", operation_id: step.id, attempt, wait_ms, reason });
      return;
    }
    if (happening.kind === "completed") {
      const { success, duration_ms, cached } = happening;
      step.completed_at = now;
      step.succeeded = success;
      this.#event({ event: "operation_completed", operation_id: step.id, success, duration_ms, cached });
    } else {
      this.#event({ event: "operation_skipped", operation_id: step.id, because: happening.because });
    }
    phase.left -= 1;
    if (phase.left === 0 && phase.started_at !== null) this.#phaseCompleted(step.phase, phase, now);
  }

  end(summary: RunSummary): void {
    this.#event({ event: "run_completed", summary });
  }

  step(id: string): Readonly<StepProgress> {
    return this.#step(id);
  }

  get phasesStarted(): number {
    return this.#phases.filter(({ started_at }) => started_at !== null).length;
  }

  timeline(): PhaseTimeline[] {
    return this.#phases.map(({ started_at, completed_at }, index) => ({
      phase: index + 1,
      started_at: instant(started_at),
      completed_at: instant(completed_at),
      duration_ms: started_at === null || completed_at === null ? 0 : round(completed_at - started_at),
    }));
  }

  #phaseCompleted(number: number, phase: PhaseProgress, now: number): void {
    phase.completed_at = now;
    this.#event({
      event: "phase_completed",
      phase: number,
      duration_ms: round(now - (phase.started_at ?? now)),
      operations_successful: phase.operations.filter((id) => this.#step(id).succeeded).length,
    });
  }

  #event(body: RunEventBody): void {
    this.#seq += 1;
    // Nobody listens most of the time: an event that nobody sees need not be made.
    this.emit?.({
      ...body,
      timestamp: new Date(this.now()).toISOString(),
      run_id: this.runId,
      seq: this.#seq,
    });
  }

  #step(id: string): StepProgress {
    const step = this.#steps.get(id);
    if (step === undefined) throw new TypeError(`The run has no step ${id}.`);
    return step;
  }
}

/** ISO 8601 UTC, or null. */
export function instant(epochMs: number | null): string | null {
  return epochMs === null ? null : new Date(epochMs).toISOString();
}
