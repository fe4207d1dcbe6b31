import { changedFields } from "@pm-orchestrator/adapter-kit";
import { orchestratorError, type PmoError } from "@pm-orchestrator/core";
import type { ConfluenceClient } from "./client.js";
import { confluenceErrors } from "./errors.js";

/** The names of the params that were given; none of them is REQUIRED_FIELD_MISSING, with the question that it leaves. */
export function requireOneOf<Name extends string>(
  params: Readonly<Record<Name, unknown>>,
  question: string,
  { step }: ConfluenceClient,
): Name[] {
  const given = changedFields(params) as Name[];
  if (given.length > 0) return given;
  const fields = Object.keys(params);
  throw confluenceErrors.create("REQUIRED_FIELD_MISSING", {
    message: `${question} None of ${fields.join(", ")} is given.`,
    system: step.system,
    details: { fields },
  });
}

/** Params that do not go together: INVALID_PARAMS (6008). To pass over one of them would be to guess. */
export function contradiction(message: string, suggestion: string, { step }: ConfluenceClient): PmoError {
  return orchestratorError("INVALID_PARAMS", { message, system: step.system, suggestions: [suggestion] });
}
