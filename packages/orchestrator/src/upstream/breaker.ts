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

/** How an attempt ended, and what that says of the system: nothing, where we ended it or sent nothing at all. */
type Judged<Value> = { says: "well" | "trouble" | "nothing" } & (
  | { ended: Attempt<Value> }
  | { thrown: unknown }
);

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
    handleWhenResult((result) => (result as Judged<unknown>).says !== "well"),
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
    const isClosed = this.#policy.state === CircuitState.Closed;
    const judged = await (isClosed ? this.#whileClosed(attempt, signal) : this.#asTry(attempt, signal));
    if ("thrown" in judged) throw judged.thrown;
    return judged.ended;
  }

  /**
   * The policy counts troubles in a row: that all is well, as before, is no news to it, and telling has its price. What says
   * nothing is neither a success nor a failure.
   */
  async #whileClosed<Value>(
    attempt: () => Promise<Attempt<Value>>,
    signal: AbortSignal | undefined,
  ): Promise<Judged<Value>> {
    const judged = await this.#judge(attempt, signal);
    const isNews = judged.says === "trouble" || (judged.says === "well" && this.#isTroubled);
    if (isNews && this.#policy.state === CircuitState.Closed) {
      this.#isTroubled = judged.says === "trouble";
      await this.#policy.execute(() => judged);
    }
    return judged;
  }

  async #asTry<Value>(
    attempt: () => Promise<Attempt<Value>>,
    signal: AbortSignal | undefined,
  ): Promise<Judged<Value>> {
    try {
      return await this.#policy.execute(async () => {
        const judged = await this.#judge(attempt, signal);
        this.#isUntold = judged.says === "nothing";
        if (this.#isUntold) this.#untold += 1;
        this.#isTroubled = judged.says !== "well";
        return judged;
      });
    } catch (error) {
      throw error instanceof BrokenCircuitError ? this.#open() : error;
    }
  }

  async #judge<Value>(
    attempt: () => Promise<Attempt<Value>>,
    signal: AbortSignal | undefined,
  ): Promise<Judged<Value>> {
    let judged: Judged<Value>;
    try {
      judged = judge(await attempt(), signal);
    } catch (thrown) {
      return { says: "nothing", thrown };
    }
    if (judged.says === "trouble" && "ended" in judged && "failed" in judged.ended)
      this.#last = judged.ended.failed.error;
    return judged;
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

function judge<Value>(ended: Attempt<Value>, signal: AbortSignal | undefined): Judged<Value> {
  if (!("failed" in ended)) return { says: "well", ended };
  if (signal?.aborted) return { says: "nothing", ended };
  const { why } = ended.failed;
  return { says: why === "trouble" || why === "unreachable" ? "trouble" : "well", ended };
}
