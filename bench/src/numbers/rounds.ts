import { collectGarbage, cpuMs } from "./cpu.js";

/** Rounds that nobody counts. */
const WARM_UP_ROUNDS = 1;

/** CPU milliseconds of one run of each way, by the way's name and round. */
export type Samples = ReadonlyMap<string, readonly number[]>;

export interface RoundsOptions {
  rounds: number;
  /** So many runs make a warm sample. */
  repeats: number;
}

/**
 * All ways take their turn in every round, so that a slow minute of the machine touches all alike; who begins changes from
 * round to round. A turn is a full garbage collection, one run (`cold`), and further runs (`warm`).
 *
 * The collection gives every way the same empty heap, but it also throws compiled code away: V8 drops machine code that
 * was made for kinds of objects of which none is alive. So the first run is mostly the compiler's, and the further ones
 * are what a run costs, the way's own garbage included.
 */
export async function measureRounds(
  ways: ReadonlyMap<string, () => Promise<void> | void>,
  { rounds, repeats }: RoundsOptions,
): Promise<{ cold: Samples; warm: Samples }> {
  const names = [...ways.keys()];
  const cold = new Map(names.map((name) => [name, [] as number[]]));
  const warm = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = -WARM_UP_ROUNDS; round < rounds; round += 1) {
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(turn + round + WARM_UP_ROUNDS) % names.length] ?? "";
      const run = ways.get(name) ?? (() => {});
      collectGarbage();
      const first = await cpuMs(run);
      const further = await cpuMs(async () => {
        for (let repeat = 0; repeat < repeats; repeat += 1) await run();
      });
      if (round < 0) continue;
      cold.get(name)?.push(first);
      warm.get(name)?.push(further / repeats);
    }
  }
  return { cold, warm };
}

/** Round by round, one way's samples divided by another's: what disturbs a round disturbs both. */
export function ratios(ours: readonly number[], theirs: readonly number[]): number[] {
  return ours.map((spent, round) => spent / (theirs[round] ?? Number.NaN));
}
