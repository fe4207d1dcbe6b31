import { blocksToRuns } from "./flatten.js";
import { type Block, type ListBlock, type ListItem, MAX_BLOCK_DEPTH, paragraph, textRun } from "./model.js";
import { canonicalRuns, carriable, oneLine, type RunRules } from "./runs.js";

/** The largest number that Markdown can start a list with. */
const MAX_LIST_START = 999_999_999;

const NO_BREAK_SPACE = "\u00A0";

/** One form for documents that say the same, whatever they were read from: readers end with it. */
export function canonicalBlocks(blocks: readonly Block[], rules: RunRules = {}): Block[] {
  return canonicalAt(blocks, rules, 0);
}

function canonicalAt(blocks: readonly Block[], rules: RunRules, depth: number): Block[] {
  return blocks.flatMap((block) => canonicalBlock(block, rules, depth));
}

function canonicalBlock(block: Block, rules: RunRules, depth: number): Block[] {
  if (depth >= MAX_BLOCK_DEPTH && isContainer(block)) {
    return canonicalAt([paragraph(blocksToRuns([block]))], rules, depth);
  }
  switch (block.kind) {
    case "paragraph": {
      const runs = canonicalRuns(block.runs, rules);
      return runs.length === 0 ? [] : [{ ...block, runs }];
    }
    case "heading": {
      const runs = canonicalRuns(block.runs, { ...rules, oneLine: true });
      const level = Math.min(6, Math.max(1, Math.trunc(block.level) || 1));
      return runs.length === 0 ? [] : [{ ...block, level, runs }];
    }
    case "code": {
      const language = block.language?.trim().split(/\s/)[0] || undefined;
      return [
        {
          kind: "code",
          language: language === undefined ? undefined : carriable(language),
          text: carriable(block.text.replace(/\r\n?/g, "\n")),
        },
      ];
    }
    case "rule":
      return [block];
    case "quote": {
      const inner = canonicalAt(block.blocks, rules, depth + 1);
      return inner.length === 0 ? [] : [{ ...block, blocks: inner }];
    }
    case "panel":
      return [{ ...block, blocks: canonicalAt(block.blocks, rules, depth + 1) }];
    case "expand":
      return [{ ...block, title: oneLine(block.title), blocks: canonicalAt(block.blocks, rules, depth + 1) }];
    case "list":
      return canonicalList(block, rules, depth);
    case "table": {
      const rows = block.rows.map((row) => row.map((cell) => canonicalRuns(cell, { ...rules, cell: true })));
      const width = Math.max(0, ...rows.map((row) => row.length));
      if (width === 0) return [];
      const full = rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => [])]);
      // In Markdown the first row is always the header: an empty one stands for "no header".
      const blankHeader = block.header && full.length > 1 && full[0]?.every((cell) => cell.length === 0);
      return blankHeader
        ? [{ kind: "table", header: false, rows: full.slice(1) }]
        : [{ kind: "table", header: block.header, rows: full }];
    }
  }
}

function isContainer(block: Block): boolean {
  return block.kind === "quote" || block.kind === "panel" || block.kind === "expand" || block.kind === "list";
}

function canonicalList(list: ListBlock, rules: RunRules, depth: number): Block[] {
  if (list.items.length === 0) return [];
  const counts = list.list === "ordered" && Number.isInteger(list.start);
  const start = counts && list.start >= 0 && list.start <= MAX_LIST_START ? list.start : 1;
  const items = list.items.map((item): ListItem => {
    const blocks = canonicalAt(item.blocks, rules, depth + 1);
    if (list.list !== "task") return { checked: false, blocks };
    // In Markdown a box without a label is not a task: a space that is not trimmed keeps it one.
    const label = blocks[0]?.kind === "paragraph" ? [] : [paragraph([textRun(NO_BREAK_SPACE)])];
    return { checked: item.checked, blocks: [...label, ...blocks] };
  });
  return [{ kind: "list", list: list.list, start, items }];
}
