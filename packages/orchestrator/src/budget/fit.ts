import type { OmittedPart } from "@pm-orchestrator/core";
import { formatPath, type PathSegment } from "@pm-orchestrator/planner/references";
import { cutText } from "./cut-text.js";
import { estimateTokens } from "./estimate.js";
import type { Ranks } from "./rank.js";

/** What fits of a value, and what does not. */
export interface Fitted {
  value: unknown;
  /** About how many tokens the value has, as JSON. */
  tokens: number;
  parts: OmittedPart[];
}

/** Where a value stands in what is kept. */
export interface Place {
  path: readonly PathSegment[];
  /** The place in its list or text of the value's first item or character; 0 for a whole one. */
  offset?: number;
}

/** A field up to this fraction of an object's room is short: short ones go before long ones. */
const SHORT = { tokens: 12, fraction: 0.1 };
/** What short fields may take together of an object that has long ones too. */
const ALL_SHORT = 0.5;
/** Less than this of a text or a list is no help. */
const LEAST = 10;
/** Missing fields of one object that are told by name. */
const MOST_NAMED = 12;
/** Estimates of parts do not add up exactly; so often the whole is fitted into less. */
const ATTEMPTS = 12;

/** About how many tokens a value has, as JSON. */
export function tokensOf(value: unknown): number {
  return estimateTokens(JSON.stringify(value) ?? "null");
}

/**
 * What of a value fits into so many tokens: of objects the most important fields, of lists the first items, of texts the
 * first paragraphs. Nothing is lost: what is returned and the parts are everything. The value itself stays as it is.
 *
 * A single number or name is never withheld; of objects, lists and texts there may be nothing but an empty one.
 */
export function fit(value: unknown, room: number, { ranks, at }: { ranks: Ranks; at: Place }): Fitted {
  const whole = tokensOf(value);
  if (whole <= room || !isDivisible(value)) return { value, tokens: whole, parts: [] };
  let inner = room;
  for (let attempt = 0; attempt < ATTEMPTS && inner > 0; attempt += 1) {
    const fitted = divide(value, { room: inner, tokens: whole, ranks, at });
    if (fitted === undefined) break;
    const tokens = tokensOf(fitted.value);
    if (tokens <= room) return { ...fitted, tokens };
    inner -= Math.max(1, tokens - room);
  }
  const nothing = typeof value === "string" ? "" : Array.isArray(value) ? [] : {};
  return { value: nothing, tokens: tokensOf(nothing), parts: [missing(value, whole, at)] };
}

interface Room {
  room: number;
  /** Of the whole value. */
  tokens: number;
  ranks: Ranks;
  at: Place;
}

type Divided = Pick<Fitted, "value" | "parts">;

/** A part of a value that does not fit as a whole; undefined when no part of it is worth having. */
function divide(value: unknown, room: Room): Divided | undefined {
  if (typeof value === "string") return divideText(value, room);
  if (Array.isArray(value)) return divideList(value, room);
  return isObject(value) ? divideObject(value, room) : undefined;
}

function divideText(text: string, { room, tokens, at }: Room): Divided | undefined {
  if (room < LEAST) return undefined;
  const end = cutText(text, room);
  if (end === 0) return undefined;
  const { path, offset = 0 } = at;
  const rest = Math.max(1, tokens - tokensOf(text.slice(0, end)));
  return {
    value: text.slice(0, end),
    parts: [
      { path: formatPath("", path), tokens: rest, offset: offset + end, characters: text.length - end },
    ],
  };
}

