import type { Terminal } from "./terminal.js";
import { columnsOf, pad } from "./text.js";

/** Rows under named columns. Cells are one-line texts without colours. */
export interface Table {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

type Look = Pick<Terminal, "isRich" | "columns" | "palette">;

/** A table as lines: with frames for a person, as plain aligned columns for a pipe. */
export async function tableLines(table: Table, look: Look): Promise<string[]> {
  return look.isRich ? framed(table, look) : aligned(table);
}

function aligned({ columns, rows }: Table): string[] {
  const widths = widthsOf({ columns, rows });
  return [columns, ...rows].map((row) =>
    row
      .map((cell, index) => pad(cell, widths[index] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

async function framed(table: Table, { columns: available, palette }: Look): Promise<string[]> {
  const { default: CliTable } = await import("cli-table3");
  const drawn = new CliTable({
    head: table.columns.map(palette.strong),
    colWidths: fitWidths(widthsOf(table), available - table.columns.length - 1),
    wordWrap: true,
    wrapOnWordBoundary: true,
    style: { head: [], border: [] },
    chars: { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" },
  });
  drawn.push(...table.rows.map((row) => [...row]));
  return drawn.toString().split("\n");
}

function widthsOf({ columns, rows }: Table): number[] {
  return columns.map((name, index) =>
    rows.reduce((most, row) => Math.max(most, columnsOf(row[index] ?? "")), columnsOf(name)),
  );
}

const PADDING = 2;
const NARROWEST = 8;

/** Widths with padding that fit beside each other: the widest give way first, but no column becomes unreadable. */
export function fitWidths(natural: readonly number[], available: number): number[] {
  const widths = natural.map((width) => width + PADDING);
  for (let excess = sum(widths) - available; excess > 0; excess--) {
    const widest = Math.max(...widths);
    if (widest <= NARROWEST) break;
    widths[widths.indexOf(widest)] = widest - 1;
  }
  return widths;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
