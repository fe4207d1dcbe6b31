import type { JsonSchema } from "@pm-orchestrator/core";
import { formatPath, type PathSegment } from "./path.js";
import {
  indexes,
  listOf,
  matches,
  own,
  recordOf,
  resolvePointer,
  typesInWords,
  typesOf,
} from "./schema-keywords.js";

/**
 * Whether a path exists in what a schema describes: `yes` in every value, `no` in none, `unknown` in some or perhaps
 * (an optional field, one that may be null, an open object). Only `no` is a reason to refuse.
 */
export interface PathCheck {
  readonly verdict: "yes" | "no" | "unknown";
  /** Names that can stand where the path leaves the schema; for a `no` or a doubtful last step. */
  readonly available: readonly string[];
  /** Half a sentence for people; empty for `yes`. */
  readonly reason: string;
}

/**
 * Follows a path through a JSON Schema (draft 2020-12, as zod writes it): properties, required, items, prefixItems,
 * anyOf, oneOf, allOf, `$ref` within the schema, additionalProperties, patternProperties.
 * Keywords that it does not know can only make the answer less certain, never a `no`.
 */
export function checkPath(schema: JsonSchema, path: readonly PathSegment[]): PathCheck {
  const { verdict, available, reason } =
    new SchemaWalk(schema, path).check(schema, 0, new Set()) ?? UNDECIDED;
  return { verdict, available, reason };
}

/** What one schema says about the rest of the path. */
interface Claim extends PathCheck {
  /** Whether the schema names the next segment, instead of merely not forbidding it. */
  readonly declared?: boolean;
}

const YES: Claim = { verdict: "yes", available: [], reason: "" };
const UNDECIDED: Claim = { verdict: "unknown", available: [], reason: "the schema does not say" };

class SchemaWalk {
  readonly #root: JsonSchema;
  readonly #path: readonly PathSegment[];

  constructor(root: JsonSchema, path: readonly PathSegment[]) {
    this.#root = root;
    this.#path = path;
  }

  /**
   * `seen` holds the schemas visited since the last segment was taken. Meeting one again says nothing new:
   * undefined, so that a `$ref` to itself ends.
   */
  check(schema: unknown, depth: number, seen: ReadonlySet<unknown>): Claim | undefined {
    if (schema === false) return this.#no(depth, [], "nothing can stand there");
    if (typeof schema !== "object" || schema === null) return UNDECIDED;
    if (seen.has(schema)) return undefined;
    const visited = new Set(seen).add(schema);
    const node = schema as JsonSchema;

    const claims: (Claim | undefined)[] = [this.#checkOwn(node, depth)];
    const ref = own(node, "$ref");
    if (typeof ref === "string") claims.push(this.check(resolvePointer(this.#root, ref), depth, visited));
    for (const part of listOf(own(node, "allOf"))) claims.push(this.check(part, depth, visited));
    for (const keyword of ["anyOf", "oneOf"]) {
      const branches = listOf(own(node, keyword));
      if (branches.length > 0)
        claims.push(anyOf(branches.map((branch) => this.check(branch, depth, visited))));
    }
    return allOf(claims);
  }

  /** What the node's own keywords say; undefined when they say nothing. */
  #checkOwn(node: JsonSchema, depth: number): Claim | undefined {
    const types = typesOf(node);
    if (depth === this.#path.length) return this.#checkEnd(types, depth);
    const segment = this.#path[depth];
    if (typeof segment === "number") return this.#checkIndex(node, segment, { types, depth });
    return segment === undefined ? undefined : this.#checkName(node, segment, { types, depth });
  }

  /** A value that may be null may turn out to be unusable; one that is always null is. */
  #checkEnd(types: readonly string[] | undefined, depth: number): Claim | undefined {
    if (types === undefined) return undefined;
    if (!types.includes("null")) return YES;
    if (types.length === 1) return this.#no(depth, [], "it is always null");
    return { verdict: "unknown", available: [], reason: `${this.#place(depth)} may be null` };
  }

  #checkName(node: JsonSchema, name: string, at: Position): Claim | undefined {
    const properties = recordOf(own(node, "properties"));
    const names = Object.keys(properties ?? {});
    if (at.types !== undefined && !at.types.includes("object")) return this.#wrongType(at, names);
    const patterns = Object.entries(recordOf(own(node, "patternProperties")) ?? {});
    const rest = own(node, "additionalProperties");
    if (at.types === undefined && properties === undefined && patterns.length === 0 && rest === undefined)
      return undefined;

    const required = listOf(own(node, "required")).includes(name);
    const certain = required && (at.types === undefined || at.types.length === 1);
    if (properties !== undefined && Object.hasOwn(properties, name)) {
      return this.#descend(properties[name], at.depth, certain, names);
    }
    const matching = patterns.find(([pattern]) => matches(pattern, name));
    if (matching !== undefined) return this.#descend(matching[1], at.depth, certain, names);
    const keys = own(recordOf(own(node, "propertyNames")) ?? {}, "enum");
    if (Array.isArray(keys) && !keys.includes(name)) return this.#missing(at.depth, keys.map(String));
    if (rest === false) return this.#missing(at.depth, names);
    if (typeof rest === "object" && rest !== null) return this.#descend(rest, at.depth, certain, names);
    return {
      verdict: "unknown",
      available: names,
      reason: `${this.#place(at.depth)} may have other names than those that are declared`,
    };
  }

  #checkIndex(node: JsonSchema, index: number, at: Position): Claim | undefined {
    if (at.types !== undefined && !at.types.includes("array")) {
      return this.#wrongType(at, Object.keys(recordOf(own(node, "properties")) ?? {}));
    }
    const items = own(node, "items");
    // Before draft 2020-12, `items` itself was the list of the first items' schemas.
    const first = Array.isArray(items) ? items : listOf(own(node, "prefixItems"));
    const rest = Array.isArray(items) ? own(node, "additionalItems") : items;
    if (at.types === undefined && first.length === 0 && rest === undefined) return undefined;

    const most = own(node, "maxItems");
    if (typeof most === "number" && index >= most) return this.#missing(at.depth, indexes(most));
    const fewest = own(node, "minItems");
    const certain =
      typeof fewest === "number" && index < fewest && (at.types === undefined || at.types.length === 1);
    if (index < first.length) return this.#descend(first[index], at.depth, certain, indexes(first.length));
    if (rest === false) return this.#missing(at.depth, indexes(first.length));
    return rest === undefined ? UNDECIDED : this.#descend(rest, at.depth, certain, []);
  }

  #descend(schema: unknown, depth: number, certain: boolean, available: readonly string[]): Claim {
    const below = this.check(schema, depth + 1, new Set()) ?? UNDECIDED;
    if (below.verdict !== "yes" || certain) return { ...below, declared: true };
    return {
      verdict: "unknown",
      available,
      reason: `${this.#place(depth + 1)} may be absent`,
      declared: true,
    };
  }

