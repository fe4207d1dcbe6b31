import type { AdapterDefinition } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import { type AdapterBench, cacheTests } from "../../src/testing/index.js";

const adapter = { warm: [{ operation: "list", params: {} }] } as unknown as AdapterDefinition;

/** A system of which each operation keeps its answer, and whose only write makes it forget one of them. */
function system({ keeps = true, forgets = "list", warmCalls = 1, entries = 1 } = {}): AdapterBench {
  const kept = new Set<string>();
  let calls = 0;
  return {
    sent: [],
    scopes: {},
    get calls() {
      return calls;
    },
    async run(operation) {
      if (operation === "cache_status") return { entries };
      if (operation === "write") {
        if (forgets === "all") kept.clear();
        kept.delete(forgets);
      } else if (kept.has(operation)) return {};
      calls += operation === "list" ? warmCalls : 1;
      if (keeps) kept.add(operation);
      return {};
    },
    runMany: async () => [],
    reconcile: async () => undefined,
  };
}

/** How the tests of an adapter end that is made so: the names of those that fail. */
async function failed(made: Parameters<typeof system>[0]): Promise<string[]> {
  const tests = cacheTests({
    adapter,
    simulated: () => system(made),
    lookedUp: [
      [
        ["list", {}],
        ["list", { again: true }],
      ],
    ],
    writes: [{ write: ["write", { to: 1 }], anew: [["list", {}]], kept: [["other", {}]] }],
  });
  expect(tests).toHaveLength(3);
  const ends = await Promise.all(
    tests.map(({ run }) =>
      run().then(
        () => true,
        () => false,
      ),
    ),
  );
  return tests.filter((_, index) => !ends[index]).map(({ name }) => name);
}

const LOOKED_UP = 'list {} tells what list {"again":true} needs';
const WRITE = 'write {"to":1} makes anew list {}, and nothing of other {}';
const WARM = "list {}, which warms, is few calls, and fills a slot";

describe("cacheTests", () => {
  it.each([
    ["keeps what it should", {}, []],
    ["keeps nothing", { keeps: false }, [LOOKED_UP, WRITE]],
    ["keeps what was changed", { forgets: "nothing" }, [WRITE]],
    ["forgets more than was changed", { forgets: "all" }, [WRITE]],
    ["needs no call where it should", { warmCalls: 0 }, [LOOKED_UP, WRITE]],
    ["warms dearly", { warmCalls: 3 }, [WARM]],
    ["warms in vain", { entries: 0 }, [WARM]],
  ])("of an adapter that %s", async (_, made, expected) => {
    await expect(failed(made)).resolves.toEqual(expected);
  });
});
