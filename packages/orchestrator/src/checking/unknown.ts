import { didYouMean, nearestNames, orchestratorError, type PmoError } from "@pm-orchestrator/core";
import { catalogue, everySystem } from "../discovery/catalogue.js";
import { bestFor, named } from "../discovery/index.js";
import type { Session } from "../session/session.js";

/** Where in a request a name stands that nobody knows. */
interface Place {
  /** ` (get_jira)`; nothing where there is only one step. */
  at?: string;
  details?: Record<string, unknown>;
}

/** How many operations are offered instead of one that does not exist. */
const OFFERED = 3;

/** INVALID_SYSTEM (6001). */
export function unknownSystem(
  session: Session,
  { system }: { system: string },
  { at = "", details = {} }: Place = {},
): PmoError {
  const valid = [...session.systems.keys()];
  return orchestratorError("INVALID_SYSTEM", {
    message: `There is no system "${system}"${at}.`,
    details: { system, ...details, valid_systems: valid },
    suggestions: [...didYouMean(system, valid), `Configured: ${valid.join(", ")}.`],
  });
}

/** INVALID_OPERATION (6002) with the signatures of what was perhaps meant, so that one correction is enough. */
export function unknownOperation(
  session: Session,
  { system, operation }: { system?: string | undefined; operation: string },
  { at = "", details = {} }: Place = {},
): PmoError {
  const systems = everySystem(session).filter(({ name }) => system === undefined || name === system);
  const valid = [...new Set(catalogue(systems).map((entry) => entry.operation))];
  const near = nearestNames(operation, valid, OFFERED);
  const meant = [
    ...near.flatMap((name) => named(session, name, system)),
    ...bestFor(session, operation.slice(0, 200), system),
  ];
  const offered = [...new Map(meant.map((entry) => [`${entry.system} ${entry.operation}`, entry])).values()];
  const signatures = offered
    .slice(0, OFFERED)
    .map((entry) =>
      system === undefined ? `${entry.system} ${entry.manifest.signature}` : entry.manifest.signature,
    );
  return orchestratorError("INVALID_OPERATION", {
    message: `${system ?? "No system"} has ${system === undefined ? "an" : "no"} operation "${operation}"${at}.`,
    system,
    details: {
      operation,
      ...details,
      // Of one system all names help; of all systems they would be a book.
      ...(system === undefined ? {} : { valid_operations: valid }),
      signatures,
    },
    suggestions: [
      ...elsewhere(session, { system, operation }),
      ...(near.length === 0 ? [] : [`Did you mean ${near.join(" or ")}?`]),
      ...(signatures.length === 0 ? [] : [`Near to it: ${signatures.join("; ")}`]),
      ...(system === undefined ? [] : [`\`pmo ops ${system}\` lists what it has.`]),
    ],
  });
}

/** Other systems that have an operation of this very name. */
function elsewhere(
  session: Session,
  { system, operation }: { system: string | undefined; operation: string },
): string[] {
  if (system === undefined) return [];
  const others = everySystem(session).filter(({ name }) => name !== system);
  const having = [
    ...new Set(catalogue(others).flatMap((one) => (one.operation === operation ? [one.system] : []))),
  ];
  if (having.length === 0) return [];
  return [`${operation} is an operation of ${having.join(" and ")}.`];
}
