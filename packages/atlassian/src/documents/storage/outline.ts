import type { Piece } from "../editing/hunks.js";
import type { KeptPlace } from "../editing/numbering.js";
import type { Placeholder } from "../editing/placeholders.js";
import { PLAIN } from "../model/model.js";
import { Keeper, type Place } from "./keeper.js";
import { kindLabel } from "./labels.js";
import { contentOf, markBlock } from "./mark-blocks.js";
import { linesOf, markInlines } from "./mark-inlines.js";
import { readNodes } from "./read.js";
import { isElement, type SourceElement, type SourceNode } from "./source.js";

export interface Outline {
  /** In the order of the page. What lies between them is blank to a reader. */
  pieces: Piece[];
  placeholders: Placeholder[];
}

/** A page as a row of blocks, in which everything that Markdown cannot say is kept. */
export function outline(source: string, page: readonly SourceNode[]): Outline {
  const builder = new OutlineBuilder(source);
  builder.add(page);
  return { pieces: builder.pieces, placeholders: builder.keeper.placeholders };
}

class OutlineBuilder {
  readonly pieces: Piece[] = [];
  readonly keeper: Keeper;
  readonly #source: string;
  /** What the last placeholder ends with, when that is a tag of a layout. */
  #lastLayout: "opening" | "closing" | undefined;

  constructor(source: string) {
    this.#source = source;
    this.keeper = new Keeper(source);
  }

  add(nodes: readonly SourceNode[]): void {
    for (const line of linesOf(nodes)) {
      if (Array.isArray(line)) this.#line(line);
      else this.#block(line);
    }
  }

  #line(nodes: readonly SourceNode[]): void {
    const [first, last] = [nodes[0], nodes.at(-1)];
    if (first === undefined || last === undefined) return;
    const place = { start: first.start, end: last.end };
    const isOne = this.keeper.attempt(() => {
      markInlines(nodes, this.keeper);
      return this.#read(nodes, place);
    });
    if (!isOne) this.#kept(this.keeper.keep("block", "text", place), place);
  }

  #block(node: SourceNode): void {
    const isOne = this.keeper.attempt(() => markBlock(node, this.keeper) && this.#read([node], node));
    if (isOne) return;
    const content = contentOf(node);
    if (content !== undefined && isElement(node)) this.#open(node, content);
    else this.#kept(this.keeper.keepWhole(node, "block"), node);
  }

  /** Says whether the nodes gave no more than one block; what gives none is blank. */
  #read(nodes: readonly SourceNode[], { start, end }: Place): boolean {
    const blocks = readNodes(
      nodes.map(({ node }) => node),
      this.keeper.nodes,
    );
    if (blocks.length > 1) return false;
    this.pieces.push(...blocks.map((block) => ({ start, end, block })));
    return true;
  }

  #open(element: SourceElement, content: SourceElement): void {
    const label = kindLabel(element.node);
    const isLayout = element.node.name.startsWith("ac:layout");
    const before = { start: element.start, end: content.inner.start };
    const after = { start: content.inner.end, end: element.end };
    if (!(isLayout && this.#joins(before, { place: "opening", label }))) {
      this.#kept(this.keeper.keep("opening", `${label} begins`, before), before);
    }
    if (isLayout) this.#lastLayout = "opening";
    this.add(content.children);
    if (!(isLayout && this.#joins(after, { place: "closing", label }))) {
      this.#kept(this.keeper.keep("closing", `${label} ends`, after), after);
    }
    this.#lastLayout = isLayout ? "closing" : undefined;
  }

  /**
   * Layouts are nested three deep, and nobody writes between their tags: what follows an end of a layout directly goes
   * into one placeholder with it, unless the two have an empty cell between them. Says whether it did.
   */
  #joins({ start, end }: Place, tag: { place: "opening" | "closing"; label: string }): boolean {
    const [piece, last] = [this.pieces.at(-1), this.keeper.placeholders.at(-1)];
    const before = this.#lastLayout;
    if (piece === undefined || last === undefined || before === undefined) return false;
    if (before === "opening" && tag.place === "closing") return false;
    const isKept = piece.block.kind === "paragraph" && piece.block.runs[0]?.kind === "kept";
    if (!isKept || this.#source.slice(piece.end, start).trim() !== "") return false;
    if (tag.place === "closing") last.label = `${tag.label} ends`;
    else if (before === "closing" || last.label.startsWith("next ")) last.label = `next ${tag.label}`;
    last.source = this.#source.slice(piece.start, end);
    this.pieces.pop();
    this.#kept({ kind: "kept", number: last.number, label: last.label }, { start: piece.start, end });
    return true;
  }

  #kept(run: KeptPlace, { start, end }: Place): void {
    this.#lastLayout = undefined;
    this.pieces.push({ start, end, block: { kind: "paragraph", runs: [{ ...run, style: PLAIN }] } });
  }
}
