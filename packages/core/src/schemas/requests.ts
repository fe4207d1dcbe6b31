import type {
  BatchRequest,
  CacheStatusRequest,
  DelegateRequest,
  Envelope,
  GatherRequest,
} from "../wire/requests.js";
import { REQUEST_OPERATIONS } from "../wire/requests.js";
import { z } from "../zod.js";
import { later } from "./later.js";

const name = z.string().min(1).max(200);

/**
 * Any object, as it is. `z.record` would drop the key `__proto__` without a word, and what is refused must be named:
 * the operation's own strict schema does that.
 */
const params: z.ZodType<Record<string, unknown>, Record<string, unknown>> = z
  .custom<Record<string, unknown>>(isObject, "expected an object")
  .meta({ type: "object" });

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The longest time that a request may take: a day. Timers cannot count much further. */
const LONGEST_TIMEOUT_MS = 86_400_000;
const timeout = z.int().min(1).max(LONGEST_TIMEOUT_MS);

/** A JMESPath expression; whether it is one is checked by the engine. */
const select = z.string().min(1).max(1000);
const tokens = z.int().min(1).max(10_000_000);

/** Ids of steps. `__proto__` and `constructor` are good ids. */
export const stepIdSchema = z
  .string()
  .regex(
    /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/,
    "must start with a letter or _, then letters, digits, _ or -; 64 at most",
  );

export const requestContextSchema = z.strictObject({
  command: z.string().optional(),
  purpose: z.string().optional(),
  trace_id: z.string().optional(),
});

const step = {
  system: name,
  operation: name,
  params: params.optional(),
  refresh_cache: z.boolean().optional(),
  select: select.optional(),
};

/** An address or a name; what it means, the router finds out. Longer ones than these are no addresses that people paste. */
const target = z.string().min(1).max(2000);

const follow = z.strictObject({
  depth: z.int().min(0).max(3).optional(),
  kinds: z.array(name).min(1).optional(),
  limit: z.int().min(1).max(100).optional(),
});

/** `lazy_gather_context` (DESIGN 3.1). The number of steps is checked by the engine, whose limit is an option. */
export const gatherRequestSchema = z
  .strictObject({
    operations: z.array(z.strictObject(step)).min(1, "must name at least one operation").optional(),
    targets: z.array(target).min(1, "must name at least one target").optional(),
    follow: follow.optional(),
    parallel: z.boolean().optional(),
    fail_fast: z.boolean().optional(),
    timeout_ms: timeout.optional(),
    context: requestContextSchema.optional(),
    max_tokens: tokens.optional(),
  })
  .refine(({ operations, targets }) => operations !== undefined || targets !== undefined, {
    path: ["operations"],
    error: "is required (array), unless there are targets",
  })
  .refine(({ targets, follow }) => follow === undefined || targets !== undefined, {
    path: ["follow"],
    error: "starts from targets, and there are none",
  });

/** `smart_delegate` (DESIGN 3.2). */
export const delegateRequestSchema = z
  .strictObject({
    system: name.optional(),
    operation: name.optional(),
    target: target.optional(),
    params: params.optional(),
    refresh_cache: z.boolean().optional(),
    timeout_ms: timeout.optional(),
    context: requestContextSchema.optional(),
    select: select.optional(),
    max_tokens: tokens.optional(),
    confirm: later("confirm", 5),
  })
  .refine(({ operation, target }) => operation !== undefined || target !== undefined, {
    path: ["operation"],
    error: "name the operation, or give a target",
  });

/** `batch_parallel_execute` (DESIGN 3.3). */
export const batchRequestSchema = z
  .strictObject({
    operations: z
      .array(
        z.strictObject({
          id: stepIdSchema,
          ...step,
          depends_on: z.array(z.string()).optional(),
          timeout_ms: timeout.optional(),
          approval: later("approval", 5),
        }),
      )
      .min(1, "must name at least one operation"),
    timeout_ms: timeout.optional(),
    fail_fast: z.boolean().optional(),
    on_failure: z.enum(["skip_dependents", "stop", "continue"]).optional(),
    context: requestContextSchema.optional(),
    max_tokens: tokens.optional(),
    confirm: later("confirm", 5),
    dry_run: later("dry_run", 5),
    durable: later("durable", 7),
    idempotency_key: later("idempotency_key", 7),
  })
  .refine(
    ({ fail_fast, on_failure }) => !(fail_fast === true && on_failure !== undefined && on_failure !== "stop"),
    {
      path: ["on_failure"],
      error: "contradicts fail_fast: true, which means stop",
    },
  );

/** `cache_status` (DESIGN 3.4). */
export const cacheStatusRequestSchema = z.strictObject({ detailed: z.boolean().optional() });

/** The envelope that every face accepts. */
export const envelopeSchema = z.strictObject({
  operation: z.enum(REQUEST_OPERATIONS),
  params: params.default({}),
  context: requestContextSchema.optional(),
});

/** A checked request: what the schema gives is what the types promise. */
export type Checked<Schema extends z.ZodType> = z.output<Schema>;

// The schemas and the types of the contract must not drift apart: each line fails to compile when they do.
gatherRequestSchema satisfies z.ZodType<GatherRequest>;
delegateRequestSchema satisfies z.ZodType<DelegateRequest>;
batchRequestSchema satisfies z.ZodType<BatchRequest>;
cacheStatusRequestSchema satisfies z.ZodType<CacheStatusRequest>;
envelopeSchema satisfies z.ZodType<Envelope>;
