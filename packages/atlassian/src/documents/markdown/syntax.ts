import type { Extension as FromMarkdownExtension } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

/**
 * GitHub's Markdown, except that a block of raw HTML is an ordinary paragraph. Inline HTML is kept, so that a reader
 * can recognise `<br>` in a table cell.
 */
export const SYNTAX = [gfm(), { disable: { null: ["htmlFlow"] } }];

/**
 * The tree builders of the same. Their transforms are left out: they search finished text for addresses once more and
 * would turn an escaped `https\://…` into a link again.
 */
export const TREE: FromMarkdownExtension[] = gfmFromMarkdown().map(({ transforms: _, ...rest }) => rest);

/** How a line break is written inside a table cell, where a line cannot end. */
export const CELL_BREAK = "<br>";

export const CELL_BREAK_PATTERN = /^<br\s*\/?>$/i;
