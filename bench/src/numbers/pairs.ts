import { measureRounds, type Samples } from "./rounds.js";
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
  /** The difference of the first runs after a garbage collection. */
  cold: number;
}

/** Runs that make a warm sample. */
const REPEATS = 5;

/**
 * Measures both ways in turn. The figures are those of warm runs; what the first run after a garbage collection costs more,
 * mostly for compiling anew what the collection threw away, stands beside them.
 */
export async function comparePair({ work, bare, pieces, rounds }: PairOptions): Promise<PairFigures> {
  const ways = new Map<string, () => Promise<void>>([["work", work]]);
  if (bare !== undefined) ways.set("bare", bare);
  const { cold, warm } = await measureRounds(ways, { rounds, repeats: REPEATS });
  const perPiece = (samples: Samples, way: string) =>
    (samples.get(way) ?? Array.from({ length: rounds }, () => 0)).map((spent) => spent / pieces);
  const figures = pairFigures({ work: perPiece(warm, "work"), bare: perPiece(warm, "bare") });
  const first = pairFigures({ work: perPiece(cold, "work"), bare: perPiece(cold, "bare") });
  return { ...figures, cold: first.difference };
}

/** The figures of rounds of which the halves are known. */
export function pairFigures(halves: {
  work: readonly number[];
  bare: readonly number[];
}): Omit<PairFigures, "cold"> {
  const differences = halves.work.map((spent, round) => spent - (halves.bare[round] ?? 0));
  return {
    work: median(halves.work),
    bare: median(halves.bare),
    difference: median(differences),
    low: quantile(differences, 0.1),
    high: quantile(differences, 0.9),
  };
}
