import { createOrchestrator } from "pm-orchestrator";
import { HOME } from "../home.js";
import { collectGarbage } from "../numbers/cpu.js";
import { cannedFetch } from "../overhead/canned-jira.js";
import { claim, type Section } from "../page/section.js";

const REQUESTS = 10_000;
const STAGES = 4;

/** More different projects than the cache may hold. */
const MOST_ENTRIES = 1_000;

/** Reads of different issues and look-ups of different projects, one request each, in one session whose cache is small. */
export async function measure(): Promise<Omit<Section, "name" | "title">> {
  const session = createOrchestrator(
    { cache: { max_entries: MOST_ENTRIES } },
    { simulate: { origin: "http://canned.invalid" }, fetch: cannedFetch, resolveFrom: [HOME] },
  );
  const heaps: number[] = [];
  for (let stage = 0; stage < STAGES; stage += 1) {
    for (let nth = 0; nth < REQUESTS / STAGES; nth += 1) {
      const number = stage * (REQUESTS / STAGES) + nth;
      const answer = await session.smartDelegate(
        number % 2 === 0
          ? { system: "jira", operation: "get_issue", params: { issue_key: `TRAIN-${number}` } }
          : { system: "jira", operation: "get_project", params: { project: `P${number}` } },
      );
      if (!answer.success) throw new Error(answer.error?.message);
    }
    collectGarbage();
    heaps.push(process.memoryUsage().heapUsed / 1e6);
  }
  const { data } = await session.cacheStatus({ detailed: true });
  await session.close();
  const [first = 1] = heaps;
  return {
    claims: [
      claim(
        `heap after ${REQUESTS} requests : after ${REQUESTS / STAGES}`,
        { measured: (heaps.at(-1) ?? 0) / first, unit: "" },
        { atMost: 1.1 },
      ),
      claim(
        "entries in the cache",
        { measured: data?.by_system?.["jira"]?.entries ?? Number.NaN, unit: "" },
        { atMost: MOST_ENTRIES },
      ),
    ],
    tables: [
      {
        title: "Heap after a garbage collection",
        columns: ["", ...heaps.map((_, stage) => `${((stage + 1) * REQUESTS) / STAGES} requests`)],
        rows: [["MB", ...heaps]],
      },
    ],
    notes: [`Every request asks for something else. The cache may hold ${MOST_ENTRIES} entries.`],
    broken: [],
  };
}
