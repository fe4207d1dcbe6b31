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
  /** Operations for which something lacks, in the adapter's order. */
  lacking: { operation: string; missing: MissingScope[] }[];
  /** Operations that ask for scopes of credentials whose scopes are not known. */
  unjudged: string[];
  /** Those credentials. Whoever wants to know makes a call with them: some vendors tell their scopes beside any answer. */
  unknown: string[];
}

/** The sets of credentials that are complete, and scopes by the name of those of which they were told. */
interface Known {
  complete: readonly string[];
  granted: ReadonlyMap<string, readonly string[]>;
}

/** Compares what operations ask for with what was granted. Credentials that are not there are none of its business. */
export function scopeReport(
  { operations, credentials }: Pick<AdapterManifest, "operations" | "credentials">,
  { complete, granted }: Known,
): ScopeReport {
  const there = credentials.filter(({ name }) => complete.includes(name));
  // Those that have a probe of their own are used beside the usual ones, or alone.
  const beside = there.filter(({ probe }) => probe === undefined);
  const usual = beside.length === 0 ? there : beside;
  const unknown = new Set<string>();
  const unjudged: string[] = [];
  const lacking: ScopeReport["lacking"] = [];
  for (const [operation, { scopes = [] }] of Object.entries(operations)) {
    let isJudged = true;
    const missing = scopes.map(whole).flatMap(({ any, of, instead = {}, partly = false }): MissingScope[] => {
      // Where several would do, the adapter chooses: it is the one of which something was told.
      const asked = of === undefined ? usual : there.filter(({ name }) => name === of);
      const told = asked.find(({ name }) => granted.has(name))?.name;
      if (told !== undefined) {
        const has = granted.get(told) ?? [];
        const wanted = Object.hasOwn(instead, told) ? (instead[told] ?? []) : any;
        const isMet = wanted.length === 0 || wanted.some((scope) => has.includes(scope));
        return isMet ? [] : [{ any: [...wanted], of: told, partly }];
      }
      const limited = asked.filter(({ scoped }) => scoped !== false);
      for (const { name } of limited) unknown.add(name);
      isJudged &&= limited.length === 0;
      return [];
    });
    if (missing.length > 0) lacking.push({ operation, missing: distinct(missing) });
    if (!isJudged) unjudged.push(operation);
  }
  return {
    granted: Object.fromEntries([...granted].map(([name, scopes]) => [name, [...scopes]])),
    lacking,
    unjudged,
    unknown: [...unknown],
  };
}

/** Several needs may come down to one scope, where credentials spell scopes otherwise. */
function distinct(missing: readonly MissingScope[]): MissingScope[] {
  return [...new Map(missing.map((scope) => [JSON.stringify(scope), scope])).values()];
}

function whole(need: ScopeNeed): Exclude<ScopeNeed, string> {
  return typeof need === "string" ? { any: [need] } : need;
}
