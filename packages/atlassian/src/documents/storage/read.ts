import { type ChildNode, type Element, isCDATA, isTag, isText } from "domhandler";
import { DocumentBuilder } from "../model/builder.js";
import { canonicalBlocks } from "../model/canonical.js";
import {
  type Block,
  type ListBlock,
  type ListItem,
  MAX_NODE_DEPTH,
  PLAIN,
  plainText,
  type Run,
  type Style,
  textRun,
} from "../model/model.js";
import { panelOfName } from "../model/panels.js";
import { raised } from "../model/raised.js";
import { oneLine } from "../model/runs.js";
import type { KeptNode, KeptNodes } from "./kept.js";
import { emoticonText, imageRun, linkRuns, userName } from "./read-inlines.js";
import { type MacroParts, macroParts, placeholder, readMacro } from "./read-macros.js";
import { readTable } from "./read-table.js";
import { STORAGE_RUNS } from "./write.js";
import { attribute, child, parseStorage, textBelow, textOf } from "./xml.js";

/** Reads storage format, or what is left of it. Never throws. */
export function readStorage(xhtml: string): Block[] {
  return readNodes(parseStorage(typeof xhtml === "string" ? xhtml : ""));
}

/** Reads nodes of a page that has been parsed. Never throws. */
export function readNodes(nodes: readonly ChildNode[], kept: KeptNodes = new Map()): Block[] {
  return canonicalBlocks(new StorageReader(kept).blocks(nodes), STORAGE_RUNS);
}

/** Elements that only switch something on for the text in them. */
const STYLES: ReadonlyMap<string, Partial<Style>> = new Map<string, Partial<Style>>([
  ["strong", { strong: true }],
  ["b", { strong: true }],
  ["em", { emphasis: true }],
  ["i", { emphasis: true }],
  ["cite", { emphasis: true }],
  ["u", { emphasis: true }],
  ["del", { strike: true }],
  ["s", { strike: true }],
  ["strike", { strike: true }],
]);

/** Elements that start and end a block without being one of ours. */
const BLOCKS: ReadonlySet<string> = new Set([
  ...["p", "div", "section", "article", "header", "footer", "dl", "dt", "dd", "center", "address", "figure"],
  ...["ac:layout", "ac:layout-section", "ac:layout-cell", "ac:rich-text-body", "ac:adf-content"],
]);

class StorageReader {
  readonly #kept: KeptNodes;
  #depth = 0;

  constructor(kept: KeptNodes) {
    this.#kept = kept;
  }

  blocks(nodes: readonly ChildNode[], style: Style = PLAIN): Block[] {
    const builder = new DocumentBuilder();
    this.#all(nodes, style, builder);
    return builder.blocks();
  }

  #all(nodes: readonly ChildNode[], style: Style, builder: DocumentBuilder): void {
    this.#depth++;
    for (const node of nodes) {
      const kept = this.#kept.get(node);
      if (kept !== undefined) this.#keep(node, kept, { style, builder });
      else if (this.#depth > MAX_NODE_DEPTH) builder.run(textRun(textBelow(node), style));
      else if (isText(node)) builder.run(textRun(textOf(node.data, node.parent), style));
      else if (isCDATA(node)) this.#all(node.children, style, builder);
      else if (isTag(node)) this.#element(node, style, builder);
    }
    this.#depth--;
  }

