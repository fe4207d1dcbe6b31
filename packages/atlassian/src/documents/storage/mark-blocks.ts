import { isTag, isText } from "domhandler";
import { headingLevel } from "./headings.js";
import type { Keeper } from "./keeper.js";
import { isInline, linesOf, markInlines } from "./mark-inlines.js";
import { macroParts } from "./read-macros.js";
import { isElement, type SourceElement, type SourceNode } from "./source.js";
import { attribute } from "./xml.js";

/**
 * Keeps what Markdown cannot say of a block; says whether the block itself can be said. When it cannot, nothing of it
 * has been kept: it is to be kept whole.
 */
export function markBlock(node: SourceNode, keeper: Keeper): boolean {
  return isElement(node) && keeper.attempt(() => mark(node, keeper));
}

function mark(node: SourceElement, keeper: Keeper): boolean {
  switch (node.node.name) {
    case "p":
      markInlines(node.children, keeper);
      return true;
    case "hr":
      return true;
    case "blockquote":
      markFlow(node.children, keeper);
      return true;
    case "ul":
    case "ol":
      return markAll(node, (part) => isNamed(part, "li") && markFlow(part.children, keeper));
    case "ac:task-list":
      return markAll(node, (part) => isNamed(part, "ac:task") && markTask(part, keeper));
    case "table":
      return markTable(node, keeper);
    case "ac:structured-macro":
      return markMacro(node, keeper);
    default:
      if (headingLevel(node) === undefined) return false;
      markInlines(node.children, keeper);
      return true;
  }
}

/** Blocks and lines in any order, below something that Markdown can say. Always succeeds. */
function markFlow(nodes: readonly SourceNode[], keeper: Keeper): true {
  for (const line of linesOf(nodes)) {
    if (Array.isArray(line)) markInlines(line, keeper);
    else if (!markBlock(line, keeper)) keeper.keepWhole(line, "block");
  }
  return true;
}

function markTask(task: SourceElement, keeper: Keeper): boolean {
  return task.children.every((part) => !isNamed(part, "ac:task-body") || markFlow(part.children, keeper));
}

const GROUPS: ReadonlySet<string> = new Set(["tbody", "thead", "colgroup"]);

/** A table of equal cells that hold lines of text, whose head is the first row or nothing. */
function markTable(table: SourceElement, keeper: Keeper): boolean {
  const rows: SourceElement[] = [];
  const isGrid = markAll(table, (part) => {
    if (!isElement(part)) return false;
    const { name } = part.node;
    if (name === "tr") rows.push(part);
    else if (name !== "colgroup") rows.push(...part.children.filter(isElement));
    return name === "tr" || GROUPS.has(name);
  });
  const cells = rows.map((row) => row.children.filter(isElement));
  const width = cells[0]?.length ?? 0;
  return (
    isGrid &&
    width > 0 &&
    rows.every((row) => isNamed(row, "tr") && markAll(row, isElement)) &&
    cells.every((row, index) => {
      const heads = row.filter((cell) => isNamed(cell, "th")).length;
      return row.length === width && (heads === 0 || (index === 0 && heads === width));
    }) &&
    cells.flat().every((cell) => markCell(cell, keeper))
  );
}

function markCell(cell: SourceElement, keeper: Keeper): boolean {
  const isWide = ["colspan", "rowspan"].some((name) => Number(attribute(cell.node, name) ?? 1) !== 1);
  if (isWide || !(isNamed(cell, "td") || isNamed(cell, "th"))) return false;
  return linesOf(cell.children).every((line) => {
    const paragraph = Array.isArray(line) ? line : isNamed(line, "p") ? line.children : undefined;
    if (paragraph === undefined) return false;
    markInlines(paragraph, keeper);
    return true;
  });
}

/** Parameters by macro, of those macros that Markdown can say. */
const SAID: ReadonlyMap<string, { parameters: readonly string[]; body: "rich" | "plain" }> = new Map([
  ["code", { parameters: ["language"], body: "plain" }],
  ["info", { parameters: [], body: "rich" }],
  ["note", { parameters: [], body: "rich" }],
  ["tip", { parameters: [], body: "rich" }],
  ["warning", { parameters: [], body: "rich" }],
  ["expand", { parameters: ["title"], body: "rich" }],
]);

function markMacro(macro: SourceElement, keeper: Keeper): boolean {
  const { name, parameters, rich, plain } = macroParts(macro.node);
  const said = SAID.get(name);
  const bodies = macro.children.filter((part) => isElement(part) && part.node.name.endsWith("-body"));
  const [body] = bodies;
  if (said === undefined || bodies.length !== 1 || body === undefined) return false;
  if ([...parameters.keys()].some((parameter) => !said.parameters.includes(parameter))) return false;
  if (said.body === "plain") return plain !== undefined;
  return rich !== undefined && markFlow(body.children, keeper);
}

/** An element that holds blocks and can be opened for an edit: where its content stands. */
export function contentOf(node: SourceNode): SourceElement | undefined {
  if (!isElement(node)) return undefined;
  if (OPENED.has(node.node.name)) return isClosed(node) ? node : undefined;
  if (node.node.name !== "ac:structured-macro") return undefined;
  const bodies = node.children.filter(isElement).filter((part) => part.node.name.endsWith("-body"));
  const [body] = bodies;
  const isOpen = bodies.length === 1 && body !== undefined && isNamed(body, "ac:rich-text-body");
  return isOpen && isClosed(body) ? body : undefined;
}

const OPENED: ReadonlySet<string> = new Set([
  ...["ac:layout", "ac:layout-section", "ac:layout-cell", "div", "section", "article"],
]);

/** Whether there is a place between the two tags: `<div/>` has none. */
function isClosed({ end, inner }: SourceElement): boolean {
  return end > inner.end;
}

function isNamed(node: SourceNode, name: string): node is SourceElement {
  return isTag(node.node) && node.node.name === name;
}

/** Whether every child that is not blank does. */
function markAll(node: SourceNode, does: (part: SourceNode) => boolean): boolean {
  return node.children.every((part) =>
    isTag(part.node) || isInline(part.node) ? does(part) : isBlank(part),
  );
}

function isBlank({ node }: SourceNode): boolean {
  return isText(node) && node.data.trim() === "";
}
