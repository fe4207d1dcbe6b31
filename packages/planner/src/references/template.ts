import type { PathSegment } from "./path.js";

/** `${{ steps.<id>.data.<path> }}`: a place in another step's result. */
export interface Reference {
  /** As it was written, with its braces. */
  readonly text: string;
  readonly stepId: string;
  /** Below `data`; empty when the whole result is meant. */
  readonly path: readonly PathSegment[];
}

/** Something between `${{` and `}}` that is not a reference. */
export interface ReferenceProblem {
  /** As it was written; without its end when it has none. */
  readonly text: string;
  /** Half a sentence for people: `it is empty`. */
  readonly reason: string;
  /** What could stand at the place of the mistake; empty when that is not a closed list. */
  readonly available: readonly string[];
}

export type TemplatePart =
  | { readonly kind: "text"; readonly text: string }
  /** `${{ 'any text' }}`: stands for the text between the quotes, in which nothing is looked for. */
  | { readonly kind: "quoted"; readonly text: string; readonly written: string }
  | { readonly kind: "reference"; readonly reference: Reference }
  | { readonly kind: "problem"; readonly problem: ReferenceProblem };

export interface Template {
  /** In order; neighbouring texts are one part. An empty text has no part. */
  readonly parts: readonly TemplatePart[];
  readonly references: readonly Reference[];
  readonly problems: readonly ReferenceProblem[];
}

/** Where a reference begins; a text without it is only a text. */
export const OPEN = "${{";
const ESCAPED_OPEN = "$${{";
const CLOSE = "}}";

/**
 * Splits a text into literal parts and references. `$${{` is a literal `${{`, and `${{ 'any text' }}` that text.
 * Never throws: what cannot be read is a part of kind `problem`.
 */
export function parseTemplate(text: string): Template {
  if (!text.includes(OPEN)) {
    return { parts: text === "" ? [] : [{ kind: "text", text }], references: [], problems: [] };
  }
  const parts: TemplatePart[] = [];
  let literal = "";
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf(OPEN, at);
    if (open < 0) break;
    // The dollar before belongs to the escape only when it was not already consumed.
    if (open > at && text[open - 1] === "$") {
      literal += text.slice(at, open - 1) + OPEN;
      at = open - 1 + ESCAPED_OPEN.length;
      continue;
    }
    literal += text.slice(at, open);
    if (literal !== "") parts.push({ kind: "text", text: literal });
    literal = "";
    const end = findEnd(text, open + OPEN.length);
    parts.push(readExpression(text, open, end));
    at = end ?? text.length;
  }
  literal += text.slice(at);
  if (literal !== "") parts.push({ kind: "text", text: literal });
  return {
    parts,
    references: parts.flatMap((part) => (part.kind === "reference" ? [part.reference] : [])),
    problems: parts.flatMap((part) => (part.kind === "problem" ? [part.problem] : [])),
  };
}

/** The position behind the closing braces. Braces inside a quoted key do not close. */
function findEnd(text: string, from: number): number | undefined {
  const quotedOrClose = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\}\}/gs;
  quotedOrClose.lastIndex = from;
  for (let match = quotedOrClose.exec(text); match !== null; match = quotedOrClose.exec(text)) {
    if (match[0] === CLOSE) return quotedOrClose.lastIndex;
  }
  // A lone quote is a mistake inside of the reference, not a reason to swallow the rest of the text.
  const plain = text.indexOf(CLOSE, from);
  return plain < 0 ? undefined : plain + CLOSE.length;
}

function readExpression(text: string, open: number, end: number | undefined): TemplatePart {
  if (end === undefined) {
    const problem = { text: text.slice(open), reason: "it is not closed with }}", available: [CLOSE] };
    return { kind: "problem", problem };
  }
  const written = text.slice(open, end);
  const expression = written.slice(OPEN.length, -CLOSE.length).trim();
  const quote = QUOTED.exec(expression);
  if (quote !== null) return { kind: "quoted", text: unescapeKey(quote[1] ?? quote[2] ?? ""), written };
  const read = readReference(expression);
  return "reason" in read
    ? { kind: "problem", problem: { text: written, ...read } }
    : { kind: "reference", reference: { text: written, ...read } };
}

type Mistake = Pick<ReferenceProblem, "reason" | "available">;

const QUOTED = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')$/s;
const ROOT = /^steps(?![\w-])/;
const STEP_ID = /^\.([A-Za-z_][A-Za-z0-9_-]{0,63})(?![\w-])/;
const DATA = /^\.data(?![\w-])/;

function readReference(expression: string): Omit<Reference, "text"> | Mistake {
  if (expression === "") return { reason: "it is empty", available: ["steps"] };
  if (!ROOT.test(expression)) return { reason: "it does not begin with steps.", available: ["steps"] };
  let rest = expression.slice("steps".length);
  const id = STEP_ID.exec(rest);
  if (id === null) return { reason: "steps. is not followed by the id of a step", available: [] };
  const stepId = id[1] ?? "";
  rest = rest.slice(id[0].length);
  if (!DATA.test(rest)) {
    return {
      reason: `steps.${stepId} is not followed by .data, the only part of a step that can be read`,
      available: ["data"],
    };
  }
  const path = readPath(rest.slice(".data".length));
  return "reason" in path ? path : { stepId, path: path.segments };
}

const SEGMENTS: readonly [RegExp, (matched: string) => PathSegment][] = [
  [/^\.([A-Za-z_][A-Za-z0-9_-]*)/, (name) => name],
  [/^\[(0|[1-9][0-9]{0,8})\]/, Number],
  [/^\["((?:[^"\\]|\\.)*)"\]/s, unescapeKey],
  [/^\['((?:[^'\\]|\\.)*)'\]/s, unescapeKey],
];

function unescapeKey(key: string): string {
  return key.replace(/\\(.)/gs, "$1");
}

const EVERY = /^\[\*?\]|^\.\*/;
/** Of what cannot be read. */
const LONGEST_SHOWN = 100;

function readPath(text: string): { segments: PathSegment[] } | Mistake {
  const segments: PathSegment[] = [];
  let rest = text;
  while (rest !== "") {
    const before = rest;
    for (const [pattern, toSegment] of SEGMENTS) {
      const match = pattern.exec(rest);
      if (match === null) continue;
      segments.push(toSegment(match[1] ?? ""));
      rest = rest.slice(match[0].length);
      break;
    }
    if (rest === before && EVERY.test(rest)) {
      const reason =
        "a reference is one value, and not one of every item: name an item, as [0], or read the list first and then make a step for each";
      return { reason, available: [] };
    }
    if (rest === before) {
      const reason = `its path cannot be read at ${JSON.stringify(rest.slice(0, LONGEST_SHOWN))}: a path is made of .name, [0] and ["any key"]`;
      return { reason, available: [] };
    }
  }
  return { segments };
}
