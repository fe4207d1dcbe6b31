import type { Attempt, FailedAttempt, UpstreamGate } from "@pm-orchestrator/core";
import { abortError, unlessAborted } from "../abort.js";
import type { Breaker } from "./breaker.js";
import { countsCalls, type Draw, type SystemLimits } from "./limits.js";
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

/** How an attempt ended that another may follow. */
interface Ended {
  failed: FailedAttempt;
  /** On what the next one draws. */
  needed: readonly Draw[];
  /** What has no room, as it turned out. */
  closed: readonly Draw[];
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
    const { draws } = this.#options;
    try {
      // Some budgets count what a step does, not how many calls it takes: the first draws on them for all.
      return await this.#attemptsAt(attempt, this.#calls === 1 ? draws : draws.filter(countsCalls));
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
    // What is known of these changes with each answer: on what the call draws, and what refused it beside that.
    let concerned = draws;
    let needed = draws;
    let failed: FailedAttempt | undefined;
    for (let count = 1; ; count += 1) {
      const missing = this.#takeRoom(needed);
      if (missing.length > 0) await this.#waitForRoom(missing, failed);
      const sentAt = limits.now();
      let ended: Attempt<Value>;
      try {
        ended = await breaker.run(attempt, this.#options.signal);
      } catch (error) {
        // That nothing more is sent to the system says less than why it failed.
        throw failed?.error ?? error;
      }
      if (!("failed" in ended)) {
        limits.answered(concerned);
        if (ended.budget !== undefined) limits.told(this.#named(ended.budget, concerned), ended.budget);
        return ended.value;
      }
      failed = ended.failed;
      let closed: readonly Draw[] = [];
      if (failed.why === "rate_limited") {
        closed = limits.refused(this.#named(failed, concerned), failed, sentAt);
        concerned = [...new Set([...concerned, ...closed])];
      } else if (failed.why !== "unreachable") limits.answered(concerned);
      // What counts steps has counted this one.
      needed = draws.filter(countsCalls);
      const wait = waitBefore(count + 1, failed, budget);
      const until = wait === undefined ? undefined : this.#until(wait, { failed, needed, closed });
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

  /** A vendor that names a limit may mean any of the step's, also one on which this call itself does not draw. */
  #named({ domain }: { domain?: string | undefined }, concerned: readonly Draw[]): readonly Draw[] {
    return domain === undefined ? concerned : this.#options.draws;
  }

  /** When the next attempt is made; undefined when nobody waits for it any more by then. */
  #until(wait: number, { failed, needed, closed }: Ended): number | undefined {
    const now = performance.now();
    const isLimited = failed.why === "rate_limited";
    const room = isLimited ? this.#options.limits.roomAt([...needed, ...closed]) : now;
    // A limit that no domain declares: the vendor's wish is all there is.
    const asked = isLimited && closed.length === 0 ? (failed.waitMs ?? 1000) : wait;
    const until = Math.max(room, now + asked);
    return until < this.#options.deadlineAt ? until : undefined;
  }

  /** Takes room for one attempt, if there is room now; otherwise answers where it is missing. */
  #takeRoom(draws: readonly Draw[]): readonly Draw[] {
    const { limits, reservation } = this.#options;
    const missing = reservation?.use(draws) ?? draws;
    if (missing.length === 0) return missing;
    if (limits.roomAt(missing) > limits.now()) return missing;
    limits.take(missing);
    return [];
  }

  /** Takes room for one attempt, after waiting for it. */
  async #waitForRoom(missing: readonly Draw[], failed: FailedAttempt | undefined): Promise<void> {
    const { limits, deadlineAt } = this.#options;
    while (missing.length > 0) {
      const at = limits.roomAt(missing);
      const refusal = at < deadlineAt ? undefined : (failed?.error ?? limits.refusal(missing));
      if (refusal !== undefined) throw refusal;
      this.#tellWaiting();
      await this.#pauseUntil(at);
      // After each pause, since the run may have taken room when it gave the step its place back.
      missing = this.#takeRoom(missing);
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
