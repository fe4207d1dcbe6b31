import type {
  FindOperationsAnswer,
  FindOperationsData,
  FindOperationsRequest,
  PmoError,
} from "@pm-orchestrator/core";
import { isPmoError } from "@pm-orchestrator/core";
import { findOperationsRequestSchema } from "@pm-orchestrator/core/schemas";
import { schemaDefect } from "../checking/request.js";
import { unknownOperation, unknownSystem } from "../checking/unknown.js";
import { found } from "../discovery/catalogue.js";
import { bestFor, detailsOf, named, signaturesOf, tree } from "../discovery/index.js";
import type { Session } from "../session/session.js";

/** `find_operations`: what can be called, from manifests alone. Imports no adapter. */
export function discover(session: Session, request: FindOperationsRequest = {}): FindOperationsAnswer {
  const defect = schemaDefect(findOperationsRequestSchema, request, ["system", "operation", "query"]);
  const outcome = defect ?? find(session, request);
  if (isPmoError(outcome)) return { success: false, error: outcome.toJSON(), metadata: { operations: 0 } };
  return { success: true, data: outcome, metadata: { operations: countOf(outcome) } };
}

function find(
  session: Session,
  { system, operation, query }: FindOperationsRequest,
): FindOperationsData | PmoError {
  const ofSystem = system === undefined ? undefined : signaturesOf(session, system);
  if (system !== undefined && ofSystem === undefined) return unknownSystem(session, { system });
  if (isPmoError(ofSystem)) return ofSystem;
  if (query !== undefined) return { matches: bestFor(session, query, system).map(found) };
  if (operation === undefined) return ofSystem ?? tree(session);
  const entries = named(session, operation, system);
  const [only] = entries;
  if (only === undefined) return unknownOperation(session, { system, operation });
  return entries.length === 1 ? { operations: [detailsOf(only)] } : { matches: entries.map(found) };
}

function countOf({ systems = {}, signatures, operations = [], matches = [] }: FindOperationsData): number {
  const groups = [...Object.values(systems), ...(signatures === undefined ? [] : [signatures])];
  const names = groups.flatMap((group) => Object.values(group).flat());
  return names.length + operations.length + matches.length;
}
