import type {
  ByEffect,
  FindOperationsData,
  FoundOperation,
  OperationDetails,
  PmoError,
  UnavailableSystem,
} from "@pm-orchestrator/core";
import type { Session } from "../session/session.js";
import { type CatalogueEntry, catalogue, everySystem, found } from "./catalogue.js";
import { search } from "./search.js";
import { shapeOf } from "./shape.js";

/** Every operation of the configured systems; with words the five that fit them best. Imports no adapter. */
export function findOperations(session: Session, query = ""): FoundOperation[] {
  const entries = catalogue(session.systems.values());
  return (query.trim() === "" ? entries : search(entries, query)).map(found);
}

/** All systems with the names of their operations. */
export function tree(session: Session): FindOperationsData {
  const systems = everySystem(session).filter((system) => "manifest" in system.manifest());
  const unavailable = everySystem(session).flatMap((system): UnavailableSystem[] => {
    const obstacle = system.obstacle();
    if (obstacle === undefined) return [];
    return [{ system: system.name, number: obstacle.number, message: obstacle.message }];
  });
  return {
    systems: Object.fromEntries(
      systems.map((system) => [system.name, byEffect(catalogue([system]), ({ operation }) => operation)]),
    ),
    ...(unavailable.length === 0 ? {} : { unavailable }),
  };
}

/** One system's signatures. Undefined when there is no such system, or the reason why nothing is known of it. */
export function signaturesOf(session: Session, name: string): FindOperationsData | PmoError | undefined {
  const system = everySystem(session).find((candidate) => candidate.name === name);
  if (system === undefined) return undefined;
  const outcome = system.manifest();
  if ("error" in outcome) return outcome.error;
  const entries = catalogue([system]);
  return {
    system: name,
    title: outcome.manifest.title,
    signatures: byEffect(entries, ({ manifest }) => manifest.signature),
    ...(entries.some(({ foreign }) => foreign) ? { foreign: true as const } : {}),
  };
}

/** The operations of that name, of one system or of all. */
export function named(session: Session, operation: string, system?: string): CatalogueEntry[] {
  return within(session, system).filter((entry) => entry.operation === operation);
}

/** The best five for the words, of one system or of all. */
export function bestFor(session: Session, query: string, system?: string): CatalogueEntry[] {
  return search(within(session, system), query);
}

/** Everything that helps to call an operation. */
export function detailsOf(entry: CatalogueEntry): OperationDetails {
  const { params, result, aliases, example, retry, expected_calls, expected_ms, scopes, needs } =
    entry.manifest;
  return {
    ...found(entry),
    params,
    ...(aliases === undefined ? {} : { aliases }),
    returns: shapeOf(result),
    example,
    retry,
    expected_calls,
    expected_ms,
    ...(scopes === undefined ? {} : { scopes }),
    ...(needs === undefined ? {} : { needs }),
  };
}

function within(session: Session, system: string | undefined): CatalogueEntry[] {
  return catalogue(everySystem(session).filter(({ name }) => system === undefined || name === system));
}

function byEffect(entries: readonly CatalogueEntry[], text: (entry: CatalogueEntry) => string): ByEffect {
  const groups: ByEffect = {};
  for (const effect of ["read", "write", "destructive"] as const) {
    const texts = entries.filter(({ manifest }) => manifest.effect === effect).map(text);
    if (texts.length > 0) groups[effect] = texts;
  }
  return groups;
}
