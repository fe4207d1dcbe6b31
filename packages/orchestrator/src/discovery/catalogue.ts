import type { FoundOperation, OperationManifest } from "@pm-orchestrator/core";
import { BUILT_IN_SYSTEM } from "../built-in/name.js";
import type { Session } from "../session/session.js";
import { isForeign } from "../systems/foreign.js";
import type { System } from "../systems/system.js";

/** An operation with what its manifest says of it. */
export interface CatalogueEntry {
  system: string;
  operation: string;
  manifest: OperationManifest;
  foreign: boolean;
}

/** Every operation of the systems, from manifests alone. Systems whose package is missing have none. */
export function catalogue(systems: Iterable<System>): CatalogueEntry[] {
  return [...systems].flatMap((system) => {
    const outcome = system.manifest();
    if ("error" in outcome) return [];
    const foreign = system.name !== BUILT_IN_SYSTEM && isForeign(system.packageName);
    return Object.entries(outcome.manifest.operations).map(([operation, manifest]) => ({
      system: system.name,
      operation,
      manifest,
      foreign,
    }));
  });
}

/** The configured systems, and the one that is always there. */
export function everySystem(session: Session): System[] {
  return [...session.systems.values(), session.builtIn];
}

export function found({ system, operation, manifest, foreign }: CatalogueEntry): FoundOperation {
  const { summary, effect, signature } = manifest;
  return { system, operation, summary, effect, signature, ...(foreign ? { foreign: true as const } : {}) };
}
