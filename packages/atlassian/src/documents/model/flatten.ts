import {
  type Block,
  type ListBlock,
  type ListItem,
  PLAIN,
  type Run,
  type TableBlock,
  textRun,
} from "./model.js";
import { panelLabel } from "./panels.js";
import { strengthened } from "./runs.js";

/** Blocks as one row of runs, for places that hold inline content only: table cells, headings, tasks. */
export function blocksToRuns(blocks: readonly Block[]): Run[] {
  return joined(blocks.map(blockToRuns), { kind: "break" });
}

function blockToRuns(block: Block): Run[] {
  switch (block.kind) {
    case "paragraph":
      return block.runs;
    case "heading":
      return strengthened(block.runs);
    case "code":
      return joined(
        block.text.split("\n").map((line): Run[] => [{ kind: "code", text: line, style: PLAIN }]),
        { kind: "break" },
      );
    case "rule":
      return [];
    case "quote":
      return blocksToRuns(block.blocks);
    case "panel":
      return blocksToRuns([{ kind: "paragraph", runs: panelLabel(block) }, ...block.blocks]);
    case "expand":
      return blocksToRuns([{ kind: "paragraph", runs: panelLabel(block) }, ...block.blocks]);
    case "list":
      return joined(
        block.items.map((item, index) => [
          textRun(itemPrefix(block, item, index)),
          ...blocksToRuns(item.blocks),
        ]),
        { kind: "break" },
      );
    case "table":
      return joined(tableLines(block), { kind: "break" });
  }
}

/** What stands before an item where a list has to be written as text. */
export function itemPrefix(list: ListBlock, item: ListItem, index: number): string {
  if (list.list === "task") return taskPrefix(item);
  return list.list === "ordered" ? `${list.start + index}. ` : "- ";
}

export function taskPrefix(item: ListItem): string {
  return item.checked ? "[x] " : "[ ] ";
}

/** A table as lines of text, for places that cannot hold a table. */
export function tableLines(table: TableBlock): Run[][] {
  return table.rows.map((row) => joined(row, textRun(" | ")));
}

function joined(parts: readonly Run[][], separator: Run): Run[] {
  const filled = parts.filter((part) => part.length > 0);
  return filled.flatMap((part, index) => (index === 0 ? part : [separator, ...part]));
}
