import { DEEPEST_PARAMS, isPlainObject, loneReference } from "./collect.js";
import { invalidReference } from "./invalid-reference.js";
import { formatPath, type PathSegment } from "./path.js";
import { indexes } from "./schema-keywords.js";
import { parseTemplate, type Reference } from "./template.js";

/** The whole result of a step, or undefined when there is none. */
export type ResultLookup = (stepId: string) => unknown;

export interface ResolveOptions {
  /**
   * Names of params that are query languages (jql, cql, search), spelled as in the params that are given.
   * A value that is inserted anywhere inside one of them is held to `[\w.@:-]+`.
   */
  readonly queryParams?: readonly string[];
  /** The step whose params they are; goes into errors. */
  readonly operationId?: string;
}

/** What a value must look like to be inserted into a query: it can then be nothing but one word of it. */
const ONE_WORD = /^[\w.@:-]+$/;

/**
 * New params, with every reference replaced by what it refers to.
 *
 * A text that is only a reference becomes the value with its type (the same object, not a copy); inside a longer
 * text, texts stay as they are and numbers and booleans are written out. Fetched values are never searched for
 * references. Keys stay as they are, `__proto__` included.
 *
 * Throws INVALID_REFERENCE (6010) for a reference that is malformed, finds nothing or null, would write an object or
 * array into a text, or would put more than a word into a query. details.available lists what is there instead.
 */
export function resolveParams(
  params: Readonly<Record<string, unknown>>,
  lookup: ResultLookup,
  options: ResolveOptions = {},
): Record<string, unknown> {
  const queries = new Set(options.queryParams);
  const resolver = new Resolver(lookup, options.operationId);
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [key, resolver.resolve(value, [key], queries.has(key))]),
  );
}

class Resolver {
  readonly #lookup: ResultLookup;
  readonly #operationId: string | undefined;

  constructor(lookup: ResultLookup, operationId: string | undefined) {
    this.#lookup = lookup;
    this.#operationId = operationId;
  }

  resolve(value: unknown, location: readonly PathSegment[], inQuery: boolean): unknown {
    if (typeof value === "string") return this.#resolveText(value, location, inQuery);
    if (location.length >= DEEPEST_PARAMS && typeof value === "object" && value !== null) {
      this.#refuse(
        { text: "" },
        `params are nested deeper than ${DEEPEST_PARAMS} levels`,
        [],
        location.slice(0, 1),
      );
    }
    if (Array.isArray(value)) {
      return value.map((item, index) => this.resolve(item, [...location, index], inQuery));
    }
    if (!isPlainObject(value)) return value;
    // fromEntries defines own properties, so that `__proto__` stays a key; assignment would set the prototype.
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, this.resolve(item, [...location, key], inQuery)]),
    );
  }

  #resolveText(text: string, location: readonly PathSegment[], inQuery: boolean): unknown {
    const template = parseTemplate(text);
    const lone = loneReference(template);
    if (lone !== undefined) {
      const value = this.#fetch(lone, location);
      if (inQuery) this.#written(lone, value, location, inQuery);
      return value;
    }
    let resolved = "";
    for (const part of template.parts) {
      if (part.kind === "text" || part.kind === "quoted") resolved += part.text;
      else if (part.kind === "problem")
        this.#refuse(part.problem, part.problem.reason, part.problem.available, location);
      else
        resolved += this.#written(part.reference, this.#fetch(part.reference, location), location, inQuery);
    }
    return resolved;
  }

  /** The value as it is written inside a text. */
  #written(reference: Reference, value: unknown, location: readonly PathSegment[], inQuery: boolean): string {
    if (typeof value === "object" || typeof value === "function" || typeof value === "symbol") {
      const what = Array.isArray(value) ? "a list" : "an object";
      const reason = `it stands for ${what}, which cannot be written into a text: refer to one of its parts`;
      this.#refuse(reference, reason, availableIn(value), location);
    }
    const text = String(value);
    if (inQuery && !ONE_WORD.test(text)) {
      const reason =
        "its value holds more than letters, digits and . @ : _ -, which inside a query could change its meaning";
      this.#refuse(reference, reason, [], location);
    }
    return text;
  }

  #fetch(reference: Reference, location: readonly PathSegment[]): unknown {
    let value = this.#lookup(reference.stepId);
    if (value === undefined || value === null) {
      this.#refuse(reference, `the step ${reference.stepId} has no result`, [], location);
    }
    for (const [depth, segment] of reference.path.entries()) {
      const next = ownValue(value, segment);
      if (next === undefined || next === null) {
        const place = formatPath("data", reference.path.slice(0, depth));
        const name = formatPath("", [segment]);
        const reason =
          next === null
            ? `${formatPath(place, [segment])} is null`
            : `${place} ${describe(value)} without ${name}`;
        this.#refuse(reference, reason, availableIn(value), location);
      }
      value = next;
    }
    return value;
  }

  #refuse(
    reference: { readonly text: string },
    reason: string,
    available: readonly string[],
    location: readonly PathSegment[],
  ): never {
    throw invalidReference({
      reference: reference.text,
      reason,
      available,
      location,
      ...(this.#operationId === undefined ? {} : { operationId: this.#operationId }),
    });
  }
}

/** Own properties only: `constructor` of a result is what the result says, never what the language has. */
function ownValue(value: unknown, segment: PathSegment): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value) !== (typeof segment === "number")) return undefined;
  return Object.hasOwn(value, segment) ? (value as Record<PathSegment, unknown>)[segment] : undefined;
}

function describe(value: unknown): string {
  if (Array.isArray(value))
    return value.length === 1 ? "is a list of 1 item" : `is a list of ${value.length} items`;
  return typeof value === "object" ? "is an object" : `is a ${typeof value}`;
}

/** The names that can follow: keys of an object, indexes of a list. */
function availableIn(value: unknown): string[] {
  if (Array.isArray(value)) return indexes(value.length);
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}
