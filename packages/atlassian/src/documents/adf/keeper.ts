import { Numbering } from "../editing/numbering.js";
import { placeholderLabel } from "../markdown/placeholder.js";
import { blocksToRuns } from "../model/flatten.js";
import { plainText } from "../model/model.js";
import { asArray, property, textProperty } from "./json.js";
import type { AdfSource, KeptAdfNode } from "./kept.js";
import { readAdf } from "./read.js";
import { leafText } from "./read-inlines.js";
import type { AdfMark, AdfNode } from "./types.js";

/** Keeps nodes of a document, and marks on its texts. */
export class AdfKeeper extends Numbering<object, KeptAdfNode, AdfSource> {
  keepWhole(node: AdfNode, keeps: "block" | "inline"): void {
    this.nodes.set(node, { keeps, run: this.add(keeps, labelOf(node), { node }) });
  }

  /** Keeps the inline content of a block: nodes that Markdown has not, and marks that it has not. */
  keepInlines(nodes: readonly unknown[]): void {
    for (let at = 0; at < nodes.length; at++) {
      const node = asNode(nodes[at]);
      if (node === undefined || isSaid(node)) continue;
      if (node.type !== "text" || typeof node.text !== "string") {
        this.keepWhole(node, "inline");
        continue;
      }
      at += this.#keepMarks(nodes.slice(at)) - 1;
    }
  }

  /** Keeps the marks that a row of texts has in common and Markdown has not; says how long the row is. */
  #keepMarks(nodes: readonly unknown[]): number {
    const marks = unknownMarks(nodes[0]);
    const same = JSON.stringify(marks);
    const end = nodes.findIndex((node) => JSON.stringify(unknownMarks(node)) !== same);
    const row = (end < 0 ? nodes : nodes.slice(0, end)).flatMap((node) => asNode(node) ?? []);
    const label = placeholderLabel(marks.map(({ type }) => type).join(" "));
    const before = this.add("inline", `${label} begins`, { begins: marks });
    const after = this.add("inline", `${label} ends`, { ends: marks });
    for (const [index, node] of row.entries()) {
      this.nodes.set(node, {
        keeps: "marks",
        before: index === 0 ? before : undefined,
        shown: { ...node, marks: (node.marks ?? []).filter(isKnown) },
        after: index === row.length - 1 ? after : undefined,
      });
    }
    return row.length;
  }
}

const KNOWN: ReadonlySet<string> = new Set(["strong", "em", "strike", "code"]);
const LINK: ReadonlySet<string> = new Set(["href", "title"]);

function isKnown(mark: AdfMark): boolean {
  return (
    KNOWN.has(mark.type) ||
    (mark.type === "link" && Object.keys(mark.attrs ?? {}).every((key) => LINK.has(key)))
  );
}

function unknownMarks(node: unknown): AdfMark[] {
  const read = asNode(node);
  return read?.type === "text" ? (read.marks ?? []).filter((mark) => !isKnown(mark)) : [];
}

/** Inline nodes that Markdown has. */
function isSaid(node: AdfNode): boolean {
  if (node.type === "hardBreak") return true;
  return node.type === "text" && typeof node.text === "string" && unknownMarks(node).length === 0;
}

export function asNode(value: unknown): AdfNode | undefined {
  return typeof property(value, "type") === "string" ? (value as AdfNode) : undefined;
}

/** What a node is, and enough of what it shows to know it again: `mention Ada`, `media plan.png`. */
function labelOf(node: AdfNode): string {
  const file = asArray(node.content).map((child) => textProperty(property(child, "attrs"), "alt"));
  const extension = textProperty(node.attrs, "extensionKey");
  const shown =
    file.find((name) => name) ?? extension ?? leafText(node) ?? plainText(blocksToRuns(readAdf(node)));
  return placeholderLabel(`${node.type} ${shown}`);
}
