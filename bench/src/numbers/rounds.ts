import { collectGarbage, cpuMs } from "./cpu.js";

/** Rounds that nobody counts: by then the code is compiled. */
const WARM_UP_ROUNDS = 2;

/**
 * CPU milliseconds of each way in each round, by the way's name. All ways take their turn in every round, so that a slow
 * minute of the machine touches all alike; who begins changes from round to round.
 */
export async function measureRounds(
  ways: ReadonlyMap<string, () => Promise<void> | void>,
  rounds: number,
): Promise<Map<string, number[]>> {
  const names = [...ways.keys()];
  const samples = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = -WARM_UP_ROUNDS; round < rounds; round += 1) {
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(turn + round + WARM_UP_ROUNDS) % names.length] ?? "";
      collectGarbage();
      const spent = await cpuMs(ways.get(name) ?? (() => {}));
      if (round >= 0) samples.get(name)?.push(spent);
    }
  }
  return samples;
}

/** Round by round, one way's samples divided by another's: what disturbs a round disturbs both. */
export function ratios(ours: readonly number[], theirs: readonly number[]): number[] {
  return ours.map((spent, round) => spent / (theirs[round] ?? Number.NaN));
}
