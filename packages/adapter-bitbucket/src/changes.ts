import { changedFields } from "@pm-orchestrator/adapter-kit";
import { orchestratorError } from "@pm-orchestrator/core";
import type { BitbucketClient } from "./client.js";

/**
 * The names of the params that a change gives, beside those that say what is to be changed. Throws INVALID_PARAMS (6008)
 * when there are none, before anything is sent.
 */
export function changesIn(
  params: Readonly<Record<string, unknown>>,
  naming: readonly string[],
  bitbucket: BitbucketClient,
): string[] {
  const changed = changedFields(params, naming);
  if (changed.length > 0) return changed;
  throw orchestratorError("INVALID_PARAMS", {
    message: "Nothing says what to change.",
    system: bitbucket.step.system,
    suggestions: [`Give at least one field besides ${naming.join(", ")}.`],
  });
}