  #wrongType(at: Position, available: readonly string[]): Claim {
    const segment = formatPath("", this.#path.slice(at.depth, at.depth + 1));
    const types = typesInWords(at.types ?? []);
    return { verdict: "no", available, reason: `${this.#place(at.depth)} is ${types} and has no ${segment}` };
  }

  #missing(depth: number, available: readonly string[]): Claim {
    const segment = formatPath("", this.#path.slice(depth, depth + 1));
    return { verdict: "no", available, reason: `${this.#place(depth)} has no ${segment}` };
  }

  #no(depth: number, available: readonly string[], reason: string): Claim {
    return { verdict: "no", available, reason: `${this.#place(depth)}: ${reason}` };
  }

  #place(depth: number): string {
    return formatPath("data", this.#path.slice(0, depth));
  }
}

interface Position {
  readonly types: readonly string[] | undefined;
  readonly depth: number;
}

/**
 * All claims hold at once.
 *
 * zod writes an intersection as closed objects side by side, each of which forbids the other's fields, although the
 * intersection itself accepts them. So one branch's `no` does not outweigh what another branch declares.
 */
function allOf(claims: readonly (Claim | undefined)[]): Claim | undefined {
  const made = claims.filter((claim) => claim !== undefined);
  const no = made.find((claim) => claim.verdict === "no");
  if (no === undefined) return made.find((claim) => claim.verdict === "yes") ?? made[0];
  const declared = made.some((claim) => claim.verdict !== "no" && claim.declared === true);
  return { ...no, verdict: declared ? "unknown" : "no", available: union(made) };
}

/** One of the claims holds. */
function anyOf(claims: readonly (Claim | undefined)[]): Claim | undefined {
  const made = claims.filter((claim) => claim !== undefined);
  const first = made[0];
  if (first === undefined) return undefined;
  if (made.every((claim) => claim.verdict === first.verdict)) return { ...first, available: union(made) };
  const doubtful = made.find((claim) => claim.verdict !== "yes") ?? first;
  return {
    ...doubtful,
    verdict: "unknown",
    available: union(made),
    declared: made.some((claim) => claim.declared),
  };
}

function union(claims: readonly Claim[]): string[] {
  return [...new Set(claims.flatMap((claim) => claim.available))];
}
