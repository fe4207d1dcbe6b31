import { type Attempt, orchestratorError, type PmoError } from "@pm-orchestrator/core";
import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleWhenResult,
} from "cockatiel";

/** So many calls in a row that found the system in trouble, and it is left alone. */
const TROUBLES = 10;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Leaves a system alone that is down: after ten calls in a row without a useful answer nothing is sent for a while, then
 * one call tries, and the others wait for it. An answer that says no is a sign of life.
 */
export class Breaker {
  #retryAt = 0;
  #last: PmoError | undefined;
  /** Whether the latest answer that the policy was told of was a trouble. */
  #isTroubled = false;
  readonly #policy = circuitBreaker(
    handleWhenResult((result) => wasInTrouble(result as Attempt<unknown>)),
    {
      breaker: new ConsecutiveBreaker(TROUBLES),
      halfOpenAfter: new DelegateBackoff(({ attempt }) => {
        const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1));
        this.#retryAt = Date.now() + pause;
        return pause;
      }),
    },
  );

  constructor(private readonly system: string) {}

  /** Makes the attempt, or rejects with CIRCUIT_OPEN (6106). */
  async run<Value>(attempt: () => Promise<Attempt<Value>>): Promise<Attempt<Value>> {
    try {
      const isClosed = this.#policy.state === CircuitState.Closed;
      const ended = await (isClosed ? this.#whileClosed(attempt) : this.#policy.execute(attempt));
      if (wasInTrouble(ended)) this.#last = ended.failed.error;
      return ended;
    } catch (error) {
      throw error instanceof BrokenCircuitError ? this.#open() : error;
    }
  }

  /** The policy counts troubles in a row: that all is well, as before, is no news to it, and telling has its price. */
  async #whileClosed<Value>(attempt: () => Promise<Attempt<Value>>): Promise<Attempt<Value>> {
    const ended = await attempt();
    const isTrouble = wasInTrouble(ended);
    if ((isTrouble || this.#isTroubled) && this.#policy.state === CircuitState.Closed) {
      this.#isTroubled = isTrouble;
      await this.#policy.execute(() => ended);
    }
    return ended;
  }

  #open(): PmoError {
    const retry_at = new Date(this.#retryAt).toISOString();
    const last = this.#last;
    return orchestratorError("CIRCUIT_OPEN", {
      message: `${this.system} did not answer ${TROUBLES} calls in a row; nothing is sent to it before ${retry_at}.`,
      system: this.system,
      details: {
        retry_at,
        retry_after_ms: Math.max(0, this.#retryAt - Date.now()),
        ...(last === undefined ? {} : { last_failure: { code: last.code, message: last.message } }),
      },
      retryable: true,
    });
  }
}

function wasInTrouble<Value>(ended: Attempt<Value>): ended is Extract<Attempt<Value>, { failed: unknown }> {
  return "failed" in ended && (ended.failed.why === "trouble" || ended.failed.why === "unreachable");
}
