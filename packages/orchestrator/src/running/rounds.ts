import { randomUUID } from "node:crypto";
import type { RunEvent } from "@pm-orchestrator/core";
import { independentPlan } from "@pm-orchestrator/planner/steps";
import type { CheckedStep } from "../checking/steps.js";
import type { CallOptions } from "../options.js";
import type { Session } from "../session/session.js";
import { round } from "../session/statistics.js";
import { RetryBudget } from "../upstream/retries.js";
import { Admission } from "./admission.js";
import { safely } from "./events.js";
import { type RunReport, runPlan, type StepEnd } from "./run.js";
import { executeStep } from "./step.js";

export interface RoundsOptions extends CallOptions {
  parallel: boolean;
  failFast: boolean;
  /** For all rounds together. Unit: milliseconds. */
  timeoutMs: number;
}

/**
 * Independent reads in rounds, where one round's answers say what the next one reads. They share their deadline and are one
 * run to whoever listens: each round is a phase.
 */
export class Rounds {
  readonly #runId: string;
  readonly #begun = performance.now();
  readonly #ends = new Map<string, StepEnd>();
  readonly #emit: ((event: RunEvent) => void) | undefined;
  #rounds = 0;
  #seq = 0;
  #last: RunReport | undefined;

  constructor(
    private readonly session: Session,
    private readonly options: RoundsOptions,
  ) {
    this.#runId = options.runId ?? randomUUID();
    this.#emit = safely(options.onEvent);
  }

  /** Whether the deadline, the caller or `fail_fast` ended it. */
  get isOver(): boolean {
    return this.#last?.endedBy !== undefined || this.#remainingMs() <= 0;
  }

  get count(): number {
    return this.#rounds;
  }

  /** Runs these steps, whose ids were in no round before. Never rejects. */
  async run(steps: readonly CheckedStep[]): Promise<RunReport> {
    const { session, options } = this;
    const { limits, durations } = session;
    const byId = new Map(steps.map((step) => [step.id, step]));
    const retries = new RetryBudget(steps.length);
    const admission = new Admission(steps);
    this.#rounds += 1;
    const report = await runPlan({
      runId: this.#runId,
      plan: independentPlan(steps, {
        expectedMs: ({ system, operation }) => durations.median(system, operation),
      }),
      admission,
      execute: (id, turn) => {
        const step = byId.get(id);
        if (step === undefined) throw new TypeError(`The request has no step ${id}.`);
        return executeStep(session, step, {
          params: step.params,
          signal: turn.signal,
          deadlineAt: turn.deadlineAt,
          slot: turn.slot,
          listener: turn.listener,
          key: `${this.#runId}:${id}`,
          retries,
          reservation: admission.reservation(id),
        });
      },
      onFailure: options.failFast ? "stop" : "skip_dependents",
      caps: { global: limits.max_concurrent, perSystem: limits.max_concurrent_per_system },
      inOrder: !options.parallel,
      timeoutMs: Math.max(1, Math.ceil(this.#remainingMs())),
      signals: [options.signal, session.closing.signal],
      emit: this.#emit && this.#asOneRun(this.#rounds, this.#emit),
    });
    for (const [id, end] of report.ends) this.#ends.set(id, end);
    this.#last = report;
    return report;
  }

  /** All rounds as one report. */
  report(): RunReport {
    const last = this.#last;
    if (last === undefined) throw new TypeError("There was no round.");
    const duration_ms = this.#rounds === 1 ? last.duration_ms : round(performance.now() - this.#begun);
    return { ...last, ends: this.#ends, duration_ms };
  }

  #remainingMs(): number {
    return this.options.timeoutMs - (performance.now() - this.#begun);
  }

  /** The events of one round, as those of a phase of one run. */
  #asOneRun(phase: number, emit: (event: RunEvent) => void): (event: RunEvent) => void {
    return (event) => {
      if (event.event === "run_started" && phase > 1) return;
      this.#seq += 1;
      emit({ ...event, seq: this.#seq, ...("phase" in event ? { phase } : {}) } as RunEvent);
    };
  }
}
