import { randomUUID } from "node:crypto";
import {
  type AdapterManifest,
  didYouMean,
  orchestratorError,
  type StepStatus,
  type WireError,
} from "@pm-orchestrator/core";
import { deadline } from "../abort.js";
import { refusal } from "../checking/refusal.js";
import type { CheckedStep } from "../checking/steps.js";
import { executeStep } from "../running/step.js";
import type { Session } from "../session/session.js";
import { round } from "../session/statistics.js";
import type { System } from "../systems/system.js";
import { RetryBudget } from "../upstream/retries.js";

/** What is to be looked up before anybody asks. */
export interface WarmRequest {
  /** Names of configured systems. Default: all that can be spoken to. */
  systems?: readonly string[];
}

/** One of the reads that an adapter declares for this, and how it ended. */
export interface WarmedRead {
  system: string;
  operation: string;
  status: StepStatus;
  duration_ms: number;
  /** Calls made to the system's API: none when it was known already. */
  mcp_calls: number;
  error?: WireError;
}

/** How warming went. `success` is false when it was refused, or when nothing of it succeeded. */
export interface WarmAnswer {
  success: boolean;
  data?: { reads: WarmedRead[] };
  error?: WireError;
  metadata: { total_duration_ms: number; api_calls: number };
}

/** None of them is waited for, so none may take longer. Unit: milliseconds. */
const LONGEST_MS = 60_000;

/**
 * Runs the reads by which adapters fill their slots. One after another in each system, so that most of its limits are
 * left to those who wait for something; and no longer than the session lives.
 */
export async function warmCache(session: Session, request: WarmRequest = {}): Promise<WarmAnswer> {
  const chosen = choose(session, request);
  if ("error" in chosen) {
    return { success: false, error: chosen.error, metadata: { total_duration_ms: 0, api_calls: 0 } };
  }
  const begun = performance.now();
  const limit = deadline({ timeoutMs: LONGEST_MS, what: "Warming", parents: [session.closing.signal] });
  const { signal } = limit;
  const reads = await Promise.all(
    chosen.systems.map(async ({ system, manifest }) => {
      const ended: WarmedRead[] = [];
      for (const read of manifest.warm ?? []) {
        // A manifest is somebody else's: what it lists here must not be able to change anything.
        if (operationOf(manifest, read.operation)?.effect !== "read") continue;
        ended.push(await warm(session, { system, manifest, read, signal }));
      }
      return ended;
    }),
  );
  limit.end();
  const all = reads.flat();
  return {
    success: all.length === 0 || all.some(({ status }) => status === "succeeded"),
    data: { reads: all },
    metadata: {
      total_duration_ms: round(performance.now() - begun),
      api_calls: all.reduce((sum, { mcp_calls }) => sum + mcp_calls, 0),
    },
  };
}

interface Chosen {
  system: System;
  manifest: AdapterManifest;
}

/** The systems that are meant; or why not. One that cannot be spoken to is an error only when it was named. */
function choose(session: Session, { systems }: WarmRequest): { systems: Chosen[] } | { error: WireError } {
  const names = [...new Set(systems ?? session.systems.keys())];
  const defects = [];
  const chosen: Chosen[] = [];
  for (const name of names) {
    const system = session.systems.get(name);
    const obstacle = system === undefined ? unknownSystem(session, name) : system.obstacle();
    const outcome = system?.manifest();
    if (obstacle !== undefined) defects.push(obstacle);
    else if (system !== undefined && outcome !== undefined && "manifest" in outcome)
      chosen.push({ system, manifest: outcome.manifest });
  }
  return systems !== undefined && defects.length > 0
    ? { error: refusal(defects).toJSON() }
    : { systems: chosen };
}

function unknownSystem(session: Session, system: string) {
  const valid = [...session.systems.keys()];
  return orchestratorError("INVALID_SYSTEM", {
    message: `There is no system "${system}".`,
    details: { system, valid_systems: valid },
    suggestions: [...didYouMean(system, valid), `Configured: ${valid.join(", ")}.`],
  });
}

function operationOf({ operations }: AdapterManifest, name: string) {
  return Object.hasOwn(operations, name) ? operations[name] : undefined;
}

async function warm(
  session: Session,
  {
    system,
    manifest,
    read: { operation, params },
    signal,
  }: Chosen & { read: NonNullable<AdapterManifest["warm"]>[number]; signal: AbortSignal },
): Promise<WarmedRead> {
  const declared = operationOf(manifest, operation);
  const step: CheckedStep = {
    id: operation,
    alone: true,
    system: system.name,
    operation,
    params,
    refresh: false,
    target: system,
    ...(declared === undefined ? {} : { manifest: declared }),
  };
  const { status, duration_ms, mcp_calls, error } = await executeStep(session, step, {
    params,
    signal,
    key: `warm:${randomUUID()}`,
    retries: new RetryBudget(1),
    deadlineAt: performance.now() + LONGEST_MS,
  });
  return {
    system: system.name,
    operation,
    status,
    duration_ms,
    mcp_calls,
    ...(error === undefined ? {} : { error }),
  };
}
