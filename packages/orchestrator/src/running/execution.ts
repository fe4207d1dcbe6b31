import {
  isPmoError,
  type LookupCache,
  mintFor,
  orchestratorError,
  type PmoError,
  redactText,
  type StepContext,
} from "@pm-orchestrator/core";
import { abortError, unlessAborted } from "../abort.js";
import type { CheckedStep } from "../checking/steps.js";
import { LONGEST_MS, withBackground } from "../session/cache/background.js";
import type { Session } from "../session/session.js";
import { LookupCounts, round } from "../session/statistics.js";
import type { StepCall, StepOutcome } from "../session/step-execution.js";
import type { ConnectedSystem } from "../systems/system.js";
import { StepGate } from "../upstream/gate.js";
import { upstreamOf } from "../upstream/index.js";
import { type Draw, drawsOf } from "../upstream/limits.js";
import { RetryBudget } from "../upstream/retries.js";
import { StepMeter } from "./meter.js";

/** One execution under way, of one step or of several that were merged: what it measures, and through what it speaks. */
export class Execution {
  readonly meter = new StepMeter();
  readonly counts = new LookupCounts();
  readonly gate: StepGate;
  readonly #draws: readonly Draw[];
  readonly #begun = performance.now();

  constructor(
    readonly session: Session,
    readonly step: CheckedStep,
    readonly call: StepCall,
  ) {
    const { limits, breaker } = upstreamOf(step.target);
    const { params, reservation, retries, signal, deadlineAt, slot, listener } = call;
    const outcome = step.target.manifest();
    this.#draws =
      step.manifest === undefined || "error" in outcome
        ? []
        : drawsOf({ operation: step.operation, params }, step.manifest, outcome.manifest.limits);
    this.gate = new StepGate({
      limits,
      breaker,
      draws: this.#draws,
      reservation,
      budget: retries,
      signal,
      deadlineAt,
      slot,
      listener,
    });
  }

  /** Imports and connects the adapter; rejects when the step is ended before that is done. */
  async connected(): Promise<ConnectedSystem> {
    const { signal } = this.call;
    const connected = await unlessAborted(this.step.target.connect(), signal);
    if (connected === undefined) throw abortError(signal);
    return connected;
  }

  /** What the adapter gets. */
  context({ adapter }: ConnectedSystem): StepContext {
    const { session, step, call } = this;
    const { system, operation } = step;
    const declared = adapter.operations[operation];
    if (declared === undefined) throw new TypeError(`${system} lost its operation ${operation}.`);
    const begunAt = Date.now();
    const cacheOf = () =>
      session.cache.scoped({
        tenant: session.tenant,
        system,
        operation,
        slots: adapter.slots,
        isRead: declared.effect === "read",
        refresh: step.refresh,
        signal: call.signal,
        begunAt,
        counts: this.counts,
        waitFor: (load) => this.gate.waitFor(load),
        backgroundGate: (background) => this.#gateFor(background),
      });
    let cache: LookupCache | undefined;
    return withBackground({
      system,
      operation,
      effect: declared.effect,
      retry: declared.retry,
      signal: call.signal,
      cache: () => {
        cache ??= cacheOf();
        return cache;
      },
      files: () => session.files.scoped(session.tenant),
      meter: this.meter,
      gate: this.gate,
      mint: mintFor(call.key),
    });
  }

  /** For what the step's look-ups read anew when nobody waits for it: attempts of its own, within the same limits. */
  #gateFor(signal: AbortSignal): StepGate {
    const { limits, breaker } = upstreamOf(this.step.target);
    const deadlineAt = performance.now() + LONGEST_MS;
    return new StepGate({
      limits,
      breaker,
      draws: this.#draws,
      budget: new RetryBudget(1),
      signal,
      deadlineAt,
    });
  }

  succeeded(data: unknown): StepOutcome {
    return this.#outcome({ status: "succeeded", data });
  }

  /** Of several: each has its value or its error. */
  ended(valueOrError: unknown): StepOutcome {
    return isPmoError(valueOrError) ? this.failed(valueOrError) : this.succeeded(valueOrError);
  }

  failed(thrown: unknown): StepOutcome {
    return this.#outcome(failureOf(thrown, this.step, this.call.signal));
  }

  #outcome(end: Pick<StepOutcome, "status" | "data" | "error">): StepOutcome {
    const { meter, counts, gate } = this;
    const waited = gate.waitedMs;
    const duration = performance.now() - this.#begun - waited;
    return {
      status: end.status,
      data: end.data,
      error: end.error,
      duration_ms: round(duration),
      upstream_ms: round(Math.min(duration, meter.upstreamMs)),
      mcp_calls: meter.calls,
      cache_hits: counts.hits,
      cache_misses: counts.misses,
      attempts: gate.attempts,
      waited_ms: round(waited),
    };
  }
}

function failureOf(
  thrown: unknown,
  step: CheckedStep,
  signal: AbortSignal,
): Pick<StepOutcome, "status" | "error"> {
  const error = asPmoError(thrown, step);
  if (error.code === "OUTCOME_UNKNOWN") return { status: "unknown", error: error.toJSON() };
  // The adapter only knows that its signal ended it; why, the signal says.
  const reason = error.code === "OPERATION_CANCELLED" && signal.aborted ? abortError(signal) : error;
  const status = reason.code === "OPERATION_CANCELLED" ? "cancelled" : "failed";
  return { status, error: { ...reason.toJSON(), system: step.system } };
}

function asPmoError(thrown: unknown, { system, operation }: CheckedStep): PmoError {
  if (isPmoError(thrown)) return thrown;
  const reason = redactText(thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown));
  return orchestratorError("OPERATION_EXECUTION_FAILED", {
    message: `The adapter of ${system} failed in ${operation}: ${reason}`,
    system,
    details: { operation, reason },
    cause: thrown,
  });
}
