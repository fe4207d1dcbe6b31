import { panelOfName } from "../model/panels.js";
import { asArray, property } from "./json.js";
import { type AdfKeeper, asNode } from "./keeper.js";
import type { AdfNode } from "./types.js";

/**
 * Keeps what Markdown cannot say of a block; says whether the block itself can be said. When it cannot, nothing of it
 * has been kept: it is to be kept whole.
 */
export function markBlock(node: AdfNode, keeper: AdfKeeper): boolean {
  return keeper.attempt(() => mark(node, keeper));
}

function mark(node: AdfNode, keeper: AdfKeeper): boolean {
  const children = asArray(node.content);
  switch (node.type) {
    case "paragraph":
    case "heading":
      keeper.keepInlines(children);
      return true;
    case "rule":
      return true;
    case "codeBlock":
      return children.every((child) => property(child, "type") === "text");
    case "blockquote":
    case "expand":
      return markFlow(children, keeper);
    case "panel":
      return isPlainPanel(node) && markFlow(children, keeper);
    case "bulletList":
    case "orderedList":
      return children.every(
        (child) => property(child, "type") === "listItem" && markFlow(contentOf(child), keeper),
      );
    case "taskList":
      return markTasks(children, keeper);
    case "table":
      return property(node.attrs, "isNumberColumnEnabled") !== true && markTable(children, keeper);
    default:
      return false;
  }
}

/** Blocks below something that Markdown can say. Always succeeds. */
function markFlow(children: readonly unknown[], keeper: AdfKeeper): true {
  for (const child of children) {
    const node = asNode(child);
    if (node !== undefined && !markBlock(node, keeper)) keeper.keepWhole(node, "block");
  }
  return true;
}

function isPlainPanel({ attrs }: AdfNode): boolean {
  const kind = property(attrs, "panelType");
  const others = Object.keys(attrs ?? {}).filter((key) => key !== "panelType" && key !== "localId");
  return others.length === 0 && panelOfName(kind) === kind;
}

function markTasks(children: readonly unknown[], keeper: AdfKeeper): boolean {
  return children.every((child) => {
    if (property(child, "type") === "taskList") return markTasks(contentOf(child), keeper);
    keeper.keepInlines(contentOf(child));
    return property(child, "type") === "taskItem";
  });
}

/** A table of equal cells that hold lines of text, whose head is the first row or nothing. */
function markTable(rows: readonly unknown[], keeper: AdfKeeper): boolean {
  const width = contentOf(rows[0]).length;
  return (
    width > 0 &&
    rows.every((row, index) => {
      const cells = contentOf(row);
      const heads = cells.filter((cell) => property(cell, "type") === "tableHeader").length;
      return (
        property(row, "type") === "tableRow" &&
        cells.length === width &&
        (heads === 0 || (index === 0 && heads === width)) &&
        cells.every((cell) => markCell(cell, keeper))
      );
    })
  );
}

function markCell(cell: unknown, keeper: AdfKeeper): boolean {
  const attrs = property(cell, "attrs");
  const isWide = ["colspan", "rowspan"].some((name) => Number(property(attrs, name) ?? 1) !== 1);
  if (isWide || !["tableCell", "tableHeader"].includes(String(property(cell, "type")))) return false;
  return contentOf(cell).every((block) => {
    keeper.keepInlines(contentOf(block));
    return property(block, "type") === "paragraph";
  });
}

function contentOf(node: unknown): readonly unknown[] {
  return asArray(property(node, "content"));
}
