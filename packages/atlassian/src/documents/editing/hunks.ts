import type { Block } from "../model/model.js";

/** A stretch of a document (of its source, of its nodes) that is one block of its Markdown; `end` is exclusive. */
export interface Piece {
  start: number;
  end: number;
  block: Block;
}

/** A stretch of the old row that is replaced by a stretch of the new one; ends are exclusive. */
export interface Hunk {
  old: { start: number; end: number };
  new: { start: number; end: number };
}

/** More pairs than this are not compared: what differs is then one hunk. */
const MOST_PAIRS = 16_000_000;

/** The stretches in which two rows differ, by their longest common subsequence. Entries are equal when `===`. */
export function hunks(before: readonly string[], after: readonly string[]): Hunk[] {
  let head = 0;
  while (head < Math.min(before.length, after.length) && before[head] === after[head]) head++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const rows = before.length - head - tail;
  const columns = after.length - head - tail;
  const whole: Hunk = {
    old: { start: head, end: head + rows },
    new: { start: head, end: head + columns },
  };
  if (rows === 0 && columns === 0) return [];
  if (rows === 0 || columns === 0 || rows * columns > MOST_PAIRS) return [whole];
  return compared(before.slice(head, head + rows), after.slice(head, head + columns)).map((hunk) => ({
    old: { start: hunk.old.start + head, end: hunk.old.end + head },
    new: { start: hunk.new.start + head, end: hunk.new.end + head },
  }));
}

function compared(before: readonly string[], after: readonly string[]): Hunk[] {
  const width = after.length + 1;
  // How many entries the rests of both rows have in common, from each pair of places on.
  const common = new Uint32Array((before.length + 1) * width);
  const at = (row: number, column: number) => common[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      common[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const found: Hunk[] = [];
  let [row, column] = [0, 0];
  while (row < before.length || column < after.length) {
    const start = { row, column };
    while (
      (row < before.length || column < after.length) &&
      !(row < before.length && column < after.length && before[row] === after[column])
    ) {
      if (column >= after.length || (row < before.length && at(row + 1, column) >= at(row, column + 1)))
        row++;
      else column++;
    }
    if (row > start.row || column > start.column) {
      found.push({ old: { start: start.row, end: row }, new: { start: start.column, end: column } });
    }
    while (row < before.length && column < after.length && before[row] === after[column]) {
      row++;
      column++;
    }
  }
  return found;
}

/** The stretch that a row of pieces covers; an empty row stands after the piece before it. */
export function placeOf(
  pieces: readonly Piece[],
  { start, end }: { start: number; end: number },
  region: { start: number; end: number },
): { start: number; end: number } {
  const [first, last] = [pieces[start], pieces[end - 1]];
  if (pieces.length === 0) return { start: region.start, end: region.end };
  if (end > start && first !== undefined && last !== undefined) return { start: first.start, end: last.end };
  const at = pieces[start - 1]?.end ?? first?.start ?? region.start;
  return { start: at, end: at };
}
