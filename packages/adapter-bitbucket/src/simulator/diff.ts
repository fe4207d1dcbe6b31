import type { FileChange } from "./git.js";
import type { SimFile } from "./state.js";

/** A line of one file beside the other: kept, taken away or put in. */
interface Edit {
  kind: " " | "-" | "+";
  line: string;
}

/** A change of a file as git shows it, with so many lines around each change. */
export function diffOf({ path, before, after }: FileChange, context = 3): string {
  const head = [
    `diff --git a/${path} b/${path}`,
    ...(before === undefined ? ["new file mode 100644"] : []),
    ...(after === undefined ? ["deleted file mode 100644"] : []),
  ];
  const [from, to] = [
    before === undefined ? "/dev/null" : `a/${path}`,
    after === undefined ? "/dev/null" : `b/${path}`,
  ];
  if (isBinary(before) || isBinary(after))
    return `${[...head, `Binary files ${from} and ${to} differ`].join("\n")}\n`;
  const hunks = hunksOf(editsBetween(linesOf(before), linesOf(after)), context);
  return `${[...head, `--- ${from}`, `+++ ${to}`, ...hunks].join("\n")}\n`;
}

/** How many lines a change puts in and takes away. */
export function sizeOf({ before, after }: FileChange): { added: number; removed: number } {
  if (isBinary(before) || isBinary(after)) return { added: 0, removed: 0 };
  const edits = editsBetween(linesOf(before), linesOf(after));
  const count = (kind: Edit["kind"]) => edits.filter((edit) => edit.kind === kind).length;
  return { added: count("+"), removed: count("-") };
}

function isBinary(file: SimFile | undefined): boolean {
  return file !== undefined && typeof file !== "string";
}

function linesOf(file: SimFile | undefined): string[] {
  const lines = typeof file === "string" ? file.split("\n") : [];
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

/** The longest common lines stay. Files of the simulated world are short, so the plain table is quick enough. */
function editsBetween(before: readonly string[], after: readonly string[]): Edit[] {
  const common = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  const at = (row: number, column: number) => common[row]?.[column] ?? 0;
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      const length =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
      common[row]?.splice(column, 1, length);
    }
  }
  const edits: Edit[] = [];
  let [row, column] = [0, 0];
  while (row < before.length || column < after.length) {
    const [old, fresh] = [before[row], after[column]];
    if (old !== undefined && old === fresh) {
      edits.push({ kind: " ", line: old });
      row += 1;
      column += 1;
    } else if (old !== undefined && (fresh === undefined || at(row + 1, column) >= at(row, column + 1))) {
      edits.push({ kind: "-", line: old });
      row += 1;
    } else {
      edits.push({ kind: "+", line: fresh ?? "" });
      column += 1;
    }
  }
  return edits;
}

function hunksOf(edits: readonly Edit[], context: number): string[] {
  const touched = edits.flatMap(({ kind }, index) => (kind === " " ? [] : [index]));
  const ranges: { from: number; to: number }[] = [];
  for (const index of touched) {
    const last = ranges.at(-1);
    const from = Math.max(0, index - context);
    if (last !== undefined && from <= last.to + 1) last.to = index + context;
    else ranges.push({ from, to: index + context });
  }
  return ranges.flatMap(({ from, to }) => {
    const shown = edits.slice(from, to + 1);
    const [old, fresh] = (["-", "+"] as const).map((side) => {
      const counts = (edit: Edit) => edit.kind === " " || edit.kind === side;
      const length = shown.filter(counts).length;
      const start = edits.slice(0, from).filter(counts).length;
      return `${length === 0 ? start : start + 1},${length}`;
    });
    return [`@@ -${old} +${fresh} @@`, ...shown.map(({ kind, line }) => kind + line)];
  });
}
