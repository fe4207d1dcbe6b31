import {
  isPmoError,
  type LookupCache,
  mintFor,
  orchestratorError,
  type PmoError,
  redactText,
  type StepStatus,
  type WireError,
} from "@pm-orchestrator/core";
import { wireIssues } from "@pm-orchestrator/core/schemas";
import { invalidParams } from "../checking/params.js";
import { type CheckedStep, ownerOf } from "../checking/steps.js";
import type { Session } from "../session/session.js";
import { LookupCounts, round } from "../session/statistics.js";
import type { ConnectedSystem } from "../systems/system.js";
import { StepGate } from "../upstream/gate.js";
import { upstreamOf } from "../upstream/index.js";
import { drawsOf } from "../upstream/limits.js";
import type { RetryBudget } from "../upstream/retries.js";
import { abortError } from "./abort.js";
import { StepMeter } from "./meter.js";

/** How the execution of one step ended: plain data, so that it can be kept and read back elsewhere. */
export interface StepOutcome {
  status: Extract<StepStatus, "succeeded" | "failed" | "cancelled" | "unknown">;
  data?: unknown;
  error?: WireError;
  duration_ms: number;
  upstream_ms: number;
  mcp_calls: number;
  cache_hits: number;
  cache_misses: number;
  /** 1, and one more for each retry of any of its upstream calls. */
  attempts: number;
  /** How long it did nothing but wait for a limit or for its next attempt; no part of its duration. Unit: milliseconds. */
  waited_ms: number;
}

/** An aborted adapter has this long to say what became of its calls. Unit: milliseconds. */
const GRACE_MS = 250;

/** What an execution of a step is given beside the step. */
export interface StepCall {
  /** Resolved. */
  params: Readonly<Record<string, unknown>>;
  signal: AbortSignal;
  /** What makes the step itself, whenever and wherever it is executed: the ids of its run and of the step. */
  key: string;
  /** Shared by all steps of the request. */
  retries: RetryBudget;
  /** When whoever asked stops waiting, in milliseconds of `performance.now()`. */
  deadlineAt: number;
}

/**
 * Executes one step with resolved params. Never rejects: whatever happens becomes an outcome. A read that is under way
 * already is joined, unless it wants to be read anew.
 */
export function executeStep(session: Session, step: CheckedStep, call: StepCall): Promise<StepOutcome> {
  if (step.manifest?.effect !== "read" || step.refresh) return execute(session, step, call);
  const key = [session.tenant, step.system, step.operation, JSON.stringify(call.params)].join("\0");
  return session.reads.run(key, call.signal, () => execute(session, step, call));
}

async function execute(session: Session, step: CheckedStep, call: StepCall): Promise<StepOutcome> {
  const { signal } = call;
  const begun = performance.now();
  const meter = new StepMeter();
  const gate = gateFor(step, call);
  const counts = new LookupCounts();
  const finish = (end: Pick<StepOutcome, "status" | "data" | "error">): StepOutcome => {
    const waited = gate.waitedMs;
    const duration = performance.now() - begun - waited;
    return {
      ...end,
      duration_ms: round(duration),
      upstream_ms: round(Math.min(duration, meter.upstreamMs)),
      mcp_calls: meter.calls,
      cache_hits: counts.hits,
      cache_misses: counts.misses,
      attempts: gate.attempts,
      waited_ms: round(waited),
    };
  };
  try {
    if (signal.aborted) throw abortError(signal);
    const connected = await step.target.connect();
    // The first import of an adapter says nothing about how long its operations take.
    const connectedAt = performance.now();
    const data = await run({ session, step, call, meter, counts, gate, connected });
    session.durations.record(step.system, step.operation, performance.now() - connectedAt - gate.waitedMs);
    return finish({ status: "succeeded", data });
  } catch (error) {
    return finish(failureOf(error, step, signal));
  } finally {
    gate.end();
  }
}

function gateFor(step: CheckedStep, { params, signal, retries, deadlineAt }: StepCall): StepGate {
  const { limits, breaker } = upstreamOf(step.target);
  const outcome = step.target.manifest();
  const draws =
    step.manifest === undefined || "error" in outcome
      ? []
      : drawsOf({ operation: step.operation, params }, step.manifest, outcome.manifest.limits);
  return new StepGate({ limits, breaker, draws, taken: new Set(), budget: retries, signal, deadlineAt });
}

interface Execution {
  session: Session;
  step: CheckedStep;
  call: StepCall;
  meter: StepMeter;
  counts: LookupCounts;
  gate: StepGate;
  connected: ConnectedSystem;
}

async function run(execution: Execution): Promise<unknown> {
  const { step, call, meter, gate, connected } = execution;
  const operation = connected.adapter.operations[step.operation];
  if (operation === undefined) throw new TypeError(`${step.system} lost its operation ${step.operation}.`);
  const parsed = operation.params.safeParse(call.params);
  if (!parsed.success) {
    if (step.manifest === undefined) throw new TypeError(`${step.system} has no manifest.`);
    throw invalidParams(wireIssues(parsed.error), step.manifest, ownerOf(step));
  }
  const client = connected.connection.client({
    system: step.system,
    operation: step.operation,
    effect: operation.effect,
    retry: operation.retry,
    signal: call.signal,
    cache: cacheFor(execution),
    files: execution.session.files.scoped(execution.session.tenant),
    meter,
    gate,
    mint: mintFor(call.key),
  });
  return settled(operation.run(parsed.data, client) as Promise<unknown>, execution);
}

function cacheFor({ session, step, call, connected, counts }: Execution): LookupCache {
  return session.cache.scoped({
    tenant: session.tenant,
    system: step.system,
    operation: step.operation,
    slots: connected.adapter.slots,
    refresh: step.refresh,
    signal: call.signal,
    counts,
  });
}

/**
 * Waits for the adapter, but not for one that ignores its signal: after a short grace the step ends without it. A
 * write with a call under way is then of unknown outcome.
 */
function settled(running: Promise<unknown>, { step, call: { signal }, meter }: Execution): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let grace: NodeJS.Timeout | undefined;
    const giveUp = () => {
      const isWrite = step.manifest?.effect !== "read";
      reject(isWrite && meter.underWay > 0 ? outcomeUnknown(step) : abortError(signal));
    };
    const onAbort = () => {
      grace = setTimeout(giveUp, GRACE_MS);
    };
    const cleanUp = () => {
      clearTimeout(grace);
      signal.removeEventListener("abort", onAbort);
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
    running.then(resolve, reject).finally(cleanUp);
  });
}

function outcomeUnknown({ system, operation }: CheckedStep): PmoError {
  return orchestratorError("OUTCOME_UNKNOWN", {
    message: `${system} ${operation} was sent and then ended: it may have happened.`,
    system,
    details: { operation, reason: "ended by us", reconciliation: "not looked up" },
  });
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
