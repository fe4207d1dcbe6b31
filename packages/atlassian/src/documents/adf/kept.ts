import type { KeptPlace } from "../editing/numbering.js";
import type { KeptInline } from "./write-inlines.js";

interface WholeNode {
  keeps: "block" | "inline";
  run: KeptPlace;
}

/** A text some of whose marks are kept; `shown` is it without them. */
interface MarkedText {
  keeps: "marks";
  before: KeptPlace | undefined;
  shown: object;
  after: KeptPlace | undefined;
}

export type KeptAdfNode = WholeNode | MarkedText;

/** The nodes of a document that an edit keeps as they are, by what stands for them. */
export type KeptAdfNodes = ReadonlyMap<object, KeptAdfNode>;

/** What goes back unchanged: a node, or marks that begin or end. */
export type AdfSource = KeptInline;
