import {
  type AnyOperation,
  isPmoError,
  onAbort,
  orchestratorError,
  type PmoError,
  type StepContext,
} from "@pm-orchestrator/core";
import type { ConnectedSystem } from "../systems/system.js";
import type { Execution } from "./execution.js";

/** A look-up that takes longer is no help to anybody who waits. Unit: milliseconds. */
const LONGEST_MS = 15_000;

interface LostWrite {
  operation: AnyOperation;
  params: unknown;
  context: StepContext;
  connected: ConnectedSystem;
  execution: Execution;
}

/**
 * Looks what became of a write whose answer was lost, where its operation says how. Gives its result when it happened;
 * rejects with OUTCOME_UNKNOWN (6105) otherwise, since what left no trace yet may still leave one. It is not sent again.
 */
export async function whatBecameOf(unknown: PmoError, lost: LostWrite): Promise<unknown> {
  const { operation, params, context, connected } = lost;
  if (operation.reconcile === undefined) throw told(unknown, "there is no way to look it up");
  if (context.signal.aborted) throw told(unknown, "not looked up: the time was over");
  const time = AbortSignal.timeout(LONGEST_MS);
  const signal = AbortSignal.any([context.signal, time]);
  // It only reads: what is lost on the way is simply asked for again.
  const client = connected.connection.client({ ...context, effect: "read", retry: "natural", signal });
  try {
    const found = await untilAborted(operation.reconcile(params, client) as Promise<unknown>, signal);
    if (found !== undefined) return found;
  } catch (error) {
    throw told(unknown, `the look-up failed: ${isPmoError(error) ? error.message : String(error)}`);
  }
  throw told(unknown, "looked up: there is no trace of it so far");
}

function told(unknown: PmoError, reconciliation: string): PmoError {
  return orchestratorError("OUTCOME_UNKNOWN", {
    message: unknown.message,
    system: unknown.system,
    details: { ...unknown.details, reconciliation },
    suggestions: unknown.suggestions,
  });
}

function untilAborted<Value>(running: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const unhook = onAbort(signal, () => reject(new Error("there was no time left")));
    running.then(resolve, reject).finally(unhook);
  });
}
