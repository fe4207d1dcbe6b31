import type { Block, ImageRun, KeptRun, ListBlock, ListItem, Run, TableBlock } from "../model/model.js";
import { canonicalRuns } from "../model/runs.js";
import { ADF_RUNS, type Container, fit } from "./fit.js";
import type { AdfDocument, AdfNode } from "./types.js";
import { inlineNodes, type KeptInline, linkMarks } from "./write-inlines.js";

/** Writes canonical blocks as a document that keeps ADF's rules about what may stand where. */
export function writeAdf(blocks: readonly Block[]): AdfDocument {
  const content = new AdfWriter().blocks(blocks, "doc");
  return { version: 1, type: "doc", content };
}

/** Blocks for an edit: as they stand in a document beside others, `[]` for none. */
export function writeAdfBlocks(blocks: readonly Block[], options: AdfWriteOptions): AdfNode[] {
  return blocks.length === 0 ? [] : new AdfWriter(options).blocks(blocks, "doc");
}

export interface AdfWriteOptions {
  /** Begins the ids of tasks, so that they differ from those that the document has. */
  taskPrefix?: string;
  kept?: KeptAdf;
}

/** What an edit keeps. */
export interface KeptAdf {
  inline(run: KeptRun): KeptInline;
  /** What stands by itself where a block can; `undefined` when it needs a paragraph around it. */
  block(run: KeptRun): AdfNode | undefined;
}

const NOTHING_KEPT: KeptAdf = {
  inline: ({ label }) => ({ node: { type: "text", text: label } }),
  block: () => undefined,
};

class AdfWriter {
  /** Tasks need ids that are unique in their document; counted, so that the same text gives the same document. */
  #tasks = 0;
  readonly #taskPrefix: string;
  readonly #kept: KeptAdf;

  constructor({ taskPrefix = "task", kept = NOTHING_KEPT }: AdfWriteOptions = {}) {
    this.#taskPrefix = taskPrefix;
    this.#kept = kept;
  }

  /** Never empty, because no container of ADF may be. */
  blocks(blocks: readonly Block[], container: Container): AdfNode[] {
    const nodes = fit(blocks, container).flatMap((block) => this.#block(block));
    if (container === "listItem" && nodes[0]?.type !== "paragraph") nodes.unshift(EMPTY_PARAGRAPH());
    return nodes.length === 0 ? [EMPTY_PARAGRAPH()] : nodes;
  }

  #block(block: Block): AdfNode[] {
    switch (block.kind) {
      case "paragraph":
        return this.#paragraphs(block.runs);
      case "heading":
        return [{ type: "heading", attrs: { level: block.level }, content: this.#inlines(block.runs) }];
      case "code":
        return [codeBlock(block)];
      case "rule":
        return [{ type: "rule" }];
      case "quote":
        return [{ type: "blockquote", content: this.blocks(block.blocks, "blockquote") }];
      case "panel":
        return [
          { type: "panel", attrs: { panelType: block.panel }, content: this.blocks(block.blocks, "panel") },
        ];
      case "expand":
        return [
          { type: "expand", attrs: { title: block.title }, content: this.blocks(block.blocks, "expand") },
        ];
      case "list":
        return [block.list === "task" ? this.#tasksOf(block) : this.#list(block)];
      case "table":
        return [this.#table(block)];
    }
  }

  #list(list: ListBlock): AdfNode {
    const content = list.items.map(
      (item): AdfNode => ({ type: "listItem", content: this.blocks(item.blocks, "listItem") }),
    );
    return list.list === "ordered"
      ? { type: "orderedList", attrs: { order: list.start }, content }
      : { type: "bulletList", content };
  }

  #tasksOf(list: ListBlock): AdfNode {
    const attrs = { localId: this.#taskId() };
    return { type: "taskList", attrs, content: list.items.flatMap((item) => this.#task(item)) };
  }

  /** A task, followed by the list of the tasks below it, if any: in ADF they are neighbours. */
  #task(item: ListItem): AdfNode[] {
    const label: Run[] = [];
    const below: ListBlock[] = [];
    for (const block of item.blocks) {
      if (block.kind === "paragraph") label.push({ kind: "break" }, ...block.runs);
      if (block.kind === "list") below.push(block);
    }
    const attrs = { localId: this.#taskId(), state: item.checked ? "DONE" : "TODO" };
    const task: AdfNode = { type: "taskItem", attrs, content: this.#inlines(canonicalRuns(label, ADF_RUNS)) };
    return [task, ...below.map((list) => this.#tasksOf(list))];
  }

  #taskId(): string {
    this.#tasks += 1;
    return `${this.#taskPrefix}-${this.#tasks}`;
  }

  #table(block: TableBlock): AdfNode {
    const content = block.rows.map((row, index): AdfNode => {
      const type = block.header && index === 0 ? "tableHeader" : "tableCell";
      return {
        type: "tableRow",
        content: row.map((cell): AdfNode => {
          const blocks = this.#paragraphs(cell);
          return { type, attrs: {}, content: blocks.length === 0 ? [EMPTY_PARAGRAPH()] : blocks };
        }),
      };
    });
    return { type: "table", attrs: { isNumberColumnEnabled: false, layout: "default" }, content };
  }

  /** A paragraph, parted where images stand in it: to ADF they are blocks. */
  #paragraphs(runs: readonly Run[]): AdfNode[] {
    const [only, ...others] = runs;
    const alone = only?.kind === "kept" && others.length === 0 ? this.#kept.block(only) : undefined;
    if (alone !== undefined) return [alone];
    const nodes: AdfNode[] = [];
    let line: Run[] = [];
    const end = () => {
      const content = this.#inlines(canonicalRuns(line, ADF_RUNS));
      if (content.length > 0) nodes.push({ type: "paragraph", content });
      line = [];
    };
    for (const run of runs) {
      if (run.kind === "image") {
        end();
        nodes.push(mediaSingle(run));
      } else {
        line.push(run);
      }
    }
    end();
    return nodes;
  }

  #inlines(runs: readonly Run[]): AdfNode[] {
    return inlineNodes(runs, (run) => this.#kept.inline(run));
  }
}

const EMPTY_PARAGRAPH = (): AdfNode => ({ type: "paragraph", content: [] });

function codeBlock(block: Extract<Block, { kind: "code" }>): AdfNode {
  const attrs = block.language === undefined ? {} : { attrs: { language: block.language } };
  const content: AdfNode[] = block.text === "" ? [] : [{ type: "text", text: block.text }];
  return { type: "codeBlock", ...attrs, content };
}

function mediaSingle(image: ImageRun): AdfNode {
  const alt = image.alt === "" ? {} : { alt: image.alt };
  const marks = image.style.link === undefined ? {} : { marks: linkMarks(image.style.link) };
  const media: AdfNode = { type: "media", attrs: { type: "external", url: image.url, ...alt }, ...marks };
  return { type: "mediaSingle", attrs: { layout: "center" }, content: [media] };
}
