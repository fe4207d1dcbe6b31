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

/** What the end of an attempt says of the system: nothing, where we ended it or sent nothing at all. */
type Verdict = "well" | "trouble" | "nothing";

/**
 * Leaves a system alone that is down: after ten calls in a row without a useful answer nothing is sent for a while, then
 * one call tries, and the others wait for it. An answer that says no is a sign of life; a call that was cancelled is no
 * sign at all.
 */
export class Breaker {
  #retryAt = 0;
  #last: PmoError | undefined;
  /** Of the calls that were to try since it opened, how many told nothing. */
  #untold = 0;
  #isUntold = false;
  /** Whether the latest that the policy was told of was a trouble. */
  #isTroubled = false;
  readonly #policy = circuitBreaker(
    handleWhenResult((verdict) => (verdict as Verdict) !== "well"),
    {
      breaker: new ConsecutiveBreaker(TROUBLES),
      halfOpenAfter: new DelegateBackoff(({ attempt }) => {
        const times = attempt - 1 - this.#untold;
        // After a try that told nothing the next call tries at once.
        const pause = this.#isUntold ? 0 : Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** times);
        this.#retryAt = Date.now() + pause;
        return pause;
      }),
    },
  );

  constructor(private readonly system: string) {
    this.#policy.onReset(() => {
      this.#untold = 0;
    });
  }

  /** Makes the attempt, or rejects with CIRCUIT_OPEN (6106). What the signal ended says nothing of the system. */
  async run<Value>(attempt: () => Promise<Attempt<Value>>, signal?: AbortSignal): Promise<Attempt<Value>> {
    if (this.#policy.state !== CircuitState.Closed) return this.#asTry(attempt, signal);
    const ended = await attempt();
    const told = this.#tellIfNews(this.#judge(ended, signal));
    if (told !== undefined) await told;
    return ended;
  }

  /**
   * The policy counts troubles in a row: that all is well, as before, is no news to it, and telling has its price. What says
   * nothing is neither a success nor a failure.
   */
  #tellIfNews(verdict: Verdict): Promise<unknown> | undefined {
    const isNews = verdict === "trouble" || (verdict === "well" && this.#isTroubled);
    if (!isNews || this.#policy.state !== CircuitState.Closed) return undefined;
    this.#isTroubled = verdict === "trouble";
    return this.#policy.execute(() => verdict);
  }

  async #asTry<Value>(
    attempt: () => Promise<Attempt<Value>>,
    signal: AbortSignal | undefined,
  ): Promise<Attempt<Value>> {
    let outcome: { ended: Attempt<Value> } | { thrown: unknown } | undefined;
    try {
      await this.#policy.execute(async () => {
        outcome = await attempt().then(
          (ended) => ({ ended }),
          (thrown: unknown) => ({ thrown }),
        );
        const verdict = "ended" in outcome ? this.#judge(outcome.ended, signal) : "nothing";
        this.#isUntold = verdict === "nothing";
        if (this.#isUntold) this.#untold += 1;
        this.#isTroubled = verdict !== "well";
        return verdict;
      });
    } catch (error) {
      throw error instanceof BrokenCircuitError ? this.#open() : error;
    }
    if (outcome === undefined) throw new TypeError("The attempt was not made.");
    if ("thrown" in outcome) throw outcome.thrown;
    return outcome.ended;
  }

  #judge(ended: Attempt<unknown>, signal: AbortSignal | undefined): Verdict {
    if (!("failed" in ended)) return "well";
    if (signal?.aborted) return "nothing";
    const { why, error } = ended.failed;
    if (why !== "trouble" && why !== "unreachable") return "well";
    this.#last = error;
    return "trouble";
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
