import type { Nodes, PhrasingContent, Root } from "mdast";
import {
  type LinkTarget,
  MAX_NODE_DEPTH,
  PLAIN,
  plainText,
  type Run,
  type Style,
  textRun,
} from "../model/model.js";
import { placeholderOf } from "./placeholder.js";
import { CELL_BREAK_PATTERN } from "./syntax.js";

/** Where `[text][identifier]` leads. */
export type Definitions = ReadonlyMap<string, LinkTarget>;

/** All link definitions of a document; the first of each name counts. */
export function definitionsIn(root: Root): Definitions {
  const definitions = new Map<string, LinkTarget>();
  for (const node of nodesBelow(root)) {
    if (node.type === "definition" && !definitions.has(node.identifier)) {
      definitions.set(node.identifier, { url: node.url, title: node.title ?? undefined });
    }
  }
  return definitions;
}

/** The text of a node and everything below it, at any depth. */
export function textBelow(node: Nodes): string {
  let text = "";
  for (const below of nodesBelow(node)) {
    if ("value" in below) text += text === "" ? below.value : ` ${below.value}`;
  }
  return text;
}

/** A node and all below it in document order, without recursion: hostile documents nest deeper than the stack. */
function* nodesBelow(node: Nodes): Generator<Nodes> {
  const waiting: Nodes[] = [node];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    if ("children" in next) waiting.push(...next.children.toReversed());
  }
}

/** Turns inline nodes of Markdown into runs. */
export class MarkdownInlines {
  readonly #definitions: Definitions;

  constructor(definitions: Definitions) {
    this.#definitions = definitions;
  }

  runs(nodes: readonly PhrasingContent[]): Run[] {
    return this.#all(nodes, PLAIN, 0);
  }

  /** The same for a table cell, in which `<br>` is the only way to start a line. */
  cell(nodes: readonly PhrasingContent[]): Run[] {
    const lines = nodes.map((node): PhrasingContent => {
      return node.type === "html" && CELL_BREAK_PATTERN.test(node.value) ? { type: "break" } : node;
    });
    return this.runs(lines);
  }

  #all(nodes: readonly PhrasingContent[], style: Style, depth: number): Run[] {
    if (depth > MAX_NODE_DEPTH) return nodes.map((node) => textRun(textBelow(node), style));
    return nodes.flatMap((node) => this.#one(node, style, depth));
  }

  #one(node: PhrasingContent, style: Style, depth: number): Run[] {
    switch (node.type) {
      case "placeholder":
        return [{ kind: "kept", ...placeholderOf(node), style }];
      case "text":
      case "html":
        return [textRun(node.value, style)];
      case "inlineCode":
        return [{ kind: "code", text: node.value, style }];
      case "break":
        return [{ kind: "break" }];
      case "strong":
        return this.#all(node.children, { ...style, strong: true }, depth + 1);
      case "emphasis":
        return this.#all(node.children, { ...style, emphasis: true }, depth + 1);
      case "delete":
        return this.#all(node.children, { ...style, strike: true }, depth + 1);
      case "link":
        return this.#link(node.children, { url: node.url, title: node.title ?? undefined }, { style, depth });
      case "linkReference": {
        const target = this.#definitions.get(node.identifier) ?? { url: "" };
        return this.#link(node.children, target, { style, depth });
      }
      case "footnoteReference":
        // Neither ADF nor the storage format has footnotes: they stay the text that they were.
        return [textRun(`[^${node.label ?? node.identifier}]`, style)];
      case "image":
        return image({ url: node.url, title: node.title ?? undefined }, node.alt ?? "", style);
      case "imageReference":
        return image(this.#definitions.get(node.identifier) ?? { url: "" }, node.alt ?? "", style);
      default:
        return [textRun(textBelow(node), style)];
    }
  }

  #link(
    nodes: readonly PhrasingContent[],
    target: LinkTarget,
    place: { style: Style; depth: number },
  ): Run[] {
    const style = target.url === "" ? place.style : { ...place.style, link: target };
    const runs = this.#all(nodes, style, place.depth + 1);
    // A link that shows nothing cannot be followed; its address is what there is to show.
    return plainText(runs).trim() === "" ? [textRun(target.url, style)] : runs;
  }
}

function image(target: LinkTarget, alt: string, style: Style): Run[] {
  return target.url === "" ? [textRun(alt, style)] : [{ kind: "image", url: target.url, alt, style }];
}
