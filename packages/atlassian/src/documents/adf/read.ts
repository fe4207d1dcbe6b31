import { DocumentBuilder } from "../model/builder.js";
import { canonicalBlocks } from "../model/canonical.js";
import { blocksToRuns } from "../model/flatten.js";
import { type Block, type ListItem, MAX_NODE_DEPTH, PLAIN, type Run, textRun } from "../model/model.js";
import { panelOfName } from "../model/panels.js";
import type { RunRules } from "../model/runs.js";
import { asArray, property, textProperty } from "./json.js";
import type { KeptAdfNode, KeptAdfNodes } from "./kept.js";
import { inlineRuns, leafText, mediaRun } from "./read-inlines.js";
import { readTable } from "./read-table.js";

/** Reads whatever is there: a document, a node, a list of nodes, a text. Never throws. */
export function readAdf(document: unknown, { kept = new Map(), rules = {} }: ReadOptions = {}): Block[] {
  return canonicalBlocks(new AdfReader(kept).blocks([document]), rules);
}

interface ReadOptions {
  /** What an edit keeps. */
  kept?: KeptAdfNodes;
  rules?: RunRules;
}

class AdfReader {
  readonly #kept: KeptAdfNodes;
  /** The nodes that lead to the current one. An object may contain itself; a path that comes back ends there. */
  readonly #path = new Set<unknown>();

  constructor(kept: KeptAdfNodes) {
    this.#kept = kept;
  }

  blocks(nodes: readonly unknown[]): Block[] {
    const builder = new DocumentBuilder();
    for (const node of nodes) this.#read(node, builder);
    return builder.blocks();
  }

  #read(node: unknown, builder: DocumentBuilder): void {
    if (typeof node !== "object" || node === null) {
      if (typeof node === "string")
        for (const run of inlineRuns({ type: "text", text: node })) builder.run(run);
      return;
    }
    if (this.#path.has(node)) return;
    const kept = this.#kept.get(node);
    if (kept !== undefined) {
      this.#keep(kept, builder);
      return;
    }
    if (this.#path.size > MAX_NODE_DEPTH) {
      builder.run(textRun(textBelow(node)));
      return;
    }
    this.#path.add(node);
    if (Array.isArray(node)) for (const entry of node) this.#read(entry, builder);
    else this.#node(node, builder);
    this.#path.delete(node);
  }

  #keep(kept: KeptAdfNode, builder: DocumentBuilder): void {
    if (kept.keeps === "marks") {
      if (kept.before !== undefined) builder.run({ ...kept.before, style: PLAIN });
      for (const run of inlineRuns(kept.shown)) builder.run(run);
      if (kept.after !== undefined) builder.run({ ...kept.after, style: PLAIN });
    } else if (kept.keeps === "block") {
      builder.block({ kind: "paragraph", runs: [{ ...kept.run, style: PLAIN }] });
    } else {
      builder.run({ ...kept.run, style: PLAIN });
    }
  }

  #node(node: object, builder: DocumentBuilder): void {
    const inline = inlineRuns(node);
    if (inline.length > 0) {
      for (const run of inline) builder.run(run);
      this.#content(node, builder);
      return;
    }
    const below = () => this.blocks(asArray(property(node, "content")));
    const attrs = property(node, "attrs");
    switch (property(node, "type")) {
      case "doc":
      case "mediaSingle":
      case "mediaGroup":
        builder.flush();
        this.#content(node, builder);
        builder.flush();
        return;
      case "media":
        this.#media(node, builder);
        return;
      case "heading": {
        const level = Number(property(attrs, "level"));
        builder.block({ kind: "heading", level, runs: this.#runsBelow(node) });
        return;
      }
      case "codeBlock":
        builder.block({ kind: "code", language: textProperty(attrs, "language"), text: textBelow(node) });
        return;
      case "rule":
        builder.block({ kind: "rule" });
        return;
      case "blockquote":
        builder.block({ kind: "quote", blocks: below() });
        return;
      case "panel":
        builder.block({ kind: "panel", panel: panelOfName(property(attrs, "panelType")), blocks: below() });
        return;
      case "expand":
      case "nestedExpand":
        builder.block({ kind: "expand", title: textProperty(attrs, "title") ?? "", blocks: below() });
        return;
      case "bulletList":
      case "decisionList":
        builder.block({ kind: "list", list: "bullet", start: 1, items: this.#items(node) });
        return;
      case "orderedList": {
        const start = Number(property(attrs, "order") ?? 1);
        builder.block({ kind: "list", list: "ordered", start, items: this.#items(node) });
        return;
      }
      case "taskList":
        builder.block({ kind: "list", list: "task", start: 1, items: this.#items(node) });
        return;
      case "table":
        builder.block(readTable(node, (cell) => this.#cell(cell)));
        return;
      default:
        this.#other(node, builder);
    }
  }

  /** A paragraph, a layout, something new: a block of its own, with whatever can be found in it. */
  #other(node: object, builder: DocumentBuilder): void {
    builder.flush();
    const placeholder = leafText(node);
    if (placeholder !== undefined) builder.block({ kind: "paragraph", runs: [textRun(placeholder)] });
    this.#content(node, builder);
    builder.flush();
  }

  #content(node: object, builder: DocumentBuilder): void {
    for (const child of asArray(property(node, "content"))) this.#read(child, builder);
  }

  #runsBelow(node: object): Run[] {
    const builder = new DocumentBuilder();
    this.#content(node, builder);
    return builder.runs();
  }

  #cell(node: object): Run[] {
    const type = property(node, "type");
    return type === "tableCell" || type === "tableHeader"
      ? this.#runsBelow(node)
      : blocksToRuns(this.blocks([node]));
  }

  /** Images of a group stand beside each other, each on its line. */
  #media(node: object, builder: DocumentBuilder): void {
    builder.flush();
    builder.run(mediaRun(node, PLAIN));
    builder.flush();
  }

  /** Items of a list. A list directly in a list belongs to the item before it, as ADF nests tasks. */
  #items(list: object): ListItem[] {
    const items: ListItem[] = [];
    for (const child of asArray(property(list, "content"))) {
      const type = property(child, "type");
      const blocks = this.blocks(isItem(type) ? asArray(property(child, "content")) : [child]);
      const checked = property(property(child, "attrs"), "state") === "DONE";
      const last = items.at(-1);
      if (type === "taskList" && last) last.blocks.push(...blocks);
      else items.push({ checked, blocks });
    }
    return items;
  }
}

function isItem(type: unknown): boolean {
  return type === "listItem" || type === "taskItem" || type === "blockTaskItem" || type === "decisionItem";
}

/** All text below a node, at any depth and however it is linked together. */
function textBelow(node: object): string {
  let text = "";
  const seen = new Set<unknown>();
  const waiting: unknown[] = [node];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== "object" || next === null || seen.has(next)) continue;
    seen.add(next);
    if (Array.isArray(next)) waiting.push(...next.toReversed());
    else {
      const own = textProperty(next, "text") ?? textProperty(property(next, "attrs"), "text");
      if (own !== undefined) text += own;
      else if (property(next, "type") === "hardBreak") text += "\n";
      waiting.push(property(next, "content"));
    }
  }
  return text;
}
