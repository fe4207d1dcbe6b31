import { itemPrefix, tableLines, taskPrefix } from "../model/flatten.js";
import { type Block, type ListBlock, type ListItem, paragraph, type Run, textRun } from "../model/model.js";
import { panelLabel } from "../model/panels.js";
import { canonicalRuns, type RunRules, strengthened } from "../model/runs.js";

/** What ADF knows of inline content. */
export const ADF_RUNS: RunRules = { plainCode: true };

/** Places that take blocks. */
export type Container = "doc" | "listItem" | "blockquote" | "panel" | "expand";

/** What {@link fit} may leave in a place: a kind of block, or `task` for a list of tasks. */
type Kind = Block["kind"] | "task";

/**
 * Which blocks each container takes, of those that we write; everything takes paragraphs, code, bullets and numbers.
 * Jira refuses a whole document for one block in the wrong place.
 */
const TAKES: ReadonlyMap<Container, ReadonlySet<Kind>> = new Map([
  ["doc", new Set<Kind>(["heading", "rule", "quote", "panel", "expand", "table", "task"])],
  ["expand", new Set<Kind>(["heading", "rule", "quote", "panel", "table", "task"])],
  ["panel", new Set<Kind>(["heading", "rule", "task"])],
  ["blockquote", new Set<Kind>()],
  ["listItem", new Set<Kind>()],
]);

/** The blocks with everything that `container` cannot hold turned into what it can hold, its text kept. */
export function fit(blocks: readonly Block[], container: Container): Block[] {
  return blocks.flatMap((block) => fitBlock(block, container));
}

function fitBlock(block: Block, container: Container): Block[] {
  const takes = (kind: Kind) => TAKES.get(container)?.has(kind) === true;
  switch (block.kind) {
    case "paragraph":
    case "code":
      return [block];
    case "list":
      if (block.list !== "task") return [block];
      return [takes("task") && block.items.every(isPlainTask) ? block : asBullets(block)];
    case "heading":
      return takes("heading") ? [block] : lines([strengthened(block.runs)]);
    case "rule":
      return takes("rule") ? [block] : [];
    case "table":
      return takes("table") ? [block] : lines(tableLines(block));
    case "quote": {
      const inner = fit(block.blocks, "blockquote");
      return takes("quote") && inner.length > 0 ? [{ ...block, blocks: inner }] : inner;
    }
    case "panel":
    case "expand":
      return takes(block.kind) ? [block] : [...lines([panelLabel(block)]), ...fit(block.blocks, container)];
  }
}

function lines(rows: readonly Run[][]): Block[] {
  return rows
    .map((runs) => canonicalRuns(runs, ADF_RUNS))
    .filter((runs) => runs.length > 0)
    .map(paragraph);
}

/** Whether a task is what ADF calls one: a line of text, and perhaps tasks below it. */
function isPlainTask(item: ListItem): boolean {
  const below = item.blocks.findIndex((block) => block.kind !== "paragraph");
  if (below < 0) return true;
  return item.blocks
    .slice(below)
    .every((block) => block.kind === "list" && block.list === "task" && block.items.every(isPlainTask));
}

function asBullets(list: ListBlock): ListBlock {
  const items = list.items.map((item, index): ListItem => {
    const [first, ...rest] = item.blocks;
    return first?.kind === "paragraph"
      ? {
          checked: false,
          blocks: [paragraph([textRun(itemPrefix(list, item, index)), ...first.runs]), ...rest],
        }
      : { checked: false, blocks: [paragraph([textRun(taskPrefix(item).trim())]), ...item.blocks] };
  });
  return { ...list, list: "bullet", items };
}
