import { DocumentEditError, type DocumentEditReason } from "../edit-error.js";
import { placeholderText } from "../markdown/placeholder.js";
import type { Block, KeptRun, Run } from "../model/model.js";

/**
 * Something of a document that Markdown cannot say, kept while the document is edited: in the Markdown it is
 * `[[number: label]]`. `Source` is what goes back unchanged: a text of storage format, or nodes of ADF.
 */
export interface Placeholder<Source = string> {
  /** From 1, in the order of the document. */
  number: number;
  label: string;
  /**
   * `block`: stands by itself, as a paragraph of its own. `inline`: stands in a line. `opening` and `closing`: the two
   * ends of something that holds blocks, each by itself; what is between them can be edited.
   */
  place: "block" | "inline" | "opening" | "closing";
  source: Source;
}

/** A document, or a part of it, as Markdown in which nothing is lost. */
export interface EditableMarkdown<Source = string> {
  markdown: string;
  placeholders: Placeholder<Source>[];
}

/** What an edit may do to placeholders. */
export interface EditRules {
  /** `refuse` (default): a placeholder that is gone is an error. `remove`: what it stood for is removed. */
  missing?: "refuse" | "remove";
}

/**
 * Checks the placeholders of an edited text against those that it was made with, and gives those that are gone from it.
 * Throws a DocumentEditError: `placeholder_unknown`, `placeholder_doubled`, `placeholder_missing`, or
 * `placeholder_misplaced` when two ends of something have changed their order or do not stand by themselves.
 */
export function checkPlaceholders<Source>(
  blocks: readonly Block[],
  placeholders: readonly Placeholder<Source>[],
  { missing = "refuse" }: EditRules = {},
): Placeholder<Source>[] {
  const known = new Map(placeholders.map((placeholder) => [placeholder.number, placeholder]));
  const found = [...keptRuns(blocks)];
  const unknown = found.filter(({ number, label }) => known.get(number)?.label !== label);
  if (unknown.length > 0) throw problem("placeholder_unknown", unknown, "not of this text");
  const numbers = new Set<number>();
  const doubled = found.filter(({ number }) => numbers.size === numbers.add(number).size);
  if (doubled.length > 0) throw problem("placeholder_doubled", doubled, "there more than once");
  const gone = placeholders.filter(({ number }) => !numbers.has(number));
  if (gone.length > 0 && missing === "refuse") throw problem("placeholder_missing", gone, "missing");
  const isEnd = ({ number }: KeptRun) => {
    const place = known.get(number)?.place;
    return place === "opening" || place === "closing";
  };
  const ends = blocks.flatMap((block) => {
    const [only, ...others] = block.kind === "paragraph" ? block.runs : [];
    return only?.kind === "kept" && others.length === 0 && isEnd(only) ? [only] : [];
  });
  const astray = found.filter((run) => isEnd(run) && !ends.includes(run));
  const reordered = ends.filter(({ number }, index) => number < (ends[index - 1]?.number ?? 0));
  if (astray.length + reordered.length > 0) throw misplaced([...astray, ...reordered]);
  return gone;
}

export function misplaced(placeholders: readonly { number: number; label: string }[]): DocumentEditError {
  return problem("placeholder_misplaced", placeholders, "in a place where what it stands for cannot be");
}

/** Every kept run below some blocks, in the order of the text. */
export function* keptRuns(blocks: readonly Block[]): Generator<KeptRun> {
  for (const block of blocks) {
    switch (block.kind) {
      case "paragraph":
      case "heading":
        yield* block.runs.filter(isKept);
        break;
      case "table":
        yield* block.rows.flat(2).filter(isKept);
        break;
      case "list":
        for (const item of block.items) yield* keptRuns(item.blocks);
        break;
      case "quote":
      case "panel":
      case "expand":
        yield* keptRuns(block.blocks);
        break;
      default:
    }
  }
}

function isKept(run: Run): run is KeptRun {
  return run.kind === "kept";
}

function problem(
  reason: DocumentEditReason,
  placeholders: readonly { number: number; label: string }[],
  what: string,
): DocumentEditError {
  const names = placeholders.map(placeholderText);
  const plural = names.length > 1 ? "Placeholders are" : "A placeholder is";
  return new DocumentEditError(reason, `${plural} ${what}: ${names.join(", ")}.`, { placeholders: names });
}
