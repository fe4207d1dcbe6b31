import type { JsonSchema, OperationManifest } from "@pm-orchestrator/core";
import type { Session } from "../session/session.js";

/** What an operation of the system `orchestrator` works with. */
export interface BuiltInContext {
  session: Session;
  signal: AbortSignal;
}

/** An operation of the system `orchestrator`. It calls no system, so that no policy applies to it. */
export interface BuiltInOperation {
  manifest: OperationManifest;
  /** With params that fit the manifest's schema. */
  run(params: Readonly<Record<string, unknown>>, context: BuiltInContext): Promise<unknown>;
}

/** A strict object of params. */
export function paramsSchema(
  properties: Record<string, JsonSchema>,
  required: readonly string[],
): JsonSchema {
  return { type: "object", properties, required: [...required], additionalProperties: false };
}
