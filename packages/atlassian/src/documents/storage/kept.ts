import type { ChildNode } from "domhandler";
import type { KeptPlace } from "../editing/numbering.js";

interface WholeNode {
  keeps: "block" | "inline";
  run: KeptPlace;
}

/** Only its two ends are kept, around what can be edited. */
interface NodeEnds {
  keeps: "ends";
  before: KeptPlace;
  after: KeptPlace;
}

export type KeptNode = WholeNode | NodeEnds;

/** The nodes of a page that an edit keeps as they are, by what stands for them. */
export type KeptNodes = ReadonlyMap<ChildNode, KeptNode>;
