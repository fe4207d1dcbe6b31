import { unlessAborted } from "../abort.js";
import type { GateListener } from "../upstream/gate.js";
import { round } from "./statistics.js";
import type { StepCall, StepOutcome } from "./step-execution.js";

/** What is needed of whoever asks. */
type Asker = Pick<StepCall, "signal" | "deadlineAt" | "slot" | "reservation" | "listener">;

/** Whoever has so much more time than the one that gave up may succeed where that one could not wait. Unit: milliseconds. */
const MUCH_MORE_TIME_MS = 1000;

/** How a read is executed; what becomes known meanwhile is for the listener. */
type Execute = (listener: GateListener | undefined) => Promise<StepOutcome>;

/** A read under way, and everybody who is told what becomes known of it. */
class Flight implements GateListener {
  readonly outcome: Promise<StepOutcome>;
  /** That of whoever leads it: longer it does not try. */
  readonly deadlineAt: number;
  readonly #listeners: GateListener[] = [];
  #isWaiting = false;

  constructor({ listener, deadlineAt }: Asker, execute: Execute) {
    this.deadlineAt = deadlineAt;
    if (listener !== undefined) this.#listeners.push(listener);
    this.outcome = execute(this);
  }

  /** Who joins while it waits is told so at once: it is told only once. */
  join(listener: GateListener): void {
    this.#listeners.push(listener);
    if (this.#isWaiting) listener.waiting();
  }

  waiting(): void {
    this.#isWaiting = true;
    for (const listener of this.#listeners) listener.waiting();
  }

  retried(retry: Parameters<GateListener["retried"]>[0]): void {
    for (const listener of this.#listeners) listener.retried(retry);
  }
}

/**
 * Identical reads under way share one execution, across requests of the same session. Whoever joins gets the outcome
 * without its calls, so that every call is counted once; and whoever loses the one that it joined to a cancellation or
 * a deadline that is not its own executes by itself. What keeps the one waiting keeps all of them, and is told to all.
 */
export class SingleFlight {
  readonly #underWay = new Map<string, Flight>();

  /** `execute` never rejects. `key` says everything that makes two reads identical, the tenant first. */
  async run(key: string, asker: Asker, execute: Execute): Promise<StepOutcome> {
    const begun = performance.now();
    let waitedMs = 0;
    for (let shared = this.#underWay.get(key); shared !== undefined; shared = this.#underWay.get(key)) {
      if (asker.listener !== undefined) shared.join(asker.listener);
      const outcome = await outcomeOf(shared.outcome, asker);
      waitedMs = performance.now() - begun;
      // Our own signal ended the waiting: executing tells the reason as ever, and sends nothing.
      if (outcome === undefined) return joined(await execute(asker.listener), waitedMs);
      if (!wasInterrupted(outcome) && !gaveUpEarly(outcome, shared, asker)) return joined(outcome, waitedMs);
      // Another step that lost it as well may have begun anew: then that one is joined.
      await asker.slot?.comeBack(asker.signal);
    }
    const leading = new Flight(asker, execute);
    this.#underWay.set(key, leading);
    try {
      const outcome = await leading.outcome;
      return waitedMs === 0 ? outcome : { ...outcome, waited_ms: round(outcome.waited_ms + waitedMs) };
    } finally {
      if (this.#underWay.get(key) === leading) this.#underWay.delete(key);
    }
  }
}

/**
 * Waits for somebody else's execution; undefined when the signal aborts first. Place and room are given up: the other
 * one may need them to go on.
 */
async function outcomeOf(
  shared: Promise<StepOutcome>,
  { signal, slot, reservation }: Asker,
): Promise<StepOutcome | undefined> {
  const outcome = unlessAborted(shared, signal);
  // Not while the run is still busy starting steps.
  await Promise.resolve();
  reservation?.release();
  slot?.leave();
  return outcome;
}

/** All its time was waiting for somebody else's call, so none of it counts as overhead. */
function joined(outcome: StepOutcome, waitedMs: number): StepOutcome {
  const duration_ms = round(waitedMs);
  return {
    ...outcome,
    duration_ms,
    upstream_ms: duration_ms,
    mcp_calls: 0,
    cache_hits: 0,
    cache_misses: 0,
    waited_ms: 0,
  };
}

/** A limit or a trouble that outlasted the time of who led: a request with more of it may wait and try on. */
function gaveUpEarly({ error }: StepOutcome, { deadlineAt }: Flight, asker: Asker): boolean {
  return error?.retryable === true && asker.deadlineAt > deadlineAt + MUCH_MORE_TIME_MS;
}

function wasInterrupted({ status, error }: StepOutcome): boolean {
  return status === "cancelled" || error?.code === "TIMEOUT_EXCEEDED";
}
