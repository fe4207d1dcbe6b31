import type { SystemInfo } from "pm-orchestrator";

/** A system's operations, each in one of these lists, in the adapter's order. */
export interface Abilities {
  /** Nothing that is known stands in their way. */
  usable: string[];
  /** Some of their uses lack a scope. */
  partly: string[];
  /** A setting lacks, or a scope without which they do nothing. */
  unusable: string[];
  /** The vendor has not told the scopes of the credentials that they use. */
  unknown: string[];
}

/** Operations that lack the same. */
export interface Lack {
  /** Settings that are not there; or scopes, any of which would do for all of these operations. */
  names: string[];
  kind: "setting" | "scope";
  /** The credentials that lack a scope. */
  of?: string;
  /** They work, but not in all of their uses. */
  partly: boolean;
  operations: string[];
}

type Known = Pick<SystemInfo, "manifest" | "unusable" | "scopes">;

/** Which operations the given credentials can use. Scopes only: what the account itself may not do is not known. */
export function abilitiesOf({ manifest, unusable, scopes }: Known): Abilities {
  const withoutSetting = new Set(unusable.map(({ operation }) => operation));
  const missing = new Map(scopes?.lacking.map(({ operation, missing: scope }) => [operation, scope]));
  const unjudged = new Set(scopes?.unjudged);
  const abilities: Abilities = { usable: [], partly: [], unusable: [], unknown: [] };
  for (const operation of Object.keys(manifest?.operations ?? {})) {
    const lacks = missing.get(operation) ?? [];
    const isUnusable = withoutSetting.has(operation) || lacks.some(({ partly }) => !partly);
    if (isUnusable) abilities.unusable.push(operation);
    else if (unjudged.has(operation)) abilities.unknown.push(operation);
    else if (lacks.length > 0) abilities.partly.push(operation);
    else abilities.usable.push(operation);
  }
  return abilities;
}

/** What lacks, and for which operations: settings first, then scopes, those that matter most first. */
export function lacksOf({ unusable, scopes }: Known): Lack[] {
  const lacks = new Map<string, Lack>();
  const add = (lack: Omit<Lack, "operations">, operation: string) => {
    // The scope to ask for is the same, whatever else would do.
    const asked = lack.kind === "scope" ? lack.names[0] : lack.names;
    const key = JSON.stringify([lack.kind, lack.of, lack.partly, asked]);
    const known = lacks.get(key) ?? { ...lack, operations: [] };
    lacks.set(key, known);
    known.names = known.names.filter((name) => lack.names.includes(name));
    known.operations.push(operation);
  };
  for (const { operation, needs } of unusable)
    add({ kind: "setting", names: needs, partly: false }, operation);
  const without = new Set(unusable.map(({ operation }) => operation));
  for (const { operation, missing } of scopes?.lacking ?? []) {
    // Nobody is helped by a scope of what works only in part while it does not work at all.
    const hidden = missing.some(({ partly }) => !partly);
    if (without.has(operation)) continue;
    for (const { any, of, partly } of missing) {
      if (!(partly && hidden)) add({ kind: "scope", names: any, of, partly }, operation);
    }
  }
  return [...lacks.values()].sort((one, other) => rank(one) - rank(other));
}

function rank({ kind, partly }: Lack): number {
  return kind === "setting" ? 0 : partly ? 2 : 1;
}