function divideList(list: readonly unknown[], { room, ranks, at }: Room): Divided | undefined {
  const { path, offset = 0 } = at;
  const kept: unknown[] = [];
  const parts: OmittedPart[] = [];
  let left = room - 1;
  for (const item of list) {
    const tokens = tokensOf(item);
    if (tokens <= left) {
      kept.push(item);
      left -= tokens;
      continue;
    }
    // Better a part of the first than an empty list.
    if (kept.length > 0 || !isDivisible(item)) break;
    const inside = { path: [...path, offset] };
    const first = divide(item, { room: left, tokens, ranks: ranks.item(), at: inside });
    if (first === undefined) break;
    kept.push(first.value);
    parts.push(...first.parts);
    break;
  }
  if (kept.length === 0) return undefined;
  const rest = list.slice(kept.length);
  if (rest.length > 0) {
    parts.push({
      path: formatPath("", path),
      tokens: tokensOf(rest),
      offset: offset + kept.length,
      items: rest.length,
    });
  }
  return { value: kept, parts };
}

interface Field {
  name: string;
  value: unknown;
  tokens: number;
}

function divideObject(object: object, { room, ranks, at }: Room): Divided | undefined {
  const entries = new Map(Object.entries(object).filter(([, value]) => value !== undefined));
  const fields = ranks.order([...entries.keys()]).map((name): Field => {
    const value = entries.get(name);
    return { name, value, tokens: tokensOf({ [name]: value }) };
  });
  const short = Math.max(SHORT.tokens, room * SHORT.fraction);
  const isShort = ({ tokens }: Field) => tokens <= short;
  const hasLong = !fields.every(isShort);
  const kept = new Map<string, unknown>();
  const parts: OmittedPart[] = [];
  let left = room;
  const take = (field: Field, most: number) => {
    if (kept.has(field.name) || field.tokens > most) return;
    kept.set(field.name, field.value);
    left -= field.tokens;
  };
  let isCut = false;
  const forLong = hasLong ? room * (1 - ALL_SHORT) : 0;
  for (const field of fields.filter(isShort)) take(field, left - forLong);
  for (const field of fields.filter((candidate) => !isShort(candidate))) {
    take(field, left);
    // What remains after a cut is too little for a second one.
    if (isCut || kept.has(field.name) || left < LEAST || !isDivisible(field.value)) continue;
    const name = tokensOf({ [field.name]: 0 });
    const part = divide(field.value, {
      room: left - name,
      tokens: field.tokens,
      ranks: ranks.field(field.name),
      at: { path: [...at.path, field.name] },
    });
    if (part === undefined) continue;
    isCut = true;
    kept.set(field.name, part.value);
    parts.push(...part.parts);
    left -= name + tokensOf(part.value);
  }
  for (const field of fields) take(field, left);
  if (kept.size === 0) return undefined;
  // In the order that the object had.
  const value = Object.fromEntries(
    [...entries.keys()].filter((name) => kept.has(name)).map((name) => [name, kept.get(name)]),
  );
  const gone = fields.filter(({ name }) => !kept.has(name));
  return { value, parts: [...parts, ...missingFields(gone, at)] };
}

function missingFields(fields: readonly Field[], { path }: Place): OmittedPart[] {
  if (fields.length <= MOST_NAMED) {
    return fields.map(({ name, value, tokens }) => missing(value, tokens, { path: [...path, name] }));
  }
  const tokens = fields.reduce((sum, field) => sum + field.tokens, 0);
  return [{ path: formatPath("", path), tokens, fields: fields.length }];
}

/** A value that is missing as a whole. */
function missing(value: unknown, tokens: number, { path, offset }: Place): OmittedPart {
  return {
    path: formatPath("", path),
    tokens,
    // Of a slice only what the slice had.
    ...(offset === undefined || offset === 0 ? {} : { offset }),
    ...(Array.isArray(value) ? { items: value.length } : {}),
    ...(typeof value === "string" ? { characters: value.length } : {}),
  };
}

/** Whether a part of it means something. Names, ids and numbers are whole or absent. */
function isDivisible(value: unknown): boolean {
  if (typeof value === "string") return value.length > 80;
  return Array.isArray(value) ? value.length > 0 : isObject(value) && Object.keys(value).length > 0;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
