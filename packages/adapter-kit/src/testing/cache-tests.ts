import assert from "node:assert/strict";
import type { AdapterDefinition } from "@pm-orchestrator/core";
import type { AdapterBench } from "./bench.js";
import type { BenchCall, SharedTest } from "./shared-test.js";

/** What an adapter keeps of its look-ups, and what writes make it forget. */
export interface CacheExpectations {
  adapter: AdapterDefinition;
  /** The adapter against a fresh system. */
  simulated(): AdapterBench;
  /** Pairs of reads: what was looked up for the first is all that the second needs. */
  lookedUp: readonly (readonly [first: BenchCall, second: BenchCall])[];
  /** After the write, some reads are made anew, and others make no call. */
  writes: readonly { write: BenchCall; anew: readonly BenchCall[]; kept: readonly BenchCall[] }[];
}

/** Upstream calls that warming up one look-up may cost. */
const FEW_CALLS = 2;

/** Tests that the adapter keeps what it should and no longer than it may; and that what it warms is cheap. */
export function cacheTests({ adapter, simulated, lookedUp, writes }: CacheExpectations): SharedTest[] {
  return [
    ...lookedUp.map(([first, second]) => ({
      name: `${told(first)} tells what ${told(second)} needs`,
      async run() {
        const system = simulated();
        assert.notEqual(await callsOf(system, first), 0);
        assert.equal(await callsOf(system, second), 0);
      },
    })),
    ...writes.map(({ write, anew, kept }) => ({
      name: `${told(write)} makes anew ${told(...anew)}, and nothing of ${told(...kept)}`,
      async run() {
        const system = simulated();
        // What the write creates cannot be read before.
        for (const read of [...anew, ...kept]) await callsOf(system, read).catch(() => {});
        await callsOf(system, write);
        for (const read of kept) assert.equal(await callsOf(system, read), 0, `${told(read)} was kept`);
        for (const read of anew) assert.notEqual(await callsOf(system, read), 0, `${told(read)} was not`);
      },
    })),
    ...(adapter.warm ?? []).map(({ operation, params }) => ({
      name: `${told([operation, params])}, which warms, is few calls, and fills a slot`,
      async run() {
        const system = simulated();
        assert.ok((await callsOf(system, [operation, params])) <= FEW_CALLS);
        const { entries } = (await system.run("cache_status")) as { entries: number };
        assert.notEqual(entries, 0);
      },
    })),
  ];
}

/** How many upstream calls it takes. */
async function callsOf(system: AdapterBench, [operation, params]: BenchCall): Promise<number> {
  const before = system.calls;
  await system.run(operation, { ...params });
  return system.calls - before;
}

function told(...calls: readonly BenchCall[]): string {
  return calls.map(([operation, params]) => `${operation} ${JSON.stringify(params)}`).join(", ") || "nothing";
}
