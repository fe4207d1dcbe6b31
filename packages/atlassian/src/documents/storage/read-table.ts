import { type ChildNode, type Element, isTag } from "domhandler";
import { type Run, type TableBlock, textRun } from "../model/model.js";
import { type SpannedCell, tableGrid } from "../model/table-grid.js";
import { attribute, textBelow } from "./xml.js";

/** Reads a table; `runsOf` gives what a cell says. */
export function readTable(table: Element, runsOf: (cell: Element) => Run[]): TableBlock {
  const cellOf = (cell: Element): SpannedCell => ({
    runs: runsOf(cell),
    header: cell.name === "th",
    columns: Number(attribute(cell, "colspan") ?? 1),
    rows: Number(attribute(cell, "rowspan") ?? 1),
  });
  const rows = rowsOf(table.children).map((row): SpannedCell[] => {
    if (!isTag(row)) return [{ runs: [textRun(textBelow(row))], header: false, columns: 1, rows: 1 }];
    const cells = row.children.filter(isCell);
    // Content beside the cells is broken markup; it is shown in a cell of its own.
    const stray = row.children.some((node) => !isCell(node) && !isBlank(node));
    return stray ? [cellOf(row)] : cells.map(cellOf);
  });
  return { kind: "table", ...tableGrid(rows) };
}

const GROUPS: ReadonlySet<string> = new Set(["tbody", "thead", "tfoot"]);
const COLUMNS: ReadonlySet<string> = new Set(["colgroup", "col"]);

/** The rows, and whatever else stands in their place and is not blank. Column widths say nothing to a reader. */
function rowsOf(nodes: readonly ChildNode[]): ChildNode[] {
  return nodes
    .flatMap((node) => (isTag(node) && GROUPS.has(node.name) ? node.children : [node]))
    .filter((node) => (isTag(node) ? !COLUMNS.has(node.name) : !isBlank(node)));
}

function isCell(node: ChildNode): node is Element {
  return isTag(node) && (node.name === "td" || node.name === "th");
}

function isBlank(node: ChildNode): boolean {
  return !isTag(node) && textBelow(node).trim() === "";
}
