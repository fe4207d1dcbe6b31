import {
  bareReference,
  type IsStep,
  mayBeNearMiss,
  meantReference,
  type NearMiss,
  nearMissesIn,
} from "./near-miss.js";
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
  /** The reference that was meant, where that can be told. */
  readonly meant?: string | undefined;
}

export interface CollectedReferences {
  /** In the order of the params' keys. */
  readonly references: readonly CollectedReference[];
  readonly problems: readonly CollectedProblem[];
  /** Where texts stand that read otherwise than they are written: with `${{ '…' }}` or `$${{`. */
  readonly rewritten: readonly (readonly PathSegment[])[];
}

/** Deeper params are refused: they are a mistake (an object that contains itself), or an attack on the stack. */
export const DEEPEST_PARAMS = 200;

/**
 * Finds every reference in the texts of `params`, at any depth. Keys are never references.
 * Never throws: what cannot be read is in `problems`. With `isStep` so is what only looks like a reference and names a
 * step: `{{ steps.a.data.key }}`.
 */
export function collectReferences(
  params: Readonly<Record<string, unknown>>,
  isStep?: IsStep,
): CollectedReferences {
  const found: Found = { references: [], problems: [], rewritten: [], location: [], isStep };
  collectFrom(params, found);
  const { references, problems, rewritten } = found;
  return { references, problems, rewritten };
}

/** What was found so far, and where the search stands: most texts have no reference and need no location of their own. */
interface Found {
  references: CollectedReference[];
  problems: CollectedProblem[];
  rewritten: PathSegment[][];
  location: PathSegment[];
  isStep: IsStep | undefined;
}

function collectFrom(value: unknown, found: Found): void {
  if (typeof value === "string") {
    if (value.includes(OPEN)) collectFromText(value, found);
    else if (found.isStep !== undefined && mayBeNearMiss(value)) collectFromPlain(value, found, found.isStep);
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
  const { parts, references, problems } = parseTemplate(text);
  const [first] = parts;
  const alone = parts.length === 1 && first?.kind === "reference";
  const location = [...found.location];
  for (const reference of references) found.references.push({ ...reference, location, alone });
  const { isStep = () => false } = found;
  for (const problem of problems) {
    found.problems.push({ ...problem, location, meant: meantReference(problem.text, isStep) });
  }
  if (parts.some(({ kind }) => kind === "text" || kind === "quoted")) found.rewritten.push(location);
  for (const part of parts) {
    if (part.kind === "text") addNearMisses(nearMissesIn(part.text, isStep), found, isStep);
  }
}

function collectFromPlain(text: string, found: Found, isStep: IsStep): void {
  const bare = bareReference(text, isStep);
  addNearMisses(bare === undefined ? nearMissesIn(text, isStep) : [bare], found, isStep);
}

function addNearMisses(misses: readonly NearMiss[], found: Found, isStep: IsStep): void {
  for (const { text, stepId } of misses) {
    const reason = `it names the step ${stepId} without being a reference, and would be sent as it stands`;
    const meant = meantReference(text, isStep);
    found.problems.push({ text, reason, available: [], location: [...found.location], meant });
  }
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
