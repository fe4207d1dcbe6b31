import { describe, expect, it, vi } from "vitest";
import { crowdOf } from "./crowd.js";
import { inVirtualTime, PAUSE_MS } from "./scenarios.js";
import { type Arena, openArena } from "./world.js";
import { READS } from "./writes.js";

const CROWDS = 150;
/** So many share a session, and with it what earlier ones left behind. */
const PER_SESSION = 25;

async function ask(arena: Arena, seed: number): Promise<string[]> {
  const found: string[] = [];
  const { requests, faults } = crowdOf(seed);
  arena.faults(faults);
  const asked = requests.map((request, nth) =>
    request(arena, (what) => found.push(`seed ${seed}, request ${nth}: ${what}`)),
  );
  await inVirtualTime(arena, Promise.all(asked));
  if (vi.getTimerCount() > 0) found.push(`seed ${seed}: ${vi.getTimerCount()} timers are left`);
  arena.faults(undefined);
  vi.advanceTimersByTime(PAUSE_MS);
  const operations = READS.map((read) => ({ ...read, refresh_cache: true }));
  const calm = await inVirtualTime(arena, arena.orchestrator.lazyGatherContext({ operations }));
  for (const { success, error } of calm.data?.results ?? [])
    if (!success) found.push(`seed ${seed}, afterwards: ${error?.message}`);
  return found;
}

describe(`${CROWDS} crowds of requests for the same few things, whatever goes wrong and whoever gives up`, () => {
  // An unhandled rejection on the way fails the run.
  it("are answered, each of them, and leave the session as good as new", async () => {
    const found: string[] = [];
    for (let first = 1; first <= CROWDS; first += PER_SESSION) {
      const arena = await openArena();
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
      try {
        for (let nth = 0; nth < PER_SESSION; nth += 1) found.push(...(await ask(arena, first + nth)));
      } finally {
        vi.useRealTimers();
        await arena.orchestrator.close();
      }
    }
    expect(found).toEqual([]);
  }, 300_000);
});
