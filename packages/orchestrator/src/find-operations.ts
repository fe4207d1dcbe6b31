import type { OperationManifest } from "@pm-orchestrator/core";
import type { Session } from "./session/session.js";

/** An operation that can be called, as its manifest describes it. */
export interface FoundOperation {
  system: string;
  operation: string;
  summary: string;
  effect: OperationManifest["effect"];
  signature: string;
}

/**
 * The operations whose system, name or summary contain every word of the query; all of them for an empty one. Reads
 * manifests only: imports no adapter. Systems whose package is missing have none.
 */
export function findOperations(session: Session, query = ""): FoundOperation[] {
  const words = query
    .toLowerCase()
    .split(/[\s_]+/)
    .filter(Boolean);
  return [...session.systems.values()].flatMap((system) => {
    const outcome = system.manifest();
    if ("error" in outcome) return [];
    return Object.entries(outcome.manifest.operations)
      .map(([operation, { summary, effect, signature }]) => ({
        system: system.name,
        operation,
        summary,
        effect,
        signature,
      }))
      .filter(({ operation, summary }) => {
        const text = `${system.name} ${operation.replaceAll("_", " ")} ${summary}`.toLowerCase();
        return words.every((word) => text.includes(word));
      });
  });
}
