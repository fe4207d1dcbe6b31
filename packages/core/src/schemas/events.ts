import type { RunEvent } from "../wire/events.js";
import { z } from "../zod.js";

const base = { timestamp: z.iso.datetime(), run_id: z.string(), seq: z.int().min(1) };
const phase = z.int().min(1);
const duration = z.number().min(0);
const count = z.int().min(0);

export const runSummarySchema = z.strictObject({
  total_operations: count,
  phases_executed: count,
  total_duration_ms: duration,
  sequential_would_be_ms: duration,
  speedup: z.number().min(0).max(1).nullable(),
  operations_successful: count,
  operations_failed: count,
  operations_skipped: count,
  subagents_used: z.array(z.string()),
});

/** Every event of a run (DESIGN 3.5). */
export const runEventSchema = z.discriminatedUnion("event", [
  z.strictObject({ event: z.literal("run_started"), ...base }),
  z.strictObject({ event: z.literal("phase_started"), ...base, phase, operations: z.array(z.string()) }),
  z.strictObject({
    event: z.literal("operation_started"),
    ...base,
    operation_id: z.string(),
    system: z.string(),
  }),
  z.strictObject({
    event: z.literal("operation_retried"),
    ...base,
    operation_id: z.string(),
    attempt: z.int().min(2),
    wait_ms: duration,
    reason: z.string(),
  }),
  z.strictObject({
    event: z.literal("operation_waiting"),
    ...base,
    operation_id: z.string(),
    on: z.literal("limit"),
  }),
  z.strictObject({
    event: z.literal("operation_completed"),
    ...base,
    operation_id: z.string(),
    success: z.boolean(),
    duration_ms: duration,
    cached: z.boolean(),
  }),
  z.strictObject({
    event: z.literal("operation_skipped"),
    ...base,
    operation_id: z.string(),
    because: z.string(),
  }),
  z.strictObject({
    event: z.literal("phase_completed"),
    ...base,
    phase,
    duration_ms: duration,
    operations_successful: count,
  }),
  z.strictObject({ event: z.literal("run_completed"), ...base, summary: runSummarySchema }),
]);

runEventSchema satisfies z.ZodType<RunEvent>;
