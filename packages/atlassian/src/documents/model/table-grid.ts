import type { Run } from "./model.js";

/** A cell as it was read, with the number of columns and rows that it covers. */
export interface SpannedCell {
  runs: Run[];
  header: boolean;
  columns: number;
  rows: number;
}

/** No real table is wider, and a hostile one must not fill the memory. */
const MAX_SPAN = 100;

/** Rows of equal cells, as Markdown wants them: what a wide or high cell covers beside its first place is empty. */
export function tableGrid(rows: readonly SpannedCell[][]): { header: boolean; rows: Run[][][] } {
  /** Per column, for how many further rows it is covered from above. */
  const covered: number[] = [];
  const grid = rows.map((row) => {
    const cells: Run[][] = [];
    const skipCovered = () => {
      while ((covered[cells.length] ?? 0) > 0) {
        covered[cells.length] = (covered[cells.length] ?? 0) - 1;
        cells.push([]);
      }
    };
    for (const cell of row) {
      skipCovered();
      const [columns, below] = [span(cell.columns), span(cell.rows) - 1];
      for (let column = 0; column < columns; column++) {
        if (below > 0) covered[cells.length] = below;
        cells.push(column === 0 ? cell.runs : []);
      }
    }
    skipCovered();
    return cells;
  });
  const first = rows[0] ?? [];
  return { header: first.length > 0 && first.every((cell) => cell.header), rows: grid };
}

function span(value: number): number {
  return Number.isFinite(value) ? Math.min(MAX_SPAN, Math.max(1, Math.trunc(value))) : 1;
}
