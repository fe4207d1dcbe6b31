import type { KeptRun } from "../model/model.js";
import type { Placeholder } from "./placeholders.js";

/** What stands for something that an edit keeps. */
export type KeptPlace = Omit<KeptRun, "style">;

/** Numbers what an edit of a document keeps, in the order of the document. */
export class Numbering<Node, Kept, Source> {
  readonly placeholders: Placeholder<Source>[] = [];
  readonly nodes = new Map<Node, Kept>();

  add(place: Placeholder["place"], label: string, source: Source): KeptPlace {
    const number = this.placeholders.length + 1;
    this.placeholders.push({ number, label, place, source });
    return { kind: "kept", number, label };
  }

  /** Takes everything back that `mark` has kept when it says that it was in vain. */
  attempt(mark: () => boolean): boolean {
    const count = this.placeholders.length;
    const size = this.nodes.size;
    if (mark()) return true;
    this.placeholders.length = count;
    // A map keeps the order in which it was filled.
    for (const node of [...this.nodes.keys()].slice(size)) this.nodes.delete(node);
    return false;
  }
}
