import { blocksToRuns } from "./flatten.js";
import { type Block, paragraph, type Run } from "./model.js";
import { isBlank } from "./runs.js";

/**
 * Collects a foreign tree in which inline and block nodes may be mixed anywhere: runs gather until a block comes, and
 * then become a paragraph of their own. No text can fall between the two.
 */
export class DocumentBuilder {
  readonly #blocks: Block[] = [];
  #runs: Run[] = [];

  run(run: Run): void {
    this.#runs.push(run);
  }

  /** Ends the current paragraph, if there is one. */
  flush(): void {
    if (!isBlank(this.#runs)) this.#blocks.push(paragraph(this.#runs));
    this.#runs = [];
  }

  block(block: Block): void {
    this.flush();
    this.#blocks.push(block);
  }

  blocks(): Block[] {
    this.flush();
    return this.#blocks;
  }

  /** Everything as one row of runs, for places that hold nothing else. */
  runs(): Run[] {
    return blocksToRuns(this.blocks());
  }
}
