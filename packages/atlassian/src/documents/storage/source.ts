import { type ChildNode, type Element, isCDATA, isComment, isTag, isText } from "domhandler";
import { DocumentEditError } from "../edit-error.js";
import { MAX_NODE_DEPTH } from "../model/model.js";
import { parseStorage } from "./xml.js";

/** A node with the place where it stands in the source; `end` is exclusive. */
export interface SourceNode {
  node: ChildNode;
  start: number;
  end: number;
  /** Between the tags of an element; for every other node its own place. */
  inner: { start: number; end: number };
  children: SourceNode[];
  parent: SourceNode | undefined;
}

export interface SourceElement extends SourceNode {
  node: Element;
}

/**
 * Parses storage format and finds the exact place of every node. The parser forgives, an edit must not: the tree is
 * walked along the source, and wherever the two do not agree to the letter (something not closed, not opened, cut off)
 * this throws a DocumentEditError `malformed`.
 */
export function parseSource(source: string): SourceNode[] {
  const reader = new SourceReader(source);
  const nodes = reader.nodes(parseStorage(source), undefined);
  reader.requireEnd();
  return nodes;
}

export function isElement(node: SourceNode): node is SourceElement {
  return isTag(node.node);
}

/** All nodes in document order. */
export function* nodesBelow(nodes: readonly SourceNode[]): Generator<SourceNode> {
  const waiting = nodes.toReversed();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    waiting.push(...next.children.toReversed());
  }
}

class SourceReader {
  readonly #source: string;
  #at = 0;
  #depth = 0;

  constructor(source: string) {
    this.#source = source;
  }

  nodes(nodes: readonly ChildNode[], parent: SourceNode | undefined): SourceNode[] {
    if (this.#depth > MAX_NODE_DEPTH) throw this.#malformed("is nested too deeply");
    this.#depth++;
    const read = nodes.map((node) => this.#node(node, parent));
    this.#depth--;
    return read;
  }

  requireEnd(): void {
    if (this.#at !== this.#source.length) throw this.#malformed("cannot be read to its end");
  }

  #node(node: ChildNode, parent: SourceNode | undefined): SourceNode {
    const start = this.#at;
    if (isTag(node)) return this.#element(node, parent);
    if (isText(node)) {
      if (node.data.includes("<")) throw this.#malformed("has a < that begins no tag");
      this.#expect(node.data);
    } else if (isComment(node)) {
      this.#expect(`<!--${node.data}-->`);
    } else if (isCDATA(node)) {
      const text = node.children.map((part) => (isText(part) ? part.data : "")).join("");
      this.#expect(`<![CDATA[${text}]]>`);
    } else {
      throw this.#malformed("has a directive");
    }
    const end = this.#at;
    return { node, start, end, inner: { start, end }, children: [], parent };
  }

  #element(node: Element, parent: SourceNode | undefined): SourceNode {
    const start = this.#at;
    this.#expect(`<${node.name}`);
    const isEmpty = this.#restOfTag();
    const inner = { start: this.#at, end: this.#at };
    const read: SourceNode = { node, start, end: this.#at, inner, children: [], parent };
    if (isEmpty) {
      if (node.children.length > 0) throw this.#malformed(`has something in an empty <${node.name}/>`);
      return read;
    }
    read.children = this.nodes(node.children, read);
    inner.end = this.#at;
    this.#expect(`</${node.name}`);
    while (/\s/.test(this.#source.charAt(this.#at))) this.#at++;
    this.#expect(">");
    read.end = this.#at;
    return read;
  }

  /** Passes over the attributes of a tag; says whether it closes itself. */
  #restOfTag(): boolean {
    const rest = /(?:[^<>"']|"[^"]*"|'[^']*')*>/y;
    rest.lastIndex = this.#at;
    if (!rest.test(this.#source)) throw this.#malformed("has a tag without an end");
    this.#at = rest.lastIndex;
    return this.#source.charAt(this.#at - 2) === "/";
  }

  #expect(text: string): void {
    if (!this.#source.startsWith(text, this.#at)) throw this.#malformed("is not well-formed");
    this.#at += text.length;
  }

  #malformed(problem: string): DocumentEditError {
    const line = this.#source.slice(0, this.#at).split("\n").length;
    const message = `The stored document ${problem} (line ${line}), so no part of it can be changed without risk.`;
    return new DocumentEditError("malformed", message, { offset: this.#at, line });
  }
}
