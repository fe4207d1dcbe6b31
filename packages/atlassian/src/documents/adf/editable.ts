import { blockKey } from "../editing/block-key.js";
import { hunks, type Piece, placeOf } from "../editing/hunks.js";
import {
  checkPlaceholders,
  type EditableMarkdown,
  type EditRules,
  misplaced,
  type Placeholder,
} from "../editing/placeholders.js";
import { readMarkdown } from "../markdown/read.js";
import { writeMarkdown } from "../markdown/write.js";
import type { KeptRun } from "../model/model.js";
import { ADF_RUNS } from "./fit.js";
import { asArray, property } from "./json.js";
import { AdfKeeper, asNode } from "./keeper.js";
import type { AdfSource } from "./kept.js";
import { markBlock } from "./mark-blocks.js";
import { readAdf } from "./read.js";
import type { AdfDocument, AdfNode } from "./types.js";
import { type KeptAdf, writeAdf, writeAdfBlocks } from "./write.js";

/** A document after an edit, and what the edit has removed: labels of placeholders that are gone. */
export interface EditedAdf {
  document: AdfDocument;
  removed: string[];
}

/**
 * An ADF document, as parsed from JSON, as Markdown that can be edited without loss: a node that Markdown cannot say is
 * a placeholder such as `[[1: mention Ada]]`, and marks that it has not are two, around their text. What is no document
 * gives `""`.
 */
export function editableAdf(document: unknown): EditableMarkdown<AdfSource> {
  const { pieces, placeholders } = outline(document);
  return { markdown: writeMarkdown(pieces.map(({ block }) => block)), placeholders };
}

/**
 * The document after its Markdown, as {@link editableAdf} gave it, was edited: every top-level block that says what it
 * said is the node that it was, and what placeholders stand for goes back unchanged. The document given is not changed.
 * Throws a DocumentEditError: a placeholder missing, doubled, unknown or misplaced.
 */
export function applyEditedMarkdown(document: unknown, markdown: string): AdfDocument {
  return editAdf(document, markdown).document;
}

/** {@link applyEditedMarkdown} that may be allowed to remove what has no placeholder left, and says what it removed. */
export function editAdf(document: unknown, markdown: string, rules?: EditRules): EditedAdf {
  const { nodes, pieces, placeholders } = outline(document);
  const blocks = readMarkdown(markdown, ADF_RUNS, { placeholders: true });
  const removed = checkPlaceholders(blocks, placeholders, rules);
  const kept = keptNodes(placeholders);
  const prefix = freePrefix(document);
  const content: AdfNode[] = [];
  let at = 0;
  const before = pieces.map(({ block }) => blockKey(block));
  for (const [index, hunk] of hunks(before, blocks.map(blockKey)).entries()) {
    // Where nothing shows, what is new stands first, and the blocks without a word stay behind it.
    const place = placeOf(pieces, hunk.old, { start: 0, end: 0 });
    const changed = blocks.slice(hunk.new.start, hunk.new.end);
    const written = writeAdfBlocks(changed, { kept, taskPrefix: `${prefix}-${index + 1}` });
    content.push(...nodes.slice(at, place.start), ...written);
    at = place.end;
  }
  content.push(...nodes.slice(at));
  const edited = content.length === 0 ? writeAdf([]) : ({ version: 1, type: "doc", content } as const);
  return { document: edited, removed: removed.map(({ label }) => label) };
}

interface AdfOutline {
  nodes: readonly AdfNode[];
  pieces: Piece[];
  placeholders: Placeholder<AdfSource>[];
}

function outline(document: unknown): AdfOutline {
  const nodes = asArray(property(document, "content")).flatMap((node) => asNode(node) ?? []);
  const keeper = new AdfKeeper();
  const pieces: Piece[] = [];
  for (const [start, node] of nodes.entries()) {
    const read = () => readAdf(node, { kept: keeper.nodes, rules: ADF_RUNS });
    const isOne = keeper.attempt(() => markBlock(node, keeper) && read().length <= 1);
    if (!isOne) keeper.keepWhole(node, "block");
    pieces.push(...read().map((block) => ({ start, end: start + 1, block })));
  }
  return { nodes, pieces, placeholders: keeper.placeholders };
}

function keptNodes(placeholders: readonly Placeholder<AdfSource>[]): KeptAdf {
  const known = new Map(placeholders.map((placeholder) => [placeholder.number, placeholder]));
  return {
    inline(run: KeptRun) {
      const placeholder = known.get(run.number);
      if (placeholder?.place !== "inline") throw misplaced([run]);
      return placeholder.source;
    },
    block(run: KeptRun) {
      const placeholder = known.get(run.number);
      return placeholder?.place === "block" && "node" in placeholder.source
        ? placeholder.source.node
        : undefined;
    },
  };
}

/** What no id of the document begins with: tasks have ids of their own. */
function freePrefix(document: unknown): string {
  const text = JSON.stringify(document) ?? "";
  let prefix = "task";
  for (let count = 1; text.includes(`"${prefix}-`); count++) prefix = `task-edit-${count}`;
  return prefix;
}
