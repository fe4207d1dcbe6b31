import type { AdapterManifest, ScopeNeed } from "@pm-orchestrator/core";

/** A scope that lacks: any one of these would do, the first being the one to ask for. */
export interface MissingScope {
  any: string[];
  /** The credentials that should have it. */
  of: string;
  /** Without it the operation works, but not in all of its uses. */
  partly: boolean;
}

/** What the scopes of a system's credentials allow, as far as the vendor tells. */
export interface ScopeReport {
  /** Scopes by the credentials' name, with what they imply. */
  granted: Record<string, string[]>;
  /** Operations for which something lacks, in the adapter's order. Those not named here lack nothing that is known. */
  lacking: { operation: string; missing: MissingScope[] }[];
  /** Credentials that operations ask for, and of which nothing is known. */
  unknown: string[];
}

/** Compares what operations ask for with what was granted. Undefined while nothing is known. */
export function scopeReport(
  { operations, credentials }: Pick<AdapterManifest, "operations" | "credentials">,
  granted: ReadonlyMap<string, readonly string[]>,
): ScopeReport | undefined {
  const usual = credentials.map(({ name }) => name).find((name) => granted.has(name));
  if (usual === undefined) return undefined;
  const unknown = new Set<string>();
  const lacking = Object.entries(operations).flatMap(([operation, { scopes = [] }]) => {
    const missing = scopes.map(whole).flatMap(({ any, of = usual, partly = false }) => {
      const has = granted.get(of);
      if (has === undefined) unknown.add(of);
      return has === undefined || any.some((scope) => has.includes(scope))
        ? []
        : [{ any: [...any], of, partly }];
    });
    return missing.length === 0 ? [] : [{ operation, missing }];
  });
  return {
    granted: Object.fromEntries([...granted].map(([name, scopes]) => [name, [...scopes]])),
    lacking,
    unknown: [...unknown],
  };
}

function whole(need: ScopeNeed): Exclude<ScopeNeed, string> {
  return typeof need === "string" ? { any: [need] } : need;
}
