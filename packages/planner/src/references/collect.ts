import type { PathSegment } from "./path.js";
import { parseTemplate, type Reference, type ReferenceProblem, type Template } from "./template.js";

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
  readonly references: CollectedReference[];
  readonly problems: CollectedProblem[];
}

/** Deeper params are refused: they are a mistake (an object that contains itself), or an attack on the stack. */
export const DEEPEST_PARAMS = 200;

/**
 * Finds every reference in the texts of `params`, at any depth. Keys are never references.
 * Never throws: what cannot be read is in `problems`.
 */
export function collectReferences(params: Readonly<Record<string, unknown>>): CollectedReferences {
  const found: CollectedReferences = { references: [], problems: [] };
  collectFrom(params, [], found);
  return found;
}

function collectFrom(value: unknown, location: readonly PathSegment[], found: CollectedReferences): void {
  if (typeof value === "string") collectFromText(value, location, found);
  if (typeof value !== "object" || value === null) return;
  if (location.length >= DEEPEST_PARAMS) {
    const reason = `params are nested deeper than ${DEEPEST_PARAMS} levels, so references in them are not looked for`;
    found.problems.push({ text: "", reason, available: [], location: location.slice(0, 1) });
    return;
  }
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) collectFrom(item, [...location, index], found);
  } else if (isPlainObject(value)) {
    for (const [key, item] of Object.entries(value)) collectFrom(item, [...location, key], found);
  }
}

function collectFromText(text: string, location: readonly PathSegment[], found: CollectedReferences): void {
  const template = parseTemplate(text);
  const alone = loneReference(template) !== undefined;
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
