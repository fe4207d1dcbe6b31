import type { Run, TableBlock } from "../model/model.js";
import { type SpannedCell, tableGrid } from "../model/table-grid.js";
import { asArray, asObject, property } from "./json.js";

/** Reads a table; `runsOf` gives what a cell says. */
export function readTable(table: object, runsOf: (cell: object) => Run[]): TableBlock {
  const rows = asArray(property(table, "content")).map((row) => {
    // What is no row is a row of one cell: nothing in a table is passed over.
    const cells = property(row, "type") === "tableRow" ? asArray(property(row, "content")) : [row];
    return cells.flatMap((cell): SpannedCell[] => {
      const node = asObject(cell);
      if (node === undefined) return [];
      const attrs = property(node, "attrs");
      return [
        {
          runs: runsOf(node),
          header: property(node, "type") === "tableHeader",
          columns: Number(property(attrs, "colspan") ?? 1),
          rows: Number(property(attrs, "rowspan") ?? 1),
        },
      ];
    });
  });
  return { kind: "table", ...tableGrid(rows) };
}