  #keep(
    node: ChildNode,
    kept: KeptNode,
    { style, builder }: { style: Style; builder: DocumentBuilder },
  ): void {
    if (kept.keeps === "ends") {
      builder.run({ ...kept.before, style });
      if (isTag(node)) this.#all(node.children, style, builder);
      builder.run({ ...kept.after, style });
    } else if (kept.keeps === "block") {
      builder.block({ kind: "paragraph", runs: [{ ...kept.run, style: PLAIN }] });
    } else {
      builder.run({ ...kept.run, style });
    }
  }

  #element(element: Element, style: Style, builder: DocumentBuilder): void {
    const below = () => this.blocks(element.children);
    const name = element.name.toLowerCase();
    const styled = STYLES.get(name);
    if (styled) {
      this.#all(element.children, { ...style, ...styled }, builder);
      return;
    }
    if (BLOCKS.has(name)) {
      builder.flush();
      this.#all(element.children, style, builder);
      builder.flush();
      return;
    }
    if (this.#inline(element, style, builder)) return;
    switch (name) {
      case "h1":
      case "h2":
      case "h3":
      case "h4":
      case "h5":
      case "h6":
        builder.block({ kind: "heading", level: Number(name.slice(1)), runs: this.#runs(element) });
        return;
      case "pre":
        builder.block({ kind: "code", language: undefined, text: textBelow(element) });
        return;
      case "hr":
        builder.block({ kind: "rule" });
        return;
      case "blockquote":
        builder.block({ kind: "quote", blocks: below() });
        return;
      case "ul":
      case "ol":
      case "ac:task-list":
        builder.block(this.#list(element, name));
        return;
      case "table":
        builder.block(readTable(element, (cell) => this.#runs(cell)));
        return;
      case "ac:structured-macro":
      case "ac:macro":
        this.#macro(macroParts(element), style, builder);
        return;
      case "ac:adf-extension":
        this.#extension(element, style, builder);
        return;
      default:
        // Something that we do not know, or that stands where it does not belong: what it says still counts.
        this.#all(element.children, style, builder);
    }
  }

  /** Reads an inline element; says whether it was one. */
  #inline(element: Element, style: Style, builder: DocumentBuilder): boolean {
    const text = (value: string) => builder.run(textRun(value, style));
    switch (element.name) {
      case "br":
        builder.run({ kind: "break" });
        return true;
      case "code":
      case "tt":
      case "kbd":
      case "samp":
        builder.run({ kind: "code", text: textBelow(element), style });
        return true;
      case "sub":
      case "sup":
        text(raised(oneLine(textBelow(element)), element.name === "sup"));
        return true;
      case "a":
        this.#link(element, style, builder);
        return true;
      case "time":
        text(attribute(element, "datetime") ?? textBelow(element));
        return true;
      case "img":
      case "ac:image":
        builder.run(imageRun(element, style));
        return true;
      case "ac:emoticon":
        text(emoticonText(element));
        return true;
      case "ac:link":
        for (const run of linkRuns(element, style, (body) => this.#runs(body))) builder.run(run);
        return true;
      case "ri:user":
        text(userName(element));
        return true;
      default:
        return false;
    }
  }

  #link(element: Element, style: Style, builder: DocumentBuilder): void {
    const url = attribute(element, "href")?.trim() ?? "";
    if (url === "") {
      this.#all(element.children, style, builder);
      return;
    }
    const linked = { ...style, link: { url, title: attribute(element, "title") } };
    const inner = new DocumentBuilder();
    this.#all(element.children, linked, inner);
    const runs = inner.runs();
    if (plainText(runs).trim() === "") builder.run(textRun(url, linked));
    else for (const run of runs) builder.run(run);
  }

  #runs(element: Element): Run[] {
    const builder = new DocumentBuilder();
    this.#all(element.children, PLAIN, builder);
    return builder.runs();
  }

  #list(element: Element, name: string): ListBlock {
    const items: ListItem[] = [];
    for (const node of element.children) {
      if (isText(node) && node.data.trim() === "") continue;
      const item = this.#item(node);
      const last = items.at(-1);
      // Lists directly in lists are common in the wild; they belong to the item before them.
      const nested = isTag(node) && ["ul", "ol", "ac:task-list"].includes(node.name);
      if (nested && last) last.blocks.push(...item.blocks);
      else items.push(item);
    }
    const list = name === "ol" ? "ordered" : name === "ul" ? "bullet" : "task";
    return { kind: "list", list, start: Number(attribute(element, "start") ?? 1), items };
  }

  #item(node: ChildNode): ListItem {
    if (!isTag(node)) return { checked: false, blocks: this.blocks([node]) };
    if (node.name === "li") return { checked: false, blocks: this.blocks(node.children) };
    if (node.name !== "ac:task") return { checked: false, blocks: this.blocks([node]) };
    const status = child(node, "ac:task-status");
    const body = node.children.filter(
      (part) => !isTag(part) || !["ac:task-id", "ac:task-uuid", "ac:task-status"].includes(part.name),
    );
    return {
      checked: status !== undefined && textBelow(status).trim() === "complete",
      blocks: this.blocks(body),
    };
  }

  #macro(parts: MacroParts, style: Style, builder: DocumentBuilder): void {
    if (parts.name === "status") {
      builder.run(textRun(parts.parameters.get("title") ?? placeholder(parts), style));
      return;
    }
    const blocks = readMacro(parts, (body) => this.blocks(body.children));
    if (blocks === undefined) builder.run(textRun(placeholder(parts), style));
    else for (const block of blocks) builder.block(block);
  }

  /** Content that Confluence keeps as ADF, with a rendering of it for older readers, which would say it twice. */
  #extension(element: Element, style: Style, builder: DocumentBuilder): void {
    const node = child(element, "ac:adf-node");
    const content = node && child(node, "ac:adf-content");
    const fallback = child(element, "ac:adf-fallback");
    const type = node && attribute(node, "type");
    if (node && content && type === "panel") {
      const panel = panelOfName(adfAttribute(node, "panel-type"));
      builder.block({ kind: "panel", panel, blocks: this.blocks(content.children) });
    } else {
      builder.flush();
      this.#all((content ?? fallback ?? node ?? element).children, style, builder);
      builder.flush();
    }
  }
}

function adfAttribute(node: Element, key: string): string | undefined {
  const found = node.children.find(
    (part) => isTag(part) && part.name === "ac:adf-attribute" && attribute(part, "key") === key,
  );
  return found && textBelow(found).trim();
}
