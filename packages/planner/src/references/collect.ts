import type { PathSegment } from "./path.js";
import { OPEN, parseTemplate, type Reference, type ReferenceProblem, type Template } from "./template.js";

/** A reference and where it was found. */
export interface CollectedReference extends Reference {
  /** Where in the params: `["blocks", 0, "text"]`. */
  readonly location: readonly PathSegment[];
  /** Whether it is the whole text, so that the value keeps its type, or stands inside of a longer text. */
  readonly alone: boolean;
}

export interface CollectedProblem extends ReferenceProblem {
  readonly location: readonly PathSegment[];
}

export interface CollectedReferences {
  /** In the order of the params' keys. */
  readonly references: readonly CollectedReference[];
  readonly problems: readonly CollectedProblem[];
}

/** Deeper params are refused: they are a mistake (an object that contains itself), or an attack on the stack. */
export const DEEPEST_PARAMS = 200;

/**
 * Finds every reference in the texts of `params`, at any depth. Keys are never references.
 * Never throws: what cannot be read is in `problems`.
 */
export function collectReferences(params: Readonly<Record<string, unknown>>): CollectedReferences {
  const found: Found = { references: [], problems: [], location: [] };
  collectFrom(params, found);
  return { references: found.references, problems: found.problems };
}

/** What was found so far, and where the search stands: most texts have no reference and need no location of their own. */
interface Found {
  references: CollectedReference[];
  problems: CollectedProblem[];
  location: PathSegment[];
}

function collectFrom(value: unknown, found: Found): void {
  if (typeof value === "string") {
    if (value.includes(OPEN)) collectFromText(value, found);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  if (found.location.length >= DEEPEST_PARAMS) {
    const reason = `params are nested deeper than ${DEEPEST_PARAMS} levels, so references in them are not looked for`;
    found.problems.push({ text: "", reason, available: [], location: found.location.slice(0, 1) });
    return;
  }
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) collectAt(index, value[index], found);
  } else if (isPlainObject(value)) {
    for (const key of Object.keys(value)) collectAt(key, value[key], found);
  }
}

function collectAt(segment: PathSegment, value: unknown, found: Found): void {
  found.location.push(segment);
  collectFrom(value, found);
  found.location.pop();
}

function collectFromText(text: string, found: Found): void {
  const template = parseTemplate(text);
  const alone = loneReference(template) !== undefined;
  const location = [...found.location];
  for (const reference of template.references) found.references.push({ ...reference, location, alone });
  for (const problem of template.problems) found.problems.push({ ...problem, location });
}

/** The reference that is the whole text, if there is one. */
export function loneReference(template: Template): Reference | undefined {
  const [first] = template.parts;
  return template.parts.length === 1 && first?.kind === "reference" ? first.reference : undefined;
}

/** Whether `value` is an object as JSON has them; dates, buffers and the like are values, not containers. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
