import type { Block, KeptRun, ListBlock, ListItem, PanelKind, Run, TableBlock } from "../model/model.js";
import type { RunRules } from "../model/runs.js";
import { storageLink } from "./page-links.js";
import { inlineMarkup } from "./write-inlines.js";
import { cdata, escapeText, markup } from "./xml.js";

/** What the storage format knows of inline content. */
export const STORAGE_RUNS: RunRules = { collapseSpaces: true, link: storageLink };

/**
 * Panels by the macro that looks like them. Confluence has four; its `note` is yellow, its `warning` red.
 * https://confluence.atlassian.com/doc/info-tip-note-and-warning-macros-51872369.html
 */
const PANEL_MACROS: ReadonlyMap<PanelKind, string> = new Map([
  ["info", "info"],
  ["note", "note"],
  ["tip", "tip"],
  ["success", "tip"],
  ["warning", "note"],
  ["error", "warning"],
]);

/** Writes canonical blocks in storage format; `""` for none. */
export function writeStorage(blocks: readonly Block[], options: WriteOptions = {}): string {
  return new StorageWriter(options).blocks(blocks);
}

export interface WriteOptions {
  /** The highest number of a task on the page that the blocks go into. */
  tasksBefore?: number;
  /** What an edit keeps. */
  kept?: KeptSources;
}

export interface KeptSources {
  /** The source of what stands in a line. */
  inline(run: KeptRun): string;
  /** The source of what stands by itself where a block can; `undefined` when it needs a paragraph around it. */
  block(run: KeptRun): string | undefined;
}

const NOTHING_KEPT: KeptSources = { inline: ({ label }) => escapeText(label), block: () => undefined };

class StorageWriter {
  /** Tasks are numbered within their page. */
  #tasks: number;
  readonly #kept: KeptSources;

  constructor({ tasksBefore = 0, kept = NOTHING_KEPT }: WriteOptions) {
    this.#tasks = tasksBefore;
    this.#kept = kept;
  }

  blocks(blocks: readonly Block[]): string {
    return blocks.map((block) => this.#block(block)).join("");
  }

  #block(block: Block): string {
    switch (block.kind) {
      case "paragraph":
        return this.#paragraph(block.runs);
      case "heading":
        return markup(`h${block.level}`, {}, this.#inlines(block.runs));
      case "code":
        return macro("code", { language: block.language }, plainBody(block.text));
      case "rule":
        return markup("hr", {});
      case "quote":
        return markup("blockquote", {}, this.blocks(block.blocks));
      case "panel":
        return macro(PANEL_MACROS.get(block.panel) ?? "info", {}, this.#richBody(block.blocks));
      case "expand":
        return macro("expand", { title: block.title || undefined }, this.#richBody(block.blocks));
      case "list":
        return this.#list(block);
      case "table":
        return this.#table(block);
    }
  }

  #richBody(blocks: readonly Block[]): string {
    return markup("ac:rich-text-body", {}, this.blocks(blocks) || markup("p", {}));
  }

  #list(list: ListBlock): string {
    if (list.list === "task") {
      return markup("ac:task-list", {}, ...list.items.map((item) => this.#task(item)));
    }
    const items = list.items.map((item) => markup("li", {}, this.blocks(item.blocks) || markup("p", {})));
    if (list.list === "bullet") return markup("ul", {}, ...items);
    return markup("ol", { start: list.start === 1 ? undefined : String(list.start) }, ...items);
  }

  #task(item: ListItem): string {
    this.#tasks += 1;
    const [first, ...rest] = item.blocks;
    const label = first?.kind === "paragraph" ? this.#inlines(first.runs) : "";
    const body = markup("span", { class: "placeholder-inline-tasks" }, label);
    return markup(
      "ac:task",
      {},
      markup("ac:task-id", {}, String(this.#tasks)),
      markup("ac:task-status", {}, item.checked ? "complete" : "incomplete"),
      markup("ac:task-body", {}, body, this.blocks(rest)),
    );
  }

  #table(block: TableBlock): string {
    const rows = block.rows.map((row, index) => {
      const name = block.header && index === 0 ? "th" : "td";
      return markup("tr", {}, ...row.map((cell) => markup(name, {}, markup("p", {}, this.#inlines(cell)))));
    });
    return markup("table", {}, markup("tbody", {}, ...rows));
  }

  #paragraph(runs: readonly Run[]): string {
    const [only, ...others] = runs;
    const alone = only?.kind === "kept" && others.length === 0 ? this.#kept.block(only) : undefined;
    return alone ?? markup("p", {}, this.#inlines(runs));
  }

  #inlines(runs: readonly Run[]): string {
    return inlineMarkup(runs, (run) => this.#kept.inline(run));
  }
}

function macro(name: string, parameters: Record<string, string | undefined>, body: string): string {
  const written = Object.entries(parameters).map(([key, value]) =>
    value === undefined ? "" : markup("ac:parameter", { "ac:name": key }, escapeText(value)),
  );
  return markup("ac:structured-macro", { "ac:name": name, "ac:schema-version": "1" }, ...written, body);
}

function plainBody(text: string): string {
  return markup("ac:plain-text-body", {}, cdata(text));
}
