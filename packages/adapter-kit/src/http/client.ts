import { type Attempt, isPmoError, onAbort, type StepContext } from "@pm-orchestrator/core";
import { noticingLoss } from "./after-loss.js";
import type { HttpAnswer, HttpCall, HttpClientDefinition } from "./call.js";
import { type Exchange, exchange, isWrite } from "./exchange.js";
import { cancelled, failedAttempt, outcomeUnknown } from "./failed-attempt.js";
import type { HttpFailure } from "./failure.js";
import { prepare } from "./prepare.js";
import { readBudget } from "./read-budget.js";
import { networkFailure } from "./read-failure.js";

/** The HTTP client of one connection. `send` takes the step for whose account the call is made. */
export interface HttpClient<Code extends string> {
  send(call: HttpCall<Code>, step: StepContext): Promise<HttpAnswer>;
}

/**
 * The one way in which adapters reach their vendors: credentials read per attempt and bound to the configured
 * origin, a time limit for every attempt, abort down to the socket, every attempt counted, every failure with a code.
 * Whether a failed attempt is followed by another is the engine's decision (`step.gate`).
 *
 * `send` rejects with a PmoError: one of the adapter's codes, OUTCOME_UNKNOWN (6105) for a write that was sent and
 * not answered, CIRCUIT_OPEN (6106), or OPERATION_CANCELLED (6107) when the step's signal ended it.
 */
export function createHttpClient<Code extends string>(
  definition: HttpClientDefinition<Code>,
): HttpClient<Code> {
  return {
    send: async (call, step) => {
      if (step.signal.aborted) throw cancelled(step);
      const once = () => attempt({ definition, call, step });
      if (!isWrite(call, step)) return step.gate.call(once);
      const attempts = noticingLoss(call, once);
      try {
        return await step.gate.call(attempts.attempt);
      } catch (error) {
        if (!attempts.leavesUnknown(error)) throw error;
        throw outcomeUnknown("an attempt was lost, and no other was answered", step);
      }
    },
  };
}

async function attempt<Code extends string>(parts: Exchange<Code>): Promise<Attempt<HttpAnswer>> {
  const { definition, call, step } = parts;
  if (step.signal.aborted) throw cancelled(step);
  // What fails here was certainly not sent, so it is neither a call nor an unknown outcome.
  const request = prepare(definition, call);
  const { requestTimeoutMs } = definition.host;
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), requestTimeoutMs);
  const unhook = onAbort(step.signal, () => ending.abort());
  const end = step.meter.begin();
  try {
    const exchanged = await exchange(parts, { ...request, signal: ending.signal });
    if ("failure" in exchanged) return { failed: failedAttempt(parts, exchanged.failure, exchanged.given) };
    const { answer } = exchanged;
    return { value: answer, budget: (definition.readBudget ?? readBudget)(answer.headers) };
  } catch (error) {
    if (isPmoError(error)) throw error;
    const failure: HttpFailure = ending.signal.aborted
      ? { kind: "timeout", timeoutMs: requestTimeoutMs }
      : networkFailure(error);
    return { failed: failedAttempt(parts, failure) };
  } finally {
    end();
    clearTimeout(timer);
    unhook();
  }
}
