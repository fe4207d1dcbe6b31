import type { Attempt, FailedAttempt, UpstreamGate } from "@pm-orchestrator/core";
import { abortError, unlessAborted } from "../running/abort.js";
import type { Breaker } from "./breaker.js";
import type { Draw, SystemLimits } from "./limits.js";
import type { Reservation } from "./reservation.js";
import { type RetryBudget, waitBefore } from "./retries.js";
import { sleep } from "./sleep.js";
import { type Slot, Waiting } from "./waiting.js";

/** What becomes known of a step while it runs. */
export interface GateListener {
  retried(retry: { attempt: number; wait_ms: number; reason: string }): void;
  waiting(): void;
}

export interface GateOptions {
  limits: SystemLimits;
  breaker: Breaker;
  /** On what the step draws. */
  draws: readonly Draw[];
  /** What was taken for its first call before it started. */
  reservation?: Reservation | undefined;
  budget: RetryBudget;
  signal: AbortSignal;
  /** When whoever asked stops waiting, in milliseconds of `performance.now()`. */
  deadlineAt: number;
  /** The place that the step holds in its run; undefined when it is alone. */
  slot?: Slot | undefined;
  listener?: GateListener | undefined;
}

/** The gate of one execution of one step: its calls wait here for room and for their next attempt. */
export class StepGate implements UpstreamGate {
  readonly #options: GateOptions;
  readonly #waiting: Waiting;
  #calls = 0;
  #attempts = 1;
  #toldWaiting = false;

  constructor(options: GateOptions) {
    this.#options = options;
    this.#waiting = new Waiting(options.slot);
  }

  /** 1, and one more for each retry of any of its calls. */
  get attempts(): number {
    return this.#attempts;
  }

  /** How long the whole step waited for room or for the next attempt. Unit: milliseconds. */
  get waitedMs(): number {
    return this.#waiting.ms;
  }

  async call<Value>(attempt: () => Promise<Attempt<Value>>): Promise<Value> {
    this.#waiting.callBegins();
    this.#calls += 1;
    // Some budgets count what a step does, not how many calls it takes.
    const draws =
      this.#calls === 1
        ? this.#options.draws
        : this.#options.draws.filter(({ definition }) => definition.counts !== "steps");
    try {
      return await this.#attemptsAt(attempt, draws);
    } finally {
      this.#waiting.callEnds();
    }
  }

  /**
   * Waits for what another step does. Meanwhile the step gives up its place: the other one may need it to go on. Rejects
   * when the signal aborts first.
   */
  async waitFor<Value>(others: Promise<Value>): Promise<Value> {
    const { signal } = this.#options;
    this.#waiting.callBegins();
    const resume = this.#waiting.begin();
    try {
      const ended = await unlessAborted(
        others.then((value) => ({ value })),
        signal,
      );
      if (ended === undefined) throw abortError(signal);
      return ended.value;
    } finally {
      await resume(signal);
      this.#waiting.callEnds();
    }
  }

  /** The step has ended: what was taken for it and not needed is given back. */
  end(): void {
    this.#options.reservation?.release();
  }

  async #attemptsAt<Value>(attempt: () => Promise<Attempt<Value>>, draws: readonly Draw[]): Promise<Value> {
    const { limits, breaker, budget } = this.#options;
    let failed: FailedAttempt | undefined;
    for (let count = 1; ; count += 1) {
      await this.#room(draws, failed);
      const sentAt = limits.now();
      const ended = await breaker.run(attempt, this.#options.signal).catch((error: unknown) => {
        // That nothing more is sent to the system says less than why it failed.
        throw failed?.error ?? error;
      });
      if (!("failed" in ended)) {
        limits.answered(draws, ended.budget);
        return ended.value;
      }
      failed = ended.failed;
      if (failed.why === "rate_limited") limits.refused(draws, failed, sentAt);
      else if (failed.why !== "unreachable") limits.answered(draws);
      const wait = waitBefore(count + 1, failed, budget);
      const until = wait === undefined ? undefined : this.#until(wait, draws, failed);
      if (until === undefined) throw failed.error;
      this.#attempts += 1;
      this.#options.listener?.retried({
        attempt: count + 1,
        wait_ms: Math.max(0, Math.round(until - performance.now())),
        reason: failed.error.code,
      });
      await this.#pauseUntil(until);
    }
  }

  /** When the next attempt is made; undefined when nobody waits for it any more by then. */
  #until(wait: number, draws: readonly Draw[], failed: FailedAttempt): number | undefined {
    const now = performance.now();
    const isLimited = failed.why === "rate_limited";
    const room = isLimited ? this.#options.limits.roomAt(draws) : now;
    // A limit that no domain declares: the vendor's wish is all there is.
    const asked = isLimited && draws.length === 0 ? (failed.waitMs ?? 1000) : wait;
    const until = Math.max(room, now + asked);
    return until < this.#options.deadlineAt ? until : undefined;
  }

  /** Takes room for one attempt, after waiting for it. */
  async #room(draws: readonly Draw[], failed: FailedAttempt | undefined): Promise<void> {
    const { limits, reservation, deadlineAt } = this.#options;
    for (;;) {
      // After each pause, since the run may have taken room when it gave the step its place back.
      const missing = reservation?.use(draws) ?? draws;
      if (missing.length === 0) return;
      const at = limits.roomAt(missing);
      if (at <= limits.now()) return limits.take(missing);
      const refusal = at < deadlineAt ? undefined : (failed?.error ?? limits.refusal(missing));
      if (refusal !== undefined) throw refusal;
      this.#tellWaiting();
      draws = missing;
      await this.#pauseUntil(at);
    }
  }

  #tellWaiting(): void {
    if (this.#toldWaiting) return;
    this.#toldWaiting = true;
    this.#options.listener?.waiting();
  }

  async #pauseUntil(time: number): Promise<void> {
    const { signal } = this.#options;
    const ms = time - performance.now();
    if (ms <= 0) return;
    const resume = this.#waiting.begin();
    try {
      if (!(await sleep(ms, signal))) throw abortError(signal);
    } finally {
      await resume(signal);
    }
    if (signal.aborted) throw abortError(signal);
  }
}
