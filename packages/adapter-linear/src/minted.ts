import { isPmoError, orchestratorError, type PmoError } from "@pm-orchestrator/core";
import type { LinearClient } from "./client.js";
import { linearErrors } from "./errors.js";

/**
 * Adds the id that we minted to an error after which the write may have happened all the same: its outcome is
 * unknown, Linear answered a part of the data, or it failed inside. Whoever looks then knows what to look for. Any
 * other error stays as it is.
 *
 * @param lookUp How to find out, for the suggestions.
 */
export function tellingId(id: string, lookUp: string, linear: LinearClient) {
  return (error: unknown): never => {
    if (!isPmoError(error) || !mayHaveHappened(error)) throw error;
    const occurrence = {
      message: error.message,
      system: linear.step.system,
      details: { ...error.details, id },
      suggestions: [lookUp],
      retryable: error.retryable,
    };
    throw error.code === "OUTCOME_UNKNOWN"
      ? orchestratorError("OUTCOME_UNKNOWN", occurrence)
      : linearErrors.create("LINEAR_API_ERROR", occurrence);
  };
}

function mayHaveHappened({ code, details }: PmoError): boolean {
  if (code === "OUTCOME_UNKNOWN") return true;
  const { status, partial } = details;
  return code === "LINEAR_API_ERROR" && (partial === true || (typeof status === "number" && status >= 500));
}
