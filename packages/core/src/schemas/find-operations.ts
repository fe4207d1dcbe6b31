import type { FindOperationsAnswer, FindOperationsRequest } from "../wire/find-operations.js";
import { z } from "../zod.js";
import { wireErrorSchema } from "./answers.js";

const name = z.string().min(1).max(200);

/** `find_operations`: every part may be left out. */
export const findOperationsRequestSchema = z
  .strictObject({
    system: name.optional(),
    operation: name.optional(),
    query: z.string().min(1).max(1000).optional(),
  })
  .refine(({ operation, query }) => operation === undefined || query === undefined, {
    path: ["query"],
    error: "either names an operation or searches, not both",
  });

const effect = z.enum(["read", "write", "destructive"]);
const byEffect = z.partialRecord(effect, z.array(z.string()));
const found = {
  system: z.string(),
  operation: z.string(),
  summary: z.string(),
  effect,
  signature: z.string(),
  foreign: z.literal(true).optional(),
};

const detailsSchema = z.strictObject({
  ...found,
  params: z.record(z.string(), z.unknown()),
  aliases: z.record(z.string(), z.string()).optional(),
  returns: z.string(),
  example: z.record(z.string(), z.unknown()),
  retry: z.enum(["natural", "client_id", "lookup", "none"]),
  expected_calls: z.number().min(0),
  expected_ms: z.number().min(0),
  scopes: z.array(z.any()).optional(),
  needs: z.array(z.string()).optional(),
});

export const findOperationsAnswerSchema = z.strictObject({
  success: z.boolean(),
  data: z
    .strictObject({
      systems: z.record(z.string(), byEffect).optional(),
      unavailable: z
        .array(z.strictObject({ system: z.string(), number: z.int(), message: z.string() }))
        .optional(),
      system: z.string().optional(),
      title: z.string().optional(),
      signatures: byEffect.optional(),
      foreign: z.literal(true).optional(),
      operations: z.array(detailsSchema).optional(),
      matches: z.array(z.strictObject(found)).optional(),
    })
    .optional(),
  error: wireErrorSchema.optional(),
  metadata: z.strictObject({ operations: z.int().min(0) }),
});

findOperationsRequestSchema satisfies z.ZodType<FindOperationsRequest>;
findOperationsAnswerSchema satisfies z.ZodType<FindOperationsAnswer>;
