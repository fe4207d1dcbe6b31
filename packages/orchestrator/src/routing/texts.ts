import type { TargetText } from "@pm-orchestrator/core";

/** No regular expression here can take long: none has a choice between two ways to read the same character. */
const SHAPES = {
  word: /^[\p{L}\p{N}_.~+-]{1,200}$/u,
  name: /^[\p{N}_.~+-]{0,200}\p{L}[\p{L}\p{N}_.~+-]{0,200}$/u,
  tiny: /^[A-Za-z0-9_-]{1,11}$/,
  number: /^[0-9]{1,18}$/,
  id: /^(?=[A-Z]{0,40}[0-9])[A-Z0-9]{5,40}$/,
  hex: /^[0-9a-f]{7,64}$/i,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  issue_key: /^[A-Za-z][A-Za-z0-9_]{0,19}-[0-9]{1,9}$/,
  project_key: /^[A-Za-z][A-Za-z0-9_]{0,19}$/,
} as const;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
const CONTROL = /[\u0000-\u001f\u007f]/;

/** A captured part as it goes into params; undefined when it does not look as it must. */
export function readText(value: string, kind: TargetText = "text"): string | undefined {
  if (value.trim() === "" || CONTROL.test(value)) return undefined;
  if (typeof kind === "object") return "behind" in kind ? lastPart(value, kind.behind) : pointed(value, kind);
  switch (kind) {
    case "text":
    case "plus_text":
      return value;
    case "issue_key":
    case "project_key":
      return SHAPES[kind].test(value) ? value.toUpperCase() : undefined;
    case "slug":
      return SHAPES.word.test(value) ? value.toLowerCase() : undefined;
    case "tiny_id":
      return SHAPES.tiny.test(value) ? tinyId(value) : undefined;
    default:
      return SHAPES[kind].test(value) ? value : undefined;
  }
}

/** Eight bytes in base64 without what stands for zeros at the end; `-` and `_` the other way round than usual. */
const TINY_LENGTH = 11;

/**
 * The id in a short link: its bytes, the lowest first, in base64.
 * https://confluence.atlassian.com/confkb/how-to-programmatically-generate-the-tiny-link-of-a-confluence-page-956713432.html
 */
function tinyId(value: string): string | undefined {
  const base64 = value.padEnd(TINY_LENGTH, "A").replaceAll("-", "/").replaceAll("_", "+");
  const id = Buffer.from(base64, "base64").readBigUInt64LE();
  return id > 0n && id < 2n ** 63n ? String(id) : undefined;
}

function lastPart(value: string, sign: string): string | undefined {
  const part = value.slice(value.lastIndexOf(sign) + sign.length);
  return part === "" ? undefined : part;
}

function pointed(value: string, { digits, decimals }: { digits: number; decimals: number }) {
  if (value.length !== digits || !SHAPES.number.test(value)) return undefined;
  return `${value.slice(0, -decimals)}.${value.slice(-decimals)}`;
}

/** Fills `{name}` into every text of a template; undefined when something is missing. A number goes in as a number where it must. */
export function fillIn(
  template: Readonly<Record<string, unknown>>,
  value: (name: string) => string | undefined,
  isNumber: (param: string) => boolean = () => false,
): Record<string, unknown> | undefined {
  const filled = Object.entries(template).map(([param, part]): [string, unknown] => {
    const text = fillPart(part, value);
    return [param, typeof text === "string" && isNumber(param) ? Number(text) : text];
  });
  return filled.some(([, part]) => part === undefined) ? undefined : Object.fromEntries(filled);
}

function fillPart(part: unknown, value: (name: string) => string | undefined): unknown {
  if (typeof part !== "string") return part;
  return fillText(part, value);
}

/** Fills `{name}` into one text; undefined when something is missing. */
export function fillText(text: string, value: (name: string) => string | undefined): string | undefined {
  let isWhole = true;
  const filled = text.replaceAll(/\{([a-z_.]+)\}/g, (_, name: string) => {
    const known = value(name);
    if (known === undefined) isWhole = false;
    return known ?? "";
  });
  return isWhole ? filled : undefined;
}

/** The names that a template asks for. */
export function namesIn(template: unknown): string[] {
  if (typeof template === "string")
    return [...template.matchAll(/\{([a-z_.]+)\}/g)].map(([, name = ""]) => name);
  return typeof template === "object" && template !== null ? Object.values(template).flatMap(namesIn) : [];
}
