import { type Table, tableLines } from "./table.js";
import type { Terminal } from "./terminal.js";
import { columnsOf, oneLine, printable, wrap } from "./text.js";

type Look = Pick<Terminal, "isRich" | "columns" | "palette">;
type Fields = Readonly<Record<string, unknown>>;

const INDENT = "  ";
const LONGEST_CELL = 100;
const MOST_COLUMNS = 8;

/** Any data of a system for people: `key: value`, tables for lists of like things, texts as they are. */
export async function dataLines(value: unknown, look: Look): Promise<string[]> {
  if (Array.isArray(value)) return listLines(value, look);
  if (isFields(value)) return fieldLines(value, look);
  return wrapped(scalarText(value), look);
}

/** Lines for a person are as long as the terminal; for a pipe they are as long as they are. */
function wrapped(text: string, { isRich, columns }: Look): string[] {
  return isRich ? wrap(text, columns) : text.split("\n");
}

async function fieldLines(fields: Fields, look: Look): Promise<string[]> {
  const lines: string[] = [];
  for (const [key, value] of Object.entries(fields)) {
    const name = look.palette.name(`${oneLine(key)}:`);
    const short = key === "page" ? pageText(value) : shortText(value);
    if (short !== undefined) {
      const [first = "", ...more] = wrapped(`${oneLine(key)}: ${short}`, look);
      lines.push(`${name}${first.slice(oneLine(key).length + 1)}`, ...indented(more));
    } else lines.push(name, ...indented(await dataLines(value, narrower(look))));
  }
  return lines.length === 0 ? ["(nothing)"] : lines;
}

async function listLines(items: readonly unknown[], look: Look): Promise<string[]> {
  if (items.length === 0) return ["(none)"];
  const table = asTable(items);
  if (table !== undefined) return tableLines(table, look);
  const blocks: string[] = [];
  for (const item of items) {
    const [first = "", ...more] = await dataLines(item, narrower(look));
    blocks.push(`- ${first}`, ...indented(more));
  }
  return blocks;
}

/** A list of like objects whose fields are all short, as a table. */
function asTable(items: readonly unknown[]): Table | undefined {
  if (!items.every(isFields)) return undefined;
  const columns = [...new Set(items.flatMap((item) => Object.keys(item)))];
  if (columns.length === 0 || columns.length > MOST_COLUMNS) return undefined;
  const rows: string[][] = [];
  for (const item of items) {
    const cells = columns.map((name) => (Object.hasOwn(item, name) ? shortText(item[name]) : ""));
    if (!cells.every((cell) => cell !== undefined && columnsOf(cell) <= LONGEST_CELL)) return undefined;
    rows.push(cells.map((cell) => cell ?? ""));
  }
  return { columns: columns.map(oneLine), rows };
}

/** What fits on the line of its key; undefined for what needs lines of its own. */
function shortText(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    if (value.length === 0) return "(none)";
    const parts = value.map((item) => (Array.isArray(item) ? undefined : shortText(item)));
    const text = parts.join(", ");
    return parts.includes(undefined) || value.some(isUnnamed) || text.length > LONGEST_CELL
      ? undefined
      : text;
  }
  if (isFields(value)) return namedText(value);
  const text = scalarText(value);
  return text.includes("\n") ? undefined : text;
}

function isUnnamed(value: unknown): boolean {
  return isFields(value) && namedText(value) === undefined;
}

/** People, channels, states: things that are an id and a name. */
function namedText(fields: Fields): string | undefined {
  const { id, name, ...rest } = fields;
  if (typeof name !== "string" || Object.keys(rest).length > 0) return undefined;
  return id === undefined ? oneLine(name) : `${oneLine(name)} (${oneLine(String(id))})`;
}

function pageText(page: unknown): string | undefined {
  if (!isFields(page)) return undefined;
  const { next, total, complete } = page;
  const all = typeof total === "number" ? `of ${total} in all` : undefined;
  if (complete === true) return all ?? "complete";
  return [all, typeof next === "string" ? `more with page_token=${oneLine(next)}` : undefined]
    .filter((part) => part !== undefined)
    .join("; ");
}

function scalarText(value: unknown): string {
  if (value === null || value === undefined) return "(none)";
  if (typeof value === "string") return value === "" ? '""' : printable(value);
  return String(value);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === "" ? "" : `${INDENT}${line}`));
}

function narrower(look: Look): Look {
  return { ...look, columns: Math.max(40, look.columns - INDENT.length) };
}
