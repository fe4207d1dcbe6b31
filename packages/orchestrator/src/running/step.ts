import { isPmoError } from "@pm-orchestrator/core";
import { wireIssues } from "@pm-orchestrator/core/schemas";
import { abortError } from "../abort.js";
import { invalidParams } from "../checking/params.js";
import { type CheckedStep, ownerOf } from "../checking/steps.js";
import type { Session } from "../session/session.js";
import type { StepCall, StepOutcome } from "../session/step-execution.js";
import type { ConnectedSystem } from "../systems/system.js";
import { Execution } from "./execution.js";
import { mergeGroup } from "./lanes.js";
import { type MergeableRead, mergeRead } from "./merging.js";
import { whatBecameOf } from "./reconcile.js";
import { settled } from "./settled.js";

/**
 * Executes one step with resolved params. Never rejects: whatever happens becomes an outcome. A read that is under way
 * already is joined, unless it wants to be read anew; like reads of the same moment become one.
 */
export async function executeStep(session: Session, step: CheckedStep, call: StepCall): Promise<StepOutcome> {
  try {
    if (step.manifest?.effect !== "read" || step.refresh) return await executeAlone(session, step, call);
    const key = [session.tenant, step.system, step.operation, JSON.stringify(call.params)].join("\0");
    return await session.reads.run(key, call, (listener) => {
      const told = { ...call, listener };
      const group = mergeGroup(step, call.params);
      if (group === undefined) return executeAlone(session, step, told);
      const name = [session.tenant, step.system, group].join("\0");
      return mergeRead(name, { session, step, call: told }, executeReads);
    });
  } finally {
    // What nobody needed, because another step's call brought the answer.
    call.reservation?.release();
    if (step.manifest?.effect !== "read") session.cache.wrote(session.tenant, step.system);
  }
}

async function executeReads(reads: readonly MergeableRead[]): Promise<StepOutcome[]> {
  const [first, ...others] = reads;
  if (first === undefined) return [];
  if (others.length === 0) return [await executeAlone(first.session, first.step, first.call)];
  // Most requests merge nothing.
  const { executeMany } = await import("./many.js");
  return executeMany([first, ...others]);
}

/** Executes one step by itself. Never rejects. */
async function executeAlone(session: Session, step: CheckedStep, call: StepCall): Promise<StepOutcome> {
  const execution = new Execution(session, step, call);
  try {
    if (call.signal.aborted) throw abortError(call.signal);
    const connected = step.target.connected ?? (await execution.connected());
    // The first import of an adapter says nothing about how long its operations take.
    const connectedAt = performance.now();
    const data = await run(execution, connected);
    const took = performance.now() - connectedAt - execution.gate.waitedMs;
    session.durations.record(step.system, step.operation, took);
    return execution.succeeded(data);
  } catch (error) {
    return execution.failed(error);
  }
}

async function run(execution: Execution, connected: ConnectedSystem): Promise<unknown> {
  const { step, call } = execution;
  const context = execution.context(connected);
  const operation = connected.adapter.operations[step.operation];
  const parsed = operation?.params.safeParse(call.params);
  if (operation === undefined || parsed === undefined)
    throw new TypeError(`${step.system} lost an operation.`);
  if (!parsed.success) {
    if (step.manifest === undefined) throw new TypeError(`${step.system} has no manifest.`);
    throw invalidParams(wireIssues(parsed.error), step.manifest, ownerOf(step));
  }
  const client = connected.connection.client(context);
  try {
    return await settled(operation.run(parsed.data, client) as Promise<unknown>, execution);
  } catch (error) {
    if (!isPmoError(error) || error.code !== "OUTCOME_UNKNOWN") throw error;
    return whatBecameOf(error, { operation, params: parsed.data, context, connected, execution });
  }
}
