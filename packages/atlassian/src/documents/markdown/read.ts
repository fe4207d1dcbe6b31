import type { List, ListItem as MarkdownItem, RootContent, Table } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { canonicalBlocks } from "../model/canonical.js";
import { taskPrefix } from "../model/flatten.js";
import {
  type Block,
  type ListBlock,
  type ListItem,
  MAX_NODE_DEPTH,
  paragraph,
  type Run,
  textRun,
} from "../model/model.js";
import type { RunRules } from "../model/runs.js";
import { readMarker } from "./marker.js";
import { PLACEHOLDER_SYNTAX, PLACEHOLDER_TREE } from "./placeholder.js";
import { type Definitions, definitionsIn, MarkdownInlines, textBelow } from "./read-inlines.js";
import { SYNTAX, TREE } from "./syntax.js";

/**
 * Reads Markdown for a target with the given rules about inline content. `placeholders`: whether `[[1: macro toc]]` is
 * what an edit keeps, and no text.
 */
export function readMarkdown(
  markdown: string,
  rules: RunRules = {},
  { placeholders = false }: { placeholders?: boolean } = {},
): Block[] {
  const source = typeof markdown === "string" ? markdown : "";
  const root = fromMarkdown(source, {
    extensions: placeholders ? [...SYNTAX, PLACEHOLDER_SYNTAX] : SYNTAX,
    mdastExtensions: placeholders ? [...TREE, PLACEHOLDER_TREE] : TREE,
  });
  const reader = new MarkdownReader(source, definitionsIn(root));
  return canonicalBlocks(reader.blocks(root.children, 0), rules);
}

class MarkdownReader {
  readonly #source: string;
  readonly #inlines: MarkdownInlines;

  constructor(source: string, definitions: Definitions) {
    this.#source = source;
    this.#inlines = new MarkdownInlines(definitions);
  }

  blocks(nodes: readonly RootContent[], depth: number): Block[] {
    if (depth > MAX_NODE_DEPTH) {
      return nodes.map((node) => paragraph([textRun(textBelow(node))]));
    }
    return nodes.flatMap((node) => this.#block(node, depth));
  }

  #block(node: RootContent, depth: number): Block[] {
    switch (node.type) {
      case "paragraph":
        return [paragraph(this.#inlines.runs(node.children))];
      case "heading":
        return [{ kind: "heading", level: node.depth, runs: this.#inlines.runs(node.children) }];
      case "thematicBreak":
        return [{ kind: "rule" }];
      case "code":
        return [{ kind: "code", language: node.lang ?? undefined, text: node.value }];
      case "blockquote":
        return [this.#quote(this.blocks(node.children, depth + 1), startOf(node.children[0]))];
      case "list":
        return this.#lists(node, depth);
      case "table":
        return [this.#table(node)];
      case "footnoteDefinition": {
        const label = [textRun(`[^${node.label ?? node.identifier}]: `)];
        return withPrefix(label, this.blocks(node.children, depth + 1));
      }
      case "definition":
        return [];
      default:
        return [paragraph([textRun(textBelow(node))])];
    }
  }

  /** A quote, or what its first line makes of it. A marker that was escaped in the source is text. */
  #quote(blocks: Block[], start: number | undefined): Block {
    const [first, ...rest] = blocks;
    const escaped = start === undefined || this.#source.charAt(start) !== "[";
    if (first?.kind !== "paragraph" || escaped) return { kind: "quote", blocks };
    return readMarker(first.runs, rest) ?? { kind: "quote", blocks };
  }

  /** A list whose items have boxes only in part is several lists: the other formats know no mixed ones. */
  #lists(node: List, depth: number): ListBlock[] {
    const lists: ListBlock[] = [];
    const start = node.start ?? 1;
    for (const item of node.children) {
      const read = this.#item(item, depth);
      if (node.ordered) {
        const box = typeof item.checked === "boolean" ? [textRun(taskPrefix(read))] : [];
        appendItem(lists, "ordered", start).push({ checked: false, blocks: withPrefix(box, read.blocks) });
      } else {
        appendItem(lists, typeof item.checked === "boolean" ? "task" : "bullet", 1).push(read);
      }
    }
    return lists;
  }

  #item(item: MarkdownItem, depth: number): ListItem {
    return { checked: item.checked === true, blocks: this.blocks(item.children, depth + 1) };
  }

  #table(node: Table): Block {
    const rows = node.children.map((row) => row.children.map((cell) => this.#inlines.cell(cell.children)));
    return { kind: "table", header: true, rows };
  }
}

function appendItem(lists: ListBlock[], list: ListBlock["list"], start: number): ListItem[] {
  const last = lists.at(-1);
  if (last?.list === list) return last.items;
  const items: ListItem[] = [];
  lists.push({ kind: "list", list, start, items });
  return items;
}

function withPrefix(prefix: Run[], blocks: Block[]): Block[] {
  const [first, ...rest] = blocks;
  if (prefix.length === 0) return blocks;
  return first?.kind === "paragraph"
    ? [paragraph([...prefix, ...first.runs]), ...rest]
    : [paragraph(prefix), ...blocks];
}

/** Where a paragraph that starts with plain text starts in the source. */
function startOf(node: RootContent | undefined): number | undefined {
  const first = node?.type === "paragraph" ? node.children[0] : undefined;
  return first?.type === "text" ? first.position?.start.offset : undefined;
}
