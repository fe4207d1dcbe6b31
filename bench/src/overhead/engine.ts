import type { BatchStep, GatherStep } from "@pm-orchestrator/core";
import { createOrchestrator, type Orchestrator } from "pm-orchestrator";
import { HOME } from "../home.js";
import { CANNED_SYSTEMS } from "./canned-jira.js";

/** Steps at once, in the engine and bare. */
export const IN_FLIGHT = 16;

/** What one request may have. */
const LARGEST_REQUEST = 500;

export interface Upstream {
  origin: string;
  fetch: typeof fetch;
}

/** A session of its own before this upstream. */
export function engine({ origin, fetch }: Upstream): Orchestrator {
  return createOrchestrator(
    {
      systems: Object.fromEntries(CANNED_SYSTEMS.map((name) => [name, { adapter: "jira" }])),
      limits: { max_concurrent: IN_FLIGHT, max_concurrent_per_system: IN_FLIGHT },
    },
    { simulate: { origin }, fetch, resolveFrom: [HOME] },
  );
}

/** Runs the steps through gathers, one after another. Rejects when one fails: a failed step costs something else. */
export async function gatherAll(orchestrator: Orchestrator, steps: readonly GatherStep[]): Promise<void> {
  for (const operations of requestsOf(steps)) {
    const { metadata, error } = await orchestrator.lazyGatherContext({ operations });
    requireAll(metadata.operations_successful, operations.length, error?.message);
  }
}

/** Runs the steps through batches, one after another. */
export async function batchAll(orchestrator: Orchestrator, steps: readonly BatchStep[]): Promise<void> {
  for (const operations of requestsOf(steps)) {
    const { metadata, error } = await orchestrator.batchParallelExecute({ operations });
    requireAll(metadata.operations_successful, operations.length, error?.message);
  }
}

/** Runs each step as a request of its own, with as many requests at once as the others have steps. */
export async function delegateAll(orchestrator: Orchestrator, steps: readonly GatherStep[]): Promise<void> {
  const queue = steps.values();
  await Promise.all(
    Array.from({ length: IN_FLIGHT }, async () => {
      for (const step of queue) {
        const { success, error } = await orchestrator.smartDelegate(step);
        requireAll(success ? 1 : 0, 1, error?.message);
      }
    }),
  );
}

/**
 * Steps of a batch of which every second reads the key of its issue from the step before. Pairs never straddle two
 * requests.
 */
export function inPairs(steps: readonly GatherStep[]): BatchStep[] {
  return steps.map((step, index) => {
    const id = `s${index}`;
    if (index % 2 === 0) return { id, ...step };
    return { id, ...step, params: { issue_key: `\${{ steps.s${index - 1}.data.key }}` } };
  });
}

function requestsOf<Step>(steps: readonly Step[]): Step[][] {
  const count = Math.ceil(steps.length / LARGEST_REQUEST);
  return Array.from({ length: count }, (_, request) =>
    steps.slice(request * LARGEST_REQUEST, (request + 1) * LARGEST_REQUEST),
  );
}

function requireAll(succeeded: number, wanted: number, message: string | undefined): void {
  if (succeeded !== wanted) throw new Error(`${wanted - succeeded} of ${wanted} steps failed: ${message}`);
}
