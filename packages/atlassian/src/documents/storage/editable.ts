import { DocumentEditError } from "../edit-error.js";
import { blockKey } from "../editing/block-key.js";
import { hunks, placeOf } from "../editing/hunks.js";
import {
  checkPlaceholders,
  type EditableMarkdown,
  type EditRules,
  keptRuns,
  misplaced,
  type Placeholder,
} from "../editing/placeholders.js";
import { readMarkdown } from "../markdown/read.js";
import { writeMarkdown } from "../markdown/write.js";
import type { Block } from "../model/model.js";
import { type Outline, outline } from "./outline.js";
import { findSection } from "./section.js";
import { parseSource, type SourceNode } from "./source.js";
import { highestTask } from "./tasks.js";
import { type KeptSources, STORAGE_RUNS, writeStorage } from "./write.js";

/** A page after an edit, and what the edit has removed: labels of placeholders that are gone. */
export interface EditedStorage {
  storage: string;
  removed: string[];
}

/**
 * A page as Markdown that can be edited without loss: what Markdown cannot say is a placeholder, `[[1: macro toc]]`,
 * and what holds text (layouts, macros with a body, colours) is two, around its text. Throws a DocumentEditError
 * `malformed` for a page that is not well-formed.
 */
export function toEditableMarkdown(storage: string): EditableMarkdown {
  const { pieces, placeholders } = outline(storage, parseSource(storage));
  return { markdown: writeMarkdown(pieces.map(({ block }) => block)), placeholders };
}

/** The same for the content of one section; numbers are those of the whole page. */
export function toEditableSection(storage: string, heading: string): EditableMarkdown {
  const section = findSection(storage, heading);
  const { pieces, placeholders } = within(outline(storage, section.page), section);
  return { markdown: writeMarkdown(pieces.map(({ block }) => block)), placeholders };
}

/**
 * The storage format of an edited text: placeholders go back byte for byte, everything else is written anew. Throws a
 * DocumentEditError when a placeholder is missing (unless `rules` allow it), doubled, unknown or misplaced.
 */
export function fromEditableMarkdown(
  markdown: string,
  placeholders: readonly Placeholder[],
  rules?: EditRules,
): string {
  const blocks = readMarkdown(markdown, STORAGE_RUNS, { placeholders: true });
  checkPlaceholders(blocks, placeholders, rules);
  const storage = writeStorage(blocks, { kept: keptSources(placeholders) });
  requireWellFormed(storage, placeholders);
  return storage;
}

/**
 * A page after its Markdown, as {@link toEditableMarkdown} gave it, was edited: every block that says what it said is
 * byte for byte what it was. Throws like {@link fromEditableMarkdown}.
 */
export function applyEditedStorage(storage: string, markdown: string, rules?: EditRules): EditedStorage {
  const page = parseSource(storage);
  const region = { ...outline(storage, page), start: 0, end: storage.length, page };
  return splice(storage, region, { blocks: readEdited(markdown), rules });
}

/** What of a page is edited. */
interface Region extends Outline {
  start: number;
  end: number;
  page: readonly SourceNode[];
}

/** The part of an outline that lies within a stretch of the source. */
export function within(
  { pieces, placeholders }: Outline,
  { start, end }: { start: number; end: number },
): Outline {
  const inside = pieces.filter((piece) => piece.start >= start && piece.end <= end);
  const blocks = inside.map(({ block }) => block);
  const numbers = new Set([...keptRuns(blocks)].map(({ number }) => number));
  return { pieces: inside, placeholders: placeholders.filter(({ number }) => numbers.has(number)) };
}

export function readEdited(markdown: string): Block[] {
  return readMarkdown(markdown, STORAGE_RUNS, { placeholders: true });
}

/** Writes into a region only what differs from what stands there. */
export function splice(
  storage: string,
  { pieces, placeholders, page, ...region }: Region,
  { blocks, rules }: { blocks: readonly Block[]; rules: EditRules | undefined },
): EditedStorage {
  const removed = checkPlaceholders(blocks, placeholders, rules);
  const kept = keptSources(placeholders);
  let tasksBefore = highestTask(page);
  let result = storage.slice(0, region.start);
  let at = region.start;
  for (const hunk of hunks(
    pieces.map(({ block }) => blockKey(block)),
    blocks.map(blockKey),
  )) {
    const place = placeOf(pieces, hunk.old, region);
    const written = writeStorage(blocks.slice(hunk.new.start, hunk.new.end), { tasksBefore, kept });
    tasksBefore += written.split("<ac:task>").length - 1;
    result += storage.slice(at, place.start) + written;
    at = place.end;
  }
  result += storage.slice(at);
  requireWellFormed(result, placeholders);
  return { storage: result, removed: removed.map(({ label }) => label) };
}

function keptSources(placeholders: readonly Placeholder[]): KeptSources {
  const known = new Map(placeholders.map((placeholder) => [placeholder.number, placeholder]));
  return {
    inline(run) {
      const placeholder = known.get(run.number);
      if (placeholder?.place !== "inline") throw misplaced([run]);
      return placeholder.source;
    },
    block(run) {
      const placeholder = known.get(run.number);
      return placeholder === undefined || placeholder.place === "inline" ? undefined : placeholder.source;
    },
  };
}

/** The two ends of something may have come apart: one of them in another paragraph, or inside of a mark. */
function requireWellFormed(storage: string, placeholders: readonly Placeholder[]): void {
  try {
    parseSource(storage);
  } catch (error) {
    if (!(error instanceof DocumentEditError)) throw error;
    throw misplaced(placeholders.filter(({ label }) => / (?:begins|ends)$|^next /.test(label)));
  }
}
