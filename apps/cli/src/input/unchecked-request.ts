import { REQUEST_OPERATIONS, type RequestOperation } from "@pm-orchestrator/core";

/** A request as it came from outside: nothing of it is checked yet. */
export interface UncheckedRequest {
  operation: RequestOperation;
  params: unknown;
  /** The whole envelope, where the request came as one. */
  envelope?: unknown;
}

/** The operation that an envelope names, as far as it is one of the four. */
export function operationOf(envelope: unknown): RequestOperation {
  const operation = (envelope as { operation?: unknown } | null)?.operation;
  return REQUEST_OPERATIONS.find((name) => name === operation) ?? "smart_delegate";
}
