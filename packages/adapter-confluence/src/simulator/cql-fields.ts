import { accountId, ancestorsOf, type ConfluenceState, lastVersion, type SimPage } from "./state.js";
import { plainText } from "./text.js";

export type Test = (page: SimPage) => boolean;
export type Operator = "=" | "!=" | "~" | "!~" | ">" | ">=" | "<" | "<=";

/** Makes the test of one comparison; undefined when the field does not know the operator or the value. */
export type Field = (operator: Operator, value: string) => Test | undefined;

/** The field of that name, or undefined when Confluence has none. */
export function readField(name: string, confluence: ConfluenceState): Field | undefined {
  const spaceOf = (page: SimPage) => confluence.spaces.find(({ id }) => id === page.space);
  const text = textField((page) => `${page.title} ${plainText(page.body)} ${page.labels.join(" ")}`);
  const title = textField((page) => page.title);
  const space = exactField((page) => [spaceOf(page)?.key ?? ""]);
  const fields: Readonly<Record<string, Field>> = {
    text,
    sitesearch: text,
    title: (operator, value) => title(operator, value) ?? exactField((page) => [page.title])(operator, value),
    space,
    "space.key": space,
    "space.title": textField((page) => spaceOf(page)?.name ?? ""),
    "space.type": exactField((page) => [spaceOf(page)?.type ?? ""]),
    type: exactField((page) => [page.type]),
    label: exactField((page) => page.labels),
    id: exactField((page) => [page.id]),
    content: exactField((page) => [page.id]),
    parent: exactField((page) => (page.parent === null ? [] : [page.parent])),
    ancestor: exactField((page) => ancestorsOf(confluence, page).map(({ id }) => id)),
    creator: exactField((page) => [accountId(page.author)]),
    created: dateField((page) => page.created, confluence),
    lastmodified: dateField((page) => lastVersion(page).created, confluence),
  };
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

const SORT_KEYS: Readonly<Record<string, (page: SimPage) => string | number>> = {
  title: (page) => page.title.toLowerCase(),
  id: (page) => Number(page.id),
  type: (page) => page.type,
  created: (page) => page.created,
  lastmodified: (page) => lastVersion(page).created,
};

/** What ORDER BY compares; undefined when it cannot sort by the field. */
export function sortKey(name: string): ((page: SimPage) => string | number) | undefined {
  return Object.hasOwn(SORT_KEYS, name) ? SORT_KEYS[name] : undefined;
}

function exactField(read: (page: SimPage) => readonly string[]): Field {
  return (operator, value) => {
    if (operator !== "=" && operator !== "!=") return undefined;
    const wanted = value.toLowerCase();
    return (page) => read(page).some((one) => one.toLowerCase() === wanted) === (operator === "=");
  };
}

function textField(read: (page: SimPage) => string): Field {
  return (operator, value) => {
    if (operator !== "~" && operator !== "!~") return undefined;
    const fits = textSearch(value);
    return fits && ((page) => fits(read(page)) === (operator === "~"));
  };
}

/** Words that must all be there, phrases in quotes, `*` and `?`; a backslash takes an operator's meaning away. */
function textSearch(query: string): ((text: string) => boolean) | undefined {
  const patterns: RegExp[] = [];
  for (const [, phrase, word] of query.matchAll(/"((?:[^"\\]|\\.)*)"|((?:[^\s"\\]|\\.)+)/gs)) {
    // What stands between letters and digits parts words, as it does in the index.
    const terms = unescaped(phrase ?? word ?? "").match(/[\p{L}\p{N}*?]+/gu) ?? [];
    if (terms[0] === undefined) continue;
    if (/^[*?]/.test(terms[0])) return undefined;
    const wild = terms.map((term) =>
      term.replaceAll("*", "[\\p{L}\\p{N}]*").replaceAll("?", "[\\p{L}\\p{N}]"),
    );
    patterns.push(new RegExp(`(?<![\\p{L}\\p{N}])${wild.join("[^\\p{L}\\p{N}]+")}(?![\\p{L}\\p{N}])`, "iu"));
  }
  return patterns.length === 0 ? undefined : (text) => patterns.every((pattern) => pattern.test(text));
}

/** A letter stays what it is; whatever else is escaped has no meaning for the search. */
function unescaped(query: string): string {
  return query.replace(/\\(.)/gsu, (_, letter: string) => (/[\p{L}\p{N}]/u.test(letter) ? letter : " "));
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Dates are whole days unless they have a time: `=` means within that day. */
function dateField(read: (page: SimPage) => string, { world }: ConfluenceState): Field {
  return (operator, value) => {
    const limit = instantOf(value, world.now());
    if (limit === undefined) return undefined;
    const day = (page: SimPage) =>
      Math.floor(Date.parse(read(page)) / 86_400_000) === Math.floor(limit / 86_400_000);
    const time = (page: SimPage) => Date.parse(read(page));
    switch (operator) {
      case "=":
        return day;
      case "!=":
        return (page) => !day(page);
      case ">":
        return (page) => time(page) > limit;
      case ">=":
        return (page) => time(page) >= limit;
      case "<":
        return (page) => time(page) < limit;
      case "<=":
        return (page) => time(page) <= limit;
      default:
        return undefined;
    }
  };
}

function instantOf(text: string, now: Date): number | undefined {
  const relative = /^now(?:([+-])(\d+)([mhdw]))?$/.exec(text);
  if (relative !== null) {
    const [, sign, count = "0", unit = "d"] = relative;
    return now.getTime() + (sign === "-" ? -1 : 1) * Number(count) * (UNITS[unit] ?? 0);
  }
  const time = /^\d{4}[-/]\d{2}[-/]\d{2}(?: \d{2}:\d{2})?$/.test(text)
    ? Date.parse(`${text.replaceAll("/", "-").replace(" ", "T")}${text.includes(" ") ? "Z" : ""}`)
    : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
