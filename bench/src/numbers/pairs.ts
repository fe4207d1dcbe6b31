import { collectGarbage, cpuMs } from "./cpu.js";
import { median, quantile } from "./statistics.js";

/** Two ways to do the same work, compared round by round. */
export interface PairOptions {
  /** What is measured. */
  work: () => Promise<void>;
  /** What the work would cost anyway; absent when it would cost nothing. */
  bare?: (() => Promise<void>) | undefined;
  /** How many pieces one call of `work` handles: everything is told per piece. */
  pieces: number;
  rounds: number;
}

/** CPU milliseconds per piece. */
export interface PairFigures {
  work: number;
  bare: number;
  /** The median of the rounds' differences, not the difference of the medians: what disturbs a round disturbs both halves. */
  difference: number;
  /** A tenth of the rounds had less. */
  low: number;
  /** A tenth of the rounds had more. */
  high: number;
}

/** Rounds that nobody counts: by then the code is compiled. */
const WARM_UP_ROUNDS = 4;

/** Measures both ways in turn, the first of a round changing from round to round. */
export async function comparePair({ work, bare, pieces, rounds }: PairOptions): Promise<PairFigures> {
  const halves = { work: [] as number[], bare: [] as number[] };
  for (let round = -WARM_UP_ROUNDS; round < rounds; round += 1) {
    const order = round % 2 === 0 ? (["work", "bare"] as const) : (["bare", "work"] as const);
    for (const half of order) {
      const measured = half === "work" ? work : (bare ?? nothing);
      collectGarbage();
      const spent = await cpuMs(measured);
      if (round >= 0) halves[half].push(measured === nothing ? 0 : spent / pieces);
    }
  }
  return pairFigures(halves);
}

/** The figures of rounds of which the halves are known. */
export function pairFigures(halves: { work: readonly number[]; bare: readonly number[] }): PairFigures {
  const differences = halves.work.map((spent, round) => spent - (halves.bare[round] ?? 0));
  return {
    work: median(halves.work),
    bare: median(halves.bare),
    difference: median(differences),
    low: quantile(differences, 0.1),
    high: quantile(differences, 0.9),
  };
}

async function nothing(): Promise<void> {}
