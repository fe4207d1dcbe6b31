import { onAbort } from "@pm-orchestrator/core";
import { abortError } from "../abort.js";
import type { StepCall, StepOutcome } from "../session/step-execution.js";
import type { GateListener } from "../upstream/gate.js";
import type { Slot } from "../upstream/waiting.js";
import { Execution } from "./execution.js";
import type { MergeableRead } from "./merging.js";
import { settled } from "./settled.js";

/**
 * Executes like reads as few upstream calls: one outcome for each, in their order. Never rejects. What was sent is
 * counted on the first that still waits, so that the sum is right. It is ended when nobody waits any more.
 */
export async function executeMany(
  reads: readonly [MergeableRead, ...MergeableRead[]],
): Promise<StepOutcome[]> {
  const [{ session, step }] = reads;
  const end = endOfAll(reads.map(({ call }) => call.signal));
  const execution = new Execution(session, step, sharedCall(reads, end.signal));
  const outcomes = await outcomesOf(execution, reads);
  execution.gate.end();
  end.forget();
  const counted = countedOn(reads);
  return outcomes.map((outcome, place) =>
    place === counted ? outcome : { ...outcome, mcp_calls: 0, cache_hits: 0, cache_misses: 0 },
  );
}

/** On the first that still waits; on the first that waited to the end when all were cancelled. */
function countedOn(reads: readonly MergeableRead[]): number {
  const waiting = reads.findIndex(({ call }) => !call.signal.aborted);
  return waiting >= 0 ? waiting : reads.findIndex(({ hasLeft }) => hasLeft !== true);
}

async function outcomesOf(execution: Execution, reads: readonly MergeableRead[]): Promise<StepOutcome[]> {
  const { step, session, call } = execution;
  try {
    const connected = await execution.connected();
    const connectedAt = performance.now();
    const operation = connected.adapter.operations[step.operation];
    if (operation?.runMany === undefined) throw new TypeError(`${step.system} merges no ${step.operation}.`);
    const client = connected.connection.client(execution.context(connected));
    const params = reads.map((read) => operation.params.parse(read.call.params));
    const values = await settled(operation.runMany(params, client), execution);
    if (values.length !== reads.length) throw new TypeError(`${step.operation} lost one of its calls.`);
    const took = performance.now() - connectedAt - execution.gate.waitedMs;
    session.durations.record(step.system, step.operation, took);
    return values.map((value) => execution.ended(value));
  } catch (error) {
    const outcome = execution.failed(call.signal.aborted ? abortError(call.signal) : error);
    return reads.map(() => outcome);
  }
}

/** What several calls have in common when they are made as one. */
function sharedCall(reads: readonly [MergeableRead, ...MergeableRead[]], signal: AbortSignal): StepCall {
  const calls = reads.map(({ call }) => call);
  const listeners = calls.flatMap(({ listener }) => listener ?? []);
  return {
    ...reads[0].call,
    signal,
    deadlineAt: Math.max(...calls.map(({ deadlineAt }) => deadlineAt)),
    slot: slotOfAll(calls),
    listener: listenerOfAll(listeners),
  };
}

/** Aborts when the last of the signals does. `forget` must be called: some signals live longer than what they end. */
function endOfAll(signals: readonly AbortSignal[]): { signal: AbortSignal; forget(): void } {
  const end = new AbortController();
  let left = signals.length;
  const unhook = signals.map((signal) =>
    onAbort(signal, () => {
      left -= 1;
      if (left === 0) end.abort(signal.reason);
    }),
  );
  return {
    signal: end.signal,
    forget: () => {
      for (const one of unhook) one();
    },
  };
}

/** The places of a merged call: one is enough to go on, since it is one call, and who waits for two may wait for ever. */
export function slotOfAll(steps: readonly Pick<StepCall, "signal" | "slot">[]): Slot {
  return {
    leave: () => {
      for (const { slot } of steps) slot?.leave();
    },
    comeBack: async (signal) => {
      const waiting = steps.filter((step) => !step.signal.aborted);
      if (waiting.length > 0) await Promise.race(waiting.map(({ slot }) => slot?.comeBack(signal)));
    },
  };
}

function listenerOfAll(listeners: readonly GateListener[]): GateListener {
  return {
    retried: (retry) => {
      for (const listener of listeners) listener.retried(retry);
    },
    waiting: () => {
      for (const listener of listeners) listener.waiting();
    },
  };
}
