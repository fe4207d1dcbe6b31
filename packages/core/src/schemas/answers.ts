import type { BatchAnswer, CacheStatusAnswer, DelegateAnswer, GatherAnswer } from "../wire/answers.js";
import { z } from "../zod.js";

const count = z.int().min(0);
const duration = z.number().min(0);
const rate = z.number().min(0).max(1);
const instant = z.iso.datetime();

export const wireErrorSchema = z.strictObject({
  code: z.string(),
  number: z.int().min(1000),
  system: z.string().optional(),
  message: z.string().min(1),
  details: z.record(z.string(), z.unknown()),
  suggestions: z.array(z.string().min(1)).min(1),
  retryable: z.boolean(),
});

export const stepMetadataSchema = z.strictObject({
  subagent: z.string(),
  cached: z.boolean(),
  duration_ms: duration,
  mcp_calls: count,
  attempts: count,
  wait_ms: duration,
  cache_hit_rate: rate.optional(),
  omitted: z
    .strictObject({
      handle: z.string(),
      tokens: count,
      parts: z
        .array(
          z.strictObject({
            path: z.string(),
            tokens: count,
            offset: count.optional(),
            items: count.optional(),
            characters: count.optional(),
            fields: count.optional(),
          }),
        )
        .min(1),
    })
    .optional(),
  selected_nothing: z.strictObject({ reason: z.string(), handle: z.string() }).optional(),
});

const tokenTotals = { tokens_returned: count.optional(), tokens_withheld: count.optional() };

const stepResult = {
  system: z.string(),
  operation: z.string(),
  success: z.boolean(),
  status: z.enum(["succeeded", "failed", "skipped", "cancelled", "unknown"]),
  data: z.unknown().optional(),
  error: wireErrorSchema.optional(),
  metadata: stepMetadataSchema,
};

export const stepResultSchema = z.strictObject({ id: z.string().optional(), ...stepResult });

export const batchStepResultSchema = z.strictObject({
  id: z.string(),
  ...stepResult,
  phase: z.int().min(1),
  started_at: instant.nullable(),
  completed_at: instant.nullable(),
});

const runTotals = {
  total_duration_ms: duration,
  sequential_would_be_ms: duration,
  speedup: rate.nullable(),
  operations_executed: count,
  operations_successful: count,
  operations_failed: count,
  api_calls: count,
};

function answerSchema<Data extends z.ZodType, Metadata extends z.ZodType>(data: Data, metadata: Metadata) {
  return z.strictObject({
    success: z.boolean(),
    data: data.optional(),
    error: wireErrorSchema.optional(),
    metadata,
  });
}

export const gatherResultSchema = stepResultSchema.extend({
  target: z.string().optional(),
  found_through: z.strictObject({ target: z.string(), because: z.string() }).optional(),
});

const notFollowed = z.strictObject({
  target: z.string(),
  system: z.string().optional(),
  because: z.string(),
});

export const gatherAnswerSchema = answerSchema(
  z.strictObject({
    results: z.array(gatherResultSchema),
    not_followed: z.array(notFollowed).optional(),
    not_followed_more: count.optional(),
    searches: z
      .array(
        z.strictObject({
          system: z.string(),
          operation: z.string(),
          target: z.string(),
          found: count,
          error: wireErrorSchema.optional(),
        }),
      )
      .optional(),
  }),
  z.strictObject({
    ...runTotals,
    ...tokenTotals,
    subagents_loaded: z.array(z.string()),
    cache_metrics: z.strictObject({
      overall_hit_rate: rate.nullable(),
      by_system: z.record(
        z.string(),
        z.strictObject({ hit_rate: rate.nullable(), hits: count, misses: count }),
      ),
    }),
  }),
);

export const delegateAnswerSchema = answerSchema(
  z.unknown(),
  stepMetadataSchema.extend({
    ...tokenTotals,
    orchestrated: z.literal(true),
    overhead_ms: duration,
    detected: z
      .strictObject({
        system: z.string(),
        operation: z.string(),
        because: z.string(),
        kind: z.string().optional(),
      })
      .optional(),
  }),
);

export const batchAnswerSchema = answerSchema(
  z.strictObject({ results: z.array(batchStepResultSchema) }),
  z.strictObject({
    ...runTotals,
    ...tokenTotals,
    run_id: z.string(),
    execution_phases: count,
    operations_per_phase: z.array(count),
    dependency_graph: z.record(z.string(), z.array(z.string())),
    timeline: z.array(
      z.strictObject({
        phase: z.int().min(1),
        started_at: instant.nullable(),
        completed_at: instant.nullable(),
        duration_ms: duration,
      }),
    ),
    critical_path: z.array(z.string()),
    critical_path_ms: duration,
    operations_skipped: count,
    subagents_used: z.array(z.string()),
  }),
);

const lookups = {
  hit_rate: rate.nullable(),
  avg_latency_cached_ms: duration.nullable(),
  avg_latency_uncached_ms: duration.nullable(),
};

export const cacheStatusAnswerSchema = answerSchema(
  z.strictObject({
    overall: z.strictObject({ total_hits: count, total_misses: count, ...lookups }),
    by_system: z
      .record(
        z.string(),
        z.strictObject({
          hits: count,
          misses: count,
          ...lookups,
          operations: z.array(z.string()),
          entries: count,
        }),
      )
      .optional(),
  }),
  z.strictObject({
    session_duration_ms: duration,
    subagents_active: z.array(z.string()),
    cache_size_estimate_kb: z.number().min(0),
    store: z
      .strictObject({
        kind: z.enum(["disk", "shared"]),
        entries: count.nullable(),
        size_kb: z.number().min(0).nullable(),
        by_system: z
          .record(z.string(), z.strictObject({ entries: count, size_kb: z.number().min(0) }))
          .optional(),
        problem: z.string().optional(),
      })
      .optional(),
  }),
);

gatherAnswerSchema satisfies z.ZodType<GatherAnswer>;
delegateAnswerSchema satisfies z.ZodType<DelegateAnswer>;
batchAnswerSchema satisfies z.ZodType<BatchAnswer>;
cacheStatusAnswerSchema satisfies z.ZodType<CacheStatusAnswer>;
