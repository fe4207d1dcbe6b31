/**
 * The document in the middle: every format is read into it and written from it, so that three formats need six small
 * converters and one set of rules about what a well-formed document is ({@link canonicalBlocks}).
 *
 * Inline content is flat (a list of runs with a style), as in ADF: nesting is an accident of notation, and two
 * documents that look the same have the same runs.
 */

export interface LinkTarget {
  url: string;
  title?: string | undefined;
}

/** The toggles that all three formats can say. */
export const TOGGLES = ["strong", "emphasis", "strike"] as const;
export type Toggle = (typeof TOGGLES)[number];

export interface Style extends Readonly<Record<Toggle, boolean>> {
  readonly link: LinkTarget | undefined;
}

export const PLAIN: Style = { strong: false, emphasis: false, strike: false, link: undefined };

export interface TextRun {
  kind: "text";
  text: string;
  style: Style;
}

export interface CodeRun {
  kind: "code";
  text: string;
  style: Style;
}

/** A line break inside a block. */
export interface BreakRun {
  kind: "break";
}

/** An image that lives at a URL. Attached files are text that names the file: only their system can show them. */
export interface ImageRun {
  kind: "image";
  url: string;
  alt: string;
  style: Style;
}

/**
 * Something of a document that is being edited, or one end of it, that only the format it came from can say. Occurs in
 * lossless edits only; `number` is its number in that document.
 */
export interface KeptRun {
  kind: "kept";
  number: number;
  label: string;
  style: Style;
}

export type Run = TextRun | CodeRun | BreakRun | ImageRun | KeptRun;

export type PanelKind = "info" | "note" | "tip" | "success" | "warning" | "error";

export interface ParagraphBlock {
  kind: "paragraph";
  runs: Run[];
}

export interface HeadingBlock {
  kind: "heading";
  /** 1 to 6. */
  level: number;
  runs: Run[];
}

export interface CodeBlock {
  kind: "code";
  language: string | undefined;
  text: string;
}

export interface RuleBlock {
  kind: "rule";
}

export interface QuoteBlock {
  kind: "quote";
  blocks: Block[];
}

export interface PanelBlock {
  kind: "panel";
  panel: PanelKind;
  blocks: Block[];
}

/** Something that a reader folds and unfolds. */
export interface ExpandBlock {
  kind: "expand";
  title: string;
  blocks: Block[];
}

export interface ListItem {
  /** Whether the box is ticked; meaningful in task lists only. */
  checked: boolean;
  blocks: Block[];
}

export interface ListBlock {
  kind: "list";
  list: "bullet" | "ordered" | "task";
  /** First number of an ordered list. */
  start: number;
  items: ListItem[];
}

/** Cells hold inline content only, because that is all a Markdown table can hold. */
export interface TableBlock {
  kind: "table";
  /** Whether the first row is a header row. */
  header: boolean;
  rows: Run[][][];
}

export type Block =
  | ParagraphBlock
  | HeadingBlock
  | CodeBlock
  | RuleBlock
  | QuoteBlock
  | PanelBlock
  | ExpandBlock
  | ListBlock
  | TableBlock;

/** Containers nested deeper than this are flattened: nobody reads them, and every writer here is recursive. */
export const MAX_BLOCK_DEPTH = 24;

/** How deep a reader follows nodes of a foreign format before it takes the text below and stops. */
export const MAX_NODE_DEPTH = 200;

export function textRun(text: string, style: Style = PLAIN): TextRun {
  return { kind: "text", text, style };
}

export function paragraph(runs: Run[]): ParagraphBlock {
  return { kind: "paragraph", runs };
}

export function sameLink(a: LinkTarget | undefined, b: LinkTarget | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.url === b.url && a.title === b.title);
}

export function sameStyle(a: Style, b: Style): boolean {
  return TOGGLES.every((toggle) => a[toggle] === b[toggle]) && sameLink(a.link, b.link);
}

/** What the runs say, without any style. */
export function plainText(runs: readonly Run[]): string {
  return runs.map(textOfRun).join("");
}

function textOfRun(run: Run): string {
  switch (run.kind) {
    case "break":
      return "\n";
    case "image":
      return run.alt || run.url;
    case "kept":
      return run.label;
    case "text":
    case "code":
      return run.text;
  }
}
