import { createOrchestrator, type Orchestrator } from "pm-orchestrator";
import { HOME } from "../home.js";
import { largest, median, quantile } from "../numbers/statistics.js";
import { CANNED_SYSTEMS, cannedFetch, lookUps } from "../overhead/canned-jira.js";
import { type Claim, claim, type Table } from "../page/section.js";

const CALLS = 1000;

/** What a session keeps by default. */
const FULL_CACHE = 10_000;

/** `cache_status` of the session that was used so far, and of one whose cache is full. */
export async function measureCacheStatus(used: Orchestrator): Promise<{ claims: Claim[]; tables: Table[] }> {
  const full = await fullSession();
  const cases = [
    { what: "cache_status", times: await times(used, false) },
    { what: "cache_status, detailed", times: await times(used, true) },
    { what: "cache_status, detailed, 10,000 entries", times: await times(full, true) },
  ];
  await full.close();
  return {
    // The longest of a thousand calls tells when the machine did something else; it is in the table.
    claims: cases.map(({ what, times }) =>
      claim(what, { measured: median(times), unit: "ms" }, { under: 5 }),
    ),
    tables: [
      {
        title: `cache_status in the library, ${CALLS} calls each`,
        columns: ["", "median ms", "99 of 100 ms", "longest ms"],
        rows: cases.map(({ what, times }) => [what, median(times), quantile(times, 0.99), largest(times)]),
      },
    ],
  };
}

async function times(orchestrator: Orchestrator, detailed: boolean): Promise<number[]> {
  const measured: number[] = [];
  for (let call = 0; call < CALLS; call += 1) {
    const begun = performance.now();
    await orchestrator.cacheStatus({ detailed });
    measured.push(performance.now() - begun);
  }
  return measured;
}

/** A session that looked up as many different projects as its cache keeps. */
async function fullSession(): Promise<Orchestrator> {
  const orchestrator = createOrchestrator(
    {
      systems: Object.fromEntries(CANNED_SYSTEMS.map((name) => [name, { adapter: "jira" }])),
      limits: { max_operations: FULL_CACHE, max_concurrent_per_system: 32 },
    },
    { simulate: { origin: "http://canned.invalid" }, fetch: cannedFetch, resolveFrom: [HOME] },
  );
  await orchestrator.lazyGatherContext({ operations: lookUps(FULL_CACHE, FULL_CACHE) });
  const { data } = await orchestrator.cacheStatus({ detailed: true });
  const entries = Object.values(data?.by_system ?? {}).reduce((sum, system) => sum + system.entries, 0);
  if (entries !== FULL_CACHE) throw new Error(`The cache holds ${entries} entries, not ${FULL_CACHE}.`);
  return orchestrator;
}
