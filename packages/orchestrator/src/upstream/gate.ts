import type { Attempt, FailedAttempt, UpstreamGate } from "@pm-orchestrator/core";
import { abortError } from "../running/abort.js";
import type { Breaker } from "./breaker.js";
import type { Draw, SystemLimits } from "./limits.js";
import { type RetryBudget, waitBefore } from "./retries.js";
import { sleep } from "./sleep.js";
import { type Slot, Waiting } from "./waiting.js";

/** What becomes known of a step while it runs. */
export interface GateListener {
  retried?(retry: { attempt: number; wait_ms: number; reason: string }): void;
  waiting?(): void;
}

export interface GateOptions {
  limits: SystemLimits;
  breaker: Breaker;
  /** On what the step draws. */
  draws: readonly Draw[];
  /** Keys of those for which there was room when it was started, and which are taken already. */
  taken: ReadonlySet<string>;
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
    try {
      return await this.#attemptsAt(attempt);
    } finally {
      this.#waiting.callEnds();
    }
  }

  /** The step has ended: what was taken for it and not needed is given back. */
  end(): void {
    if (this.#calls > 0) return;
    const { draws, taken, limits } = this.#options;
    limits.giveBack(draws.filter(({ key }) => taken.has(key)));
  }

  async #attemptsAt<Value>(attempt: () => Promise<Attempt<Value>>): Promise<Value> {
    const { limits, breaker, draws, taken, budget } = this.#options;
    this.#calls += 1;
    const isFirst = this.#calls === 1;
    const drawn = isFirst ? draws : draws.filter(({ definition }) => definition.counts !== "steps");
    const untaken = isFirst ? drawn.filter(({ key }) => !taken.has(key)) : drawn;
    let failed: FailedAttempt | undefined;
    for (let count = 1; ; count += 1) {
      await this.#room(count === 1 ? untaken : drawn, failed);
      const sentAt = performance.now();
      const ended = await breaker.run(attempt).catch((error: unknown) => {
        // That nothing more is sent to the system says less than why it failed.
        throw failed?.error ?? error;
      });
      if (!("failed" in ended)) {
        limits.answered(drawn, ended.budget);
        return ended.value;
      }
      failed = ended.failed;
      if (failed.why === "rate_limited") limits.refused(drawn, failed, sentAt);
      else if (failed.why === "refused") limits.answered(drawn);
      const wait = waitBefore(count + 1, failed, budget);
      const until = wait === undefined ? undefined : this.#until(wait, drawn, failed);
      if (until === undefined) throw failed.error;
      this.#attempts += 1;
      this.#options.listener?.retried?.({
        attempt: count + 1,
        wait_ms: Math.round(until - performance.now()),
        reason: failed.error.code,
      });
      await this.#pauseUntil(until);
    }
  }

  /** When the next attempt is made; undefined when nobody waits for it any more by then. */
  #until(wait: number, drawn: readonly Draw[], failed: FailedAttempt): number | undefined {
    const now = performance.now();
    const room = failed.why === "rate_limited" ? this.#options.limits.roomAt(drawn) : now;
    // A limit that no domain declares: the vendor's wish is all there is.
    const asked = drawn.length === 0 && failed.why === "rate_limited" ? (failed.waitMs ?? 1000) : wait;
    const until = Math.max(room, now + asked);
    return until < this.#options.deadlineAt ? until : undefined;
  }

  async #room(draws: readonly Draw[], failed: FailedAttempt | undefined): Promise<void> {
    const { limits, deadlineAt, listener } = this.#options;
    if (draws.length === 0) return;
    for (let told = false; ; told = true) {
      const at = limits.roomAt(draws);
      if (at <= performance.now()) break;
      const refusal = at < deadlineAt ? undefined : (failed?.error ?? limits.refusal(draws));
      if (refusal !== undefined) throw refusal;
      if (!told) listener?.waiting?.();
      await this.#pauseUntil(at);
    }
    limits.take(draws);
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
