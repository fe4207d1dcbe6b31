import { type OperationDefinition, operationsFor, type StepContext } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";

const rate = z.number().min(0).max(1).nullable();
const latency = z.number().min(0).nullable();

const params = z.strictObject({
  detailed: z.boolean().default(false).describe("also per slot"),
});

const result = z.object({
  hits: z.int(),
  misses: z.int(),
  hit_rate: rate,
  avg_latency_cached_ms: latency,
  avg_latency_uncached_ms: latency,
  operations: z.array(z.string()),
  entries: z.int(),
  slots: z.record(z.string(), z.object({ hits: z.int(), misses: z.int(), entries: z.int() })).optional(),
});

/**
 * The operation that every adapter has: how the session cache did for this system. Makes no upstream call.
 * The client must carry its step, as {@link StepClient} says.
 */
export function cacheStatusOperation<Client extends StepClient>(): OperationDefinition<
  Client,
  typeof params,
  typeof result
> {
  return operationsFor<Client>()({
    summary: "How the session cache did for this system",
    effect: "read",
    retry: "natural",
    params,
    result,
    upstream: [],
    expectedCalls: 0,
    expectedMs: 1,
    example: {},
    async run({ detailed }, { step }) {
      const { slots, ...statistics } = step.cache.statistics();
      return detailed ? { ...statistics, slots } : statistics;
    },
  });
}

/** What the kit needs of an adapter's client. */
export interface StepClient {
  readonly step: StepContext;
}
