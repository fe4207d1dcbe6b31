import { matchByName } from "@pm-orchestrator/adapter-kit";
import { jiraErrors } from "../errors.js";
import type { VendorTransition } from "../vendor.js";

/**
 * The transition that is meant: by its id, its name, or the status to which it leads. Never by a part of a name, since
 * "done" stands in "not done" too.
 */
export function resolveTransition(
  wanted: string,
  available: readonly VendorTransition[],
  system: string,
): VendorTransition {
  const match = matchByName(wanted, available, [({ id }) => id, ({ name }) => name, ({ to }) => to?.name]);
  if (match.kind === "one") return match.found;
  const shown = (match.kind === "many" ? match.candidates : available).map(({ id, name, to }) => ({
    id,
    name,
    to: to?.name,
  }));
  if (match.kind === "many") {
    throw jiraErrors.create("AMBIGUOUS_MATCH", {
      message: `Several transitions are meant by "${wanted}".`,
      system,
      details: { candidates: shown },
    });
  }
  throw jiraErrors.create("INVALID_TRANSITION", {
    message: `The issue has no transition "${wanted}" from where it stands.`,
    system,
    details: { transition: wanted, available_transitions: shown },
    suggestions: [
      `Possible now: ${shown.map(({ name, to }) => `"${name}" (to ${to})`).join(", ") || "none"}.`,
    ],
  });
}
