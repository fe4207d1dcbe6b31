import { OPEN, parseTemplate } from "./template.js";

/** A text that looks like a reference to a step of the request, and is none: it would be sent as it stands. */
export interface NearMiss {
  /** As it was written. */
  readonly text: string;
  /** The step that it names. */
  readonly stepId: string;
}

/** Whether a step of this id is in the request. */
export type IsStep = (id: string) => boolean;

const ROOT = "steps";
const RESULT = ".data";

const ID = "[A-Za-z_][A-Za-z0-9_-]{0,63}";
const NAMED = String.raw`steps(?:\.|\[["'])(?<named>${ID})(?![\w-])(?:["']\])?`;
/**
 * Where `${{` stands, the parser has been: it is a reference, a problem, or was written literally. All dollars before a
 * brace belong to it: one left before a quotation would make that a literal.
 */
const BRACES = String.raw`(?<![\{$])\{\{+|(?<!\$)\$+\{(?!\{)`;
const FORMS = new RegExp(
  [
    String.raw`(?:${BRACES})\s{0,20}(?:\$\.?)?(?:${NAMED}|(?<short>${ID})(?=\.data(?![\w-])))`,
    // One brace or a parenthesis is common in texts, and so is a lone dollar: only with the result it is meant.
    String.raw`(?:(?<![\{$])\{(?!\{)|(?<!\$)\$+\()\s{0,20}(?:\$\.?)?steps\.(?<single>${ID})(?=\.data(?![\w-]))`,
    String.raw`(?<![\w$.{(])\$\.?steps\.(?<dollar>${ID})(?=\.data(?![\w-]))`,
  ].join("|"),
  "g",
);
/** The whole text: somebody forgot all braces. */
const BARE = new RegExp(String.raw`^\s{0,20}steps\.(?<bare>${ID})\.data(?![\w-])`);
const PATH = /(?:\.[\w-]+|\[[^\]\n]{1,200}\])*/y;
const END = /\s{0,20}(?:\}{1,3}|\))|/y;
/** Of one text; whoever has more of them knows by then what is wrong. */
const MOST_IN_TEXT = 20;
const NOTHING_MORE = /\s*$/y;

/** Whether there can be anything to find in the text. Single rare characters are found fastest, and most texts have none. */
export function mayBeNearMiss(text: string): boolean {
  const hasSign = text.includes("{") || text.includes("$") || text.lastIndexOf(ROOT, 20) >= 0;
  return hasSign && (text.includes(ROOT) || text.includes(RESULT));
}

/**
 * What of a text without references looks like one and names a step: `{{ steps.a.data.key }}`, `${steps.a.data.key}`,
 * `{{ a.data.key }}`, `$.steps.a.data.key`. Each once. Takes time that grows with the text.
 */
export function nearMissesIn(text: string, isStep: IsStep): NearMiss[] {
  const found = new Map<string, NearMiss>();
  for (const match of text.matchAll(FORMS)) {
    const { named, short, single, dollar } = match.groups ?? {};
    const stepId = named ?? short ?? single ?? dollar;
    if (stepId === undefined || !isStep(stepId)) continue;
    const path = behind(PATH, text, match.index + match[0].length);
    const end = dollar === undefined ? behind(END, text, path) : path;
    const written = text.slice(match.index, end);
    found.set(written, { text: written, stepId });
    if (found.size >= MOST_IN_TEXT) break;
  }
  return [...found.values()];
}

/** A text that is nothing but a reference without its braces: `steps.a.data.key`. */
export function bareReference(text: string, isStep: IsStep): NearMiss | undefined {
  const match = BARE.exec(text);
  const stepId = match?.groups?.["bare"];
  if (match === null || stepId === undefined || !isStep(stepId)) return undefined;
  const end = behind(PATH, text, match[0].length);
  NOTHING_MORE.lastIndex = end;
  return NOTHING_MORE.test(text) ? { text: text.trim(), stepId } : undefined;
}

/** Where that ends what the pattern finds at a place. */
function behind(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}

const WRITTEN = new RegExp(
  String.raw`^(?:\$*[\{(]*\s*)(?:\$\.?)?(?:steps(?:\.|\[["'])(?<named>${ID})(?:["']\])?|(?<short>${ID}))(?<path>(?:\.[\w-]+|\[[^\]\n]{1,200}\])*)\s*(?:\}*|\))$`,
);

/**
 * The reference that somebody meant: `{{ steps.a.key }}`, `${{ a.data.key }}` and the like give
 * `${{ steps.a.data.key }}`. Undefined when it names no step, or cannot be read even so.
 */
export function meantReference(written: string, isStep: IsStep): string | undefined {
  const { named, short, path = "" } = WRITTEN.exec(written)?.groups ?? {};
  const stepId = named ?? short;
  if (stepId === undefined || !isStep(stepId)) return undefined;
  const below = path
    .replace(/^\.(?:data|outputs?|results?)(?![\w-])/, "")
    .replace(/\.(\d+)(?![\w-])/g, "[$1]");
  const reference = `${OPEN} ${ROOT}.${stepId}${RESULT}${below} }}`;
  return parseTemplate(reference).problems.length === 0 ? reference : undefined;
}

/** Writes a text so that it stands for itself, whatever it looks like: `${{ '{{ steps.a }}' }}`. */
export function quoted(text: string): string {
  return `${OPEN} '${text.replace(/[\\']/g, String.raw`\$&`)}' }}`;
}
