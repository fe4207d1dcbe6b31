import { unlessAborted } from "../running/abort.js";
import type { StepOutcome } from "../running/execution.js";

/**
 * Identical reads under way share one execution, across requests of the same session. Whoever joins gets the outcome
 * without its calls, so that every call is counted once; and whoever loses the one that it joined to a cancellation or
 * a deadline that is not its own executes by itself.
 */
export class SingleFlight {
  readonly #underWay = new Map<string, Promise<StepOutcome>>();

  /** `execute` never rejects. `key` says everything that makes two reads identical, the tenant first. */
  async run(key: string, signal: AbortSignal, execute: () => Promise<StepOutcome>): Promise<StepOutcome> {
    const begun = performance.now();
    for (let shared = this.#underWay.get(key); shared !== undefined; shared = this.#underWay.get(key)) {
      const outcome = await unlessAborted(shared, signal);
      // Our own signal ended the waiting: executing tells the reason as ever.
      if (outcome === undefined) return execute();
      if (!wasInterrupted(outcome)) return joined(outcome, performance.now() - begun);
      // Another step that lost it as well may have begun anew: then that one is joined.
    }
    const leading = execute();
    this.#underWay.set(key, leading);
    try {
      return await leading;
    } finally {
      if (this.#underWay.get(key) === leading) this.#underWay.delete(key);
    }
  }
}

/** All its time was waiting for somebody else's call, so none of it counts as overhead. */
function joined(outcome: StepOutcome, waitedMs: number): StepOutcome {
  const duration_ms = Math.round(waitedMs * 1000) / 1000;
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

function wasInterrupted({ status, error }: StepOutcome): boolean {
  return status === "cancelled" || error?.code === "TIMEOUT_EXCEEDED";
}
