import { isCDATA, isTag, isText } from "domhandler";
import { DocumentEditError } from "../edit-error.js";
import { carriable } from "../model/runs.js";
import { nodesBelow, parseSource, type SourceNode } from "./source.js";
import { HIDDEN } from "./text.js";
import { cdata, decodeEntities, escapeText } from "./xml.js";

/** A page after a text edit. */
export interface ReplacedText {
  storage: string;
  /** How many times the text stood there. */
  replaced: number;
}

/**
 * A page in which `from` reads `to` wherever it stands: plain text, as a reader sees it. Only the characters of the text
 * itself change; every tag, entity and space around it stays byte for byte. Any white space matches any other, except
 * in code. Throws a DocumentEditError `text_not_found` when the text is nowhere or only across markup (half of it bold),
 * and `malformed`.
 */
export function replaceText(storage: string, from: string, to: string): string {
  return editText(storage, from, to).storage;
}

/** {@link replaceText}, with the number of places. */
export function editText(storage: string, from: string, to: string): ReplacedText {
  const [result, at, replaced] = changed(storage, { from, to: carriable(to) });
  if (replaced > 0) return { storage: result + storage.slice(at), replaced };
  const message =
    "The text stands nowhere on the page, or only across markup such as a mark that begins inside of it.";
  throw new DocumentEditError("text_not_found", message, { text: from.slice(0, 200) });
}

function changed(storage: string, { from, to }: { from: string; to: string }): [string, number, number] {
  let [result, at, replaced] = ["", 0, 0];
  if (from.trim() === "") return [result, at, replaced];
  for (const node of nodesBelow(parseSource(storage))) {
    const isCode = isCDATA(node.node);
    if (!(isCode || isText(node.node)) || isHidden(node)) continue;
    const place = isCode
      ? { start: node.start + "<![CDATA[".length, end: node.end - "]]>".length }
      : { start: node.start, end: node.end };
    const source = storage.slice(place.start, place.end);
    const units = isCode ? codeUnits(source) : textUnits(source);
    for (const match of matches(units, isCode ? from : from.replace(/\s+/g, " "))) {
      result += storage.slice(at, place.start + match.start);
      result += isCode ? inCdata(to, source, match) : escapeText(to);
      at = place.start + match.end;
      replaced++;
    }
  }
  return [result, at, replaced];
}

/** The new text inside of CDATA; in a section of its own where it would end the one that it stands in. */
function inCdata(text: string, source: string, { start, end }: { start: number; end: number }): string {
  const around = source.slice(Math.max(0, start - 2), start) + text + source.slice(end, end + 2);
  return around.includes("]]>") ? `]]>${cdata(text)}<![CDATA[` : text;
}

function isHidden(node: SourceNode): boolean {
  for (let { parent } = node; parent !== undefined; parent = parent.parent) {
    if (isTag(parent.node) && HIDDEN.has(parent.node.name)) return true;
  }
  return false;
}

/** A piece of source that is read as `shown`; `end` is exclusive. */
interface Unit {
  shown: string;
  start: number;
  end: number;
}

const ENTITY_OR_SPACE = /&(?:#\d+|#[xX][\da-fA-F]+|[A-Za-z][\dA-Za-z]*);|[ \t\r\n]+/g;

function textUnits(source: string): Unit[] {
  const units: Unit[] = [];
  let at = 0;
  for (const { 0: special, index } of source.matchAll(ENTITY_OR_SPACE)) {
    units.push(...codeUnits(source.slice(at, index), at));
    at = index + special.length;
    const decoded = special.startsWith("&") ? decodeEntities(special) : " ";
    units.push({ shown: /^\s$/.test(decoded) ? " " : decoded, start: index, end: at });
  }
  units.push(...codeUnits(source.slice(at), at));
  return units;
}

function codeUnits(source: string, from = 0): Unit[] {
  return source.split("").map((character, index) => {
    const shown = /\s/.test(character) && character !== "\n" ? " " : character;
    return { shown, start: from + index, end: from + index + 1 };
  });
}

/** Where a text stands, from left to right without overlap. */
function matches(units: readonly Unit[], text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  const starts = new Map<number, number>();
  const ends = new Map<number, number>();
  let shown = "";
  for (const unit of units) {
    starts.set(shown.length, unit.start);
    shown += unit.shown;
    ends.set(shown.length, unit.end);
  }
  for (let at = shown.indexOf(text); at >= 0; ) {
    const [start, end] = [starts.get(at), ends.get(at + text.length)];
    if (start !== undefined && end !== undefined) found.push({ start, end });
    at = shown.indexOf(text, at + text.length);
  }
  return found;
}
