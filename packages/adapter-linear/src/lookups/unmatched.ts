import { nearestNames } from "@pm-orchestrator/adapter-kit";
import type { PmoError } from "@pm-orchestrator/core";
import type { LinearClient } from "../client.js";
import { type LinearErrorCode, linearErrors } from "../errors.js";
import type { VendorNamed } from "../vendor.js";

/** More names than this help nobody; the nearest ones stand in the suggestions anyway. */
const NAMES_SHOWN = 50;

/** The error for a name that fits nothing: which names there are, and which may be meant. */
export function notFoundError(
  code: LinearErrorCode,
  told: { wanted: string; what: string; names: readonly string[]; details?: Record<string, unknown> },
  linear: LinearClient,
): PmoError {
  const { wanted, what, names, details } = told;
  const near = nearestNames(wanted, names);
  const shown = names.slice(0, NAMES_SHOWN);
  return linearErrors.create(code, {
    message: `There is no ${what} "${wanted}" that these credentials can see.`,
    system: linear.step.system,
    details: {
      ...details,
      available: shown,
      ...(shown.length < names.length ? { available_total: names.length } : {}),
    },
    suggestions: near.length === 0 ? [] : [`Did you mean ${near.join(" or ")}?`],
  });
}

/** The error for a name that fits several things. */
export function ambiguousError(
  told: { wanted: string; what: string; candidates: readonly VendorNamed[] },
  linear: LinearClient,
): PmoError {
  const { wanted, what, candidates } = told;
  return linearErrors.create("AMBIGUOUS_MATCH", {
    message: `"${wanted}" fits several: ${what}.`,
    system: linear.step.system,
    details: { candidates },
  });
}
