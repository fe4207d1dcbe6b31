import { createHash } from "node:crypto";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Numbers from 0 up to, not including, 1: a sequence of its own for each key, the same for the same seed. */
export function drawsOf(seed: string): (key: string) => number {
  const generators = new Map<string, ReturnType<typeof xoroshiro128plus>>();
  return (key) => {
    const generator = generators.get(key) ?? xoroshiro128plus(numberOf(`${seed} ${key}`));
    generators.set(key, generator);
    return uniformFloat64(generator);
  };
}

function numberOf(text: string): number {
  return createHash("sha256").update(text).digest().readInt32LE();
}
