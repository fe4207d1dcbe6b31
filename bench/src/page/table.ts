import { type Cell, figure, type Table } from "./section.js";

/** A table as lines of plain text: texts to the left, numbers to the right. */
export function tableLines({ columns, rows }: Omit<Table, "title">): string[] {
  const texts = rows.map((row) => row.map(cellText));
  const widths = columns.map((name, column) =>
    texts.reduce((widest, row) => Math.max(widest, (row[column] ?? "").length), name.length),
  );
  const isNumeric = columns.map((_, column) => rows.some((row) => typeof row[column] === "number"));
  const line = (cells: readonly string[]) =>
    widths
      .map((width, column) => {
        const text = cells[column] ?? "";
        return isNumeric[column] === true ? text.padStart(width) : text.padEnd(width);
      })
      .join("  ")
      .trimEnd();
  return [line(columns), line(widths.map((width) => "─".repeat(width))), ...texts.map(line)];
}

function cellText(cell: Cell): string {
  if (cell === null) return "–";
  return typeof cell === "number" ? figure(cell) : cell;
}
