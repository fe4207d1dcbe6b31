import type { BlockContent, DefinitionContent, ListItem as MarkdownItem, Paragraph, Root } from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { defaultHandlers, type Options, toMarkdown } from "mdast-util-to-markdown";
import type { Block, ExpandBlock, ListBlock, PanelBlock, TableBlock } from "../model/model.js";
import { EXPAND_MARKER, panelMarker } from "../model/panels.js";
import { writePlaceholder } from "./placeholder.js";
import { isPlain } from "./plain.js";
import { writeSimple } from "./simple.js";
import { CELL_BREAK } from "./syntax.js";
import { verbatim, writeVerbatim } from "./verbatim.js";
import { phrasing } from "./write-inlines.js";

const OPTIONS: Options = {
  bullet: "-",
  emphasis: "_",
  // Otherwise the library changes the bullet of a list for a rule in it, though its neighbour may have that bullet.
  rule: "_",
  listItemIndent: "one",
  resourceLink: true,
  extensions: [gfmToMarkdown({ tablePipeAlign: false })],
  handlers: {
    verbatim: writeVerbatim,
    placeholder: writePlaceholder,
    text: writeText,
    thematicBreak: (_, _parent, state) => (state.stack.includes("listItem") ? "___" : "---"),
    break: (...arguments_: Parameters<typeof defaultHandlers.break>) =>
      arguments_[2].stack.includes("tableCell") ? CELL_BREAK : defaultHandlers.break(...arguments_),
  },
};

/**
 * The library leaves the underscore of `a_b` alone, and may then write the letter between it and a mark (a strike, an
 * emphasis) as a character reference, next to which the underscore would end an emphasis.
 */
function writeText(...arguments_: Parameters<typeof defaultHandlers.text>): string {
  const [{ value }, , , { before, after }] = arguments_;
  if (isPlain(value)) return value;
  let written = defaultHandlers.text(...arguments_);
  const escaped = (underscores: string) => "\\_".repeat(underscores.length);
  if (/^[~*_]/.test(after)) written = written.replace(/(?<![\\_])_+(?=.$)/u, escaped);
  if (/[~*_]$/.test(before)) written = written.replace(/(?<=^[^\\_])_+/u, escaped);
  return written;
}

/** Writes canonical blocks as Markdown; `""` for none. */
export function writeMarkdown(blocks: readonly Block[]): string {
  return writeSimple(blocks) ?? writeAny(blocks);
}

/** {@link writeMarkdown} by the library alone. */
export function writeAny(blocks: readonly Block[]): string {
  const root: Root = { type: "root", children: blocks.map(toMdast) };
  return toMarkdown(root, OPTIONS);
}

function toMdast(block: Block): BlockContent {
  switch (block.kind) {
    case "paragraph":
      return { type: "paragraph", children: phrasing(block.runs) };
    case "heading":
      return { type: "heading", depth: headingDepth(block.level), children: phrasing(block.runs) };
    case "code":
      return { type: "code", lang: block.language ?? null, value: block.text };
    case "rule":
      return { type: "thematicBreak" };
    case "quote":
      return { type: "blockquote", children: block.blocks.map(toMdast) };
    case "panel":
    case "expand":
      return { type: "blockquote", children: marked(block) };
    case "list":
      return toList(block);
    case "table":
      return toTable(block);
  }
}

/** The marker shares a paragraph with what follows, as GitHub wants it; so it must not be escaped: it is no text. */
function marked(block: PanelBlock | ExpandBlock): BlockContent[] {
  const word = block.kind === "expand" ? EXPAND_MARKER : panelMarker(block.panel);
  const line: Paragraph = { type: "paragraph", children: [verbatim(`[!${word}]`)] };
  if (block.kind === "expand" && block.title !== "") {
    line.children.push(verbatim(" "), { type: "text", value: block.title });
  }
  const [first, ...rest] = block.blocks;
  if (first?.kind !== "paragraph") return [line, ...block.blocks.map(toMdast)];
  line.children.push(verbatim("\n"), ...phrasing(first.runs));
  return [line, ...rest.map(toMdast)];
}

function toList(list: ListBlock): BlockContent {
  const children = list.items.map((item): MarkdownItem => {
    const blocks: (BlockContent | DefinitionContent)[] = item.blocks.map(toMdast);
    const spread = !item.blocks.slice(1).every(standsAlone);
    const checked = list.list === "task" ? item.checked : null;
    return { type: "listItem", checked, spread, children: blocks };
  });
  const spread = children.some((item) => item.spread);
  return list.list === "ordered"
    ? { type: "list", ordered: true, start: list.start, spread, children }
    : { type: "list", ordered: false, spread, children };
}

/** Whether a block needs no blank line before it in a list: only a list whose start can be nothing else. */
function standsAlone(block: Block): boolean {
  if (block.kind !== "list" || block.items[0]?.blocks[0]?.kind !== "paragraph") return false;
  return block.list !== "ordered" || block.start === 1;
}

function toTable(table: TableBlock): BlockContent {
  const width = table.rows[0]?.length ?? 0;
  const rows = table.header ? table.rows : [Array.from({ length: width }, () => []), ...table.rows];
  return {
    type: "table",
    children: rows.map((row) => ({
      type: "tableRow",
      children: row.map((cell) => ({ type: "tableCell", children: phrasing(cell) })),
    })),
  };
}

function headingDepth(level: number): 1 | 2 | 3 | 4 | 5 | 6 {
  return level === 1 || level === 2 || level === 3 || level === 4 || level === 5 ? level : 6;
}
