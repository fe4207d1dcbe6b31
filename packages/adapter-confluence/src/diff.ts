/** A difference of two texts. */
export interface LineDiff {
  /** Unified, with three lines around every change; empty when the texts are the same. */
  diff: string;
  added: number;
  removed: number;
}

type Mark = " " | "-" | "+";

interface Line {
  mark: Mark;
  text: string;
  /** Its number in the old and in the new text, from 0; of a line that one of them lacks, where it would stand. */
  at: readonly [number, number];
}

const CONTEXT = 3;

/** What is remembered grows with the square of it. */
const MOST_STEPS = 1000;

/** The smallest difference between two texts, line by line. */
export function lineDiff(from: string, to: string): LineDiff {
  const lines = compare(linesOf(from), linesOf(to));
  const count = (mark: Mark) => lines.filter((line) => line.mark === mark).length;
  return { diff: hunksOf(lines).map(hunkText).join("\n"), added: count("+"), removed: count("-") };
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.split("\n");
}

/**
 * Myers' algorithm: looks for the shortest way from one text to the other, where a step takes a line away or adds one, and
 * lines that both have cost nothing. What both begin and end with is cut off before.
 *
 * @see http://www.xmailserver.org/diff2.pdf
 */
function compare(from: readonly string[], to: readonly string[]): Line[] {
  const least = Math.min(from.length, to.length);
  let start = 0;
  while (start < least && from[start] === to[start]) start++;
  let end = 0;
  while (end < least - start && from.at(-1 - end) === to.at(-1 - end)) end++;
  const same = (count: number, old: number, now: number) =>
    from
      .slice(old, old + count)
      .map((text, index): Line => ({ mark: " ", text, at: [old + index, now + index] }));
  return [
    ...same(start, 0, 0),
    ...shortestWay(from.slice(start, from.length - end), to.slice(start, to.length - end)).map(
      ({ at: [old, now], ...line }): Line => ({ ...line, at: [old + start, now + start] }),
    ),
    ...same(end, from.length - end, to.length - end),
  ];
}

/** How far each diagonal (old line − new line) has been followed: up to which old line. */
type Reach = ReadonlyMap<number, number>;

function shortestWay(from: readonly string[], to: readonly string[]): Line[] {
  const rounds: Reach[] = [];
  const reach = new Map([[1, 0]]);
  for (let steps = 0; steps <= Math.min(from.length + to.length, MOST_STEPS); steps++) {
    rounds.push(new Map(reach));
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      const before = diagonalBefore(reach, diagonal, steps);
      let old = (reach.get(before) ?? 0) + (before < diagonal ? 1 : 0);
      while (old < from.length && old - diagonal < to.length && from[old] === to[old - diagonal]) old++;
      reach.set(diagonal, old);
      if (old >= from.length && old - diagonal >= to.length) return walkBack(rounds, from, to);
    }
  }
  // Hardly a line is left: the way would be long to find, and tell nothing.
  return [
    ...from.map((text, index): Line => ({ mark: "-", text, at: [index, 0] })),
    ...to.map((text, index): Line => ({ mark: "+", text, at: [from.length, index] })),
  ];
}

/** From which diagonal one is entered best: the one above by adding a line, the one below by taking one away. */
function diagonalBefore(reach: Reach, diagonal: number, steps: number): number {
  const [below, above] = [reach.get(diagonal - 1) ?? -1, reach.get(diagonal + 1) ?? -1];
  return diagonal === -steps || (diagonal !== steps && below < above) ? diagonal + 1 : diagonal - 1;
}

function walkBack(rounds: readonly Reach[], from: readonly string[], to: readonly string[]): Line[] {
  const lines: Line[] = [];
  let [old, now] = [from.length, to.length];
  for (let steps = rounds.length - 1; steps >= 0; steps--) {
    const reach: Reach = rounds[steps] ?? new Map();
    const before = diagonalBefore(reach, old - now, steps);
    const [oldBefore, nowBefore] = [reach.get(before) ?? 0, (reach.get(before) ?? 0) - before];
    while (old > oldBefore && now > nowBefore) {
      lines.push({ mark: " ", text: from[--old] ?? "", at: [old, --now] });
    }
    if (steps === 0) break;
    if (old === oldBefore) lines.push({ mark: "+", text: to[--now] ?? "", at: [old, now] });
    else lines.push({ mark: "-", text: from[--old] ?? "", at: [old, now] });
  }
  return lines.reverse();
}

/** Changes with the lines around them; those that are close together are one. */
function hunksOf(lines: readonly Line[]): Line[][] {
  const hunks: Line[][] = [];
  const changed = lines.flatMap(({ mark }, index) => (mark === " " ? [] : [index]));
  let end = -1;
  for (const index of changed) {
    const [start, until] = [Math.max(index - CONTEXT, 0), Math.min(index + CONTEXT + 1, lines.length)];
    const open = start <= end ? hunks.at(-1) : undefined;
    if (open === undefined) hunks.push(lines.slice(start, until));
    else open.push(...lines.slice(end, until));
    end = until;
  }
  return hunks;
}

function hunkText(hunk: readonly Line[]): string {
  const [old, now] = hunk[0]?.at ?? [0, 0];
  const count = (other: Mark) => hunk.filter(({ mark }) => mark !== other).length;
  const range = (at: number, lines: number) => `${lines === 0 ? at : at + 1},${lines}`;
  const head = `@@ -${range(old, count("+"))} +${range(now, count("-"))} @@`;
  return [head, ...hunk.map(({ mark, text }) => mark + text)].join("\n");
}
