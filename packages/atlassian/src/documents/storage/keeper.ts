import type { ChildNode } from "domhandler";
import { type KeptPlace, Numbering } from "../editing/numbering.js";
import type { Placeholder } from "../editing/placeholders.js";
import type { KeptNode } from "./kept.js";
import { kindLabel, nodeLabel } from "./labels.js";
import type { SourceElement, SourceNode } from "./source.js";

/** A stretch of a page's source; `end` is exclusive. */
export interface Place {
  start: number;
  end: number;
}

/** Keeps parts of a page's source. */
export class Keeper extends Numbering<ChildNode, KeptNode, string> {
  readonly #source: string;

  constructor(source: string) {
    super();
    this.#source = source;
  }

  keep(place: Placeholder["place"], label: string, { start, end }: Place): KeptPlace {
    return this.add(place, label, this.#source.slice(start, end));
  }

  keepWhole(node: SourceNode, keeps: "block" | "inline"): KeptPlace {
    const run = this.keep(keeps, nodeLabel(node.node), node);
    this.nodes.set(node.node, { keeps, run });
    return run;
  }

  /** Keeps the two tags of an inline element; `inside` numbers what is between them. */
  keepEnds(element: SourceElement, inside: () => void): void {
    const label = kindLabel(element.node);
    const before = this.keep("inline", `${label} begins`, { start: element.start, end: element.inner.start });
    inside();
    const after = this.keep("inline", `${label} ends`, { start: element.inner.end, end: element.end });
    this.nodes.set(element.node, { keeps: "ends", before, after });
  }
}
