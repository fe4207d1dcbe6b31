/** CQL that cannot be read; the message says why. */
export class CqlFault extends Error {}

/** A value in quotes, so that whatever it holds stays a value. */
export function quoted(value: string): string {
  return `"${value.replace(/\p{Cc}+/gu, " ").replace(/["\\]/g, "\\$&")}"`;
}

export function equals(field: string, value: string): string {
  return `${field} = ${quoted(value)}`;
}

export function oneOf(field: string, values: readonly string[]): string {
  const [only, ...others] = values;
  if (only !== undefined && others.length === 0) return `${field} = ${only}`;
  return `${field} in (${values.join(", ")})`;
}

/** Every word of the text, in whatever order; words in double quotes as a phrase; `auth*` for how a word begins. */
export function contains(field: string, text: string): string {
  return `${field} ~ ${quoted(searchText(text))}`;
}

export function allOf(clauses: readonly string[]): string {
  return clauses.join(" AND ");
}

export function anyOf(clauses: readonly string[]): string {
  return `(${clauses.join(" OR ")})`;
}

/**
 * What people type, as Confluence's text search wants it: its operators are taken as text, so that a colon, a bracket
 * or the mark after a question does not change what is looked for. A star counts only after a letter: Confluence refuses
 * one at the beginning.
 *
 * @see https://developer.atlassian.com/cloud/confluence/performing-text-searches-using-cql/
 */
function searchText(text: string): string {
  const even = (text.match(/"/g)?.length ?? 0) % 2 === 0;
  return (even ? text : text.replaceAll('"', " "))
    .replace(/"[^"]*"/g, (phrase) => (hasWord(phrase) ? phrase : " "))
    .replace(/[+&|!(){}[\]^~:\\/?]|(?<!\S)-|(?<![\p{L}\p{N}])\*/gu, "\\$&")
    .replace(/\b(?:AND|OR|NOT)\b/g, (word) => word.toLowerCase());
}

/** Whether there is anything in it that can be searched for. */
export function hasWord(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** A caller's CQL in its parts. */
export interface CqlParts {
  /** What comes before ORDER BY; may be empty. */
  condition: string;
  /** From `ORDER BY` on; empty when there is none. */
  order: string;
  /** Whether the condition says something of the type. */
  namesType: boolean;
}

/**
 * Takes CQL apart, so that something can be added to it: further conditions must come before an ORDER BY, and a bracket
 * or quote that is left open would take them in.
 * @throws CqlFault
 */
export function readCql(cql: string): CqlParts {
  let depth = 0;
  let namesType = false;
  let before = "";
  for (const match of cql.matchAll(
    /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[()"']|[^\s()"',=!~<>]+|[,=!~<>]/gs,
  )) {
    const [token] = match;
    const word = token.toLowerCase();
    if (token === '"' || token === "'")
      throw new CqlFault(`A quote is not closed: ${cql.slice(match.index)}`);
    if (token === "(") depth += 1;
    if (token === ")") depth -= 1;
    if (depth < 0) throw new CqlFault("A bracket is closed that was not opened.");
    if (word === "type") namesType = true;
    if (word === "order" && depth === 0 && !/^[=~<>]$/.test(before)) {
      const order = cql.slice(match.index);
      if (/^order\s+by\s/i.test(order)) {
        readCql(order.slice("order".length));
        return { condition: cql.slice(0, match.index).trim(), order: order.trim(), namesType };
      }
    }
    before = word;
  }
  if (depth > 0) throw new CqlFault("A bracket is not closed.");
  return { condition: cql.trim(), order: "", namesType };
}

export interface SearchConditions {
  /** Plain words. */
  query?: string | undefined;
  cql?: string | undefined;
  spaceKey?: string | undefined;
  labels?: readonly string[] | undefined;
  type?: "page" | "blogpost" | undefined;
}

/**
 * The CQL that finds pages under all of the conditions. Only pages and blog posts are ever found; pages alone unless
 * `type` or the caller's own CQL says something else.
 * @throws CqlFault
 */
export function searchCql({ query, cql, spaceKey, labels = [], type }: SearchConditions): string {
  const { condition, order, namesType } = readCql(cql ?? "");
  const types = type === undefined && namesType ? ["page", "blogpost"] : [type ?? "page"];
  const clauses = [
    ...(condition === "" ? [] : [`(${condition})`]),
    ...(query === undefined ? [] : [contains("text", query)]),
    ...(spaceKey === undefined ? [] : [equals("space", spaceKey)]),
    ...(labels.length === 0 ? [] : [oneOf("label", labels.map(quoted))]),
    oneOf("type", types),
  ];
  return [allOf(clauses), order].filter((part) => part !== "").join(" ");
}
