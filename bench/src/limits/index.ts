import type { GatherStep } from "@pm-orchestrator/core";
import type { FaultPlan, RateHeaders } from "@pm-orchestrator/simulator";
import { claim, type Section } from "../page/section.js";
import { simulatedSession } from "../simulated/session.js";

const READS = 200;
const PER_SECOND = 20;
const BURST = 40;
const LATENCY_MS = 20;

/** Of a hundred requests so many fail for no fault of ours: one half by the server, the other on the way. */
const FAULTY = 0.2;

interface Case {
  what: string;
  read: (nth: number) => GatherStep;
  faulty?: boolean;
  headers?: RateHeaders;
}

const transitions = (nth: number): GatherStep => ({
  system: "jira",
  operation: "get_transitions",
  params: { issue_key: `TRAIN-${nth + 1}` },
});

const searches = (nth: number): GatherStep => ({
  system: "confluence",
  operation: "search_pages",
  params: { query: `authentication ${nth}` },
});

const CASES: readonly Case[] = [
  { what: "jira get_transitions", read: transitions },
  { what: "jira get_transitions, 20% faults", read: transitions, faulty: true },
  { what: "jira get_transitions, no Retry-After", read: transitions, headers: "none" },
  { what: "confluence search_pages", read: searches },
  { what: "confluence search_pages, 20% faults", read: searches, faulty: true },
];

/** Everything at once against a limit: what comes back, and how long it takes beyond what the limit itself takes. */
export async function measure(): Promise<Omit<Section, "name" | "title">> {
  const results = [];
  for (const one of CASES) results.push({ ...one, ...(await run(one)) });
  return {
    claims: results.flatMap(({ what, ratio, lost }) => [
      claim(`${what}: time : what the limit takes`, { measured: ratio, unit: "" }, { atMost: 1.15 }),
      claim(`${what}: reads without a result`, { measured: lost, unit: "" }, { atMost: 0 }),
    ]),
    tables: [
      {
        title: `${READS} reads at once; the limit is ${PER_SECOND} a second and ${BURST} at once`,
        columns: ["", "seconds", "the limit's", "ratio", "calls", "tried again", "waited"],
        rows: results.map(({ what, seconds, least, ratio, calls, retried, waited }) => [
          what,
          seconds,
          least,
          ratio,
          calls,
          retried,
          waited,
        ]),
      },
    ],
    notes: [
      `Simulators in process, ${LATENCY_MS} ms for every request. Nobody tells the engine of the limit: it learns it from refusals.`,
      "What the limit takes: (calls − burst) : rate, where 200 reads with 20% faults are 250 calls.",
    ],
    broken: [],
  };
}

async function run({ read, faulty = false, headers = "vendor" }: Case) {
  const operations = Array.from({ length: READS }, (_, nth) => read(nth));
  const [{ system: kind } = { system: "" }] = operations;
  const session = simulatedSession({ latencyMs: LATENCY_MS, faults: planFor(kind, { faulty, headers }) });
  let retried = 0;
  let waited = 0;
  const begun = performance.now();
  const answer = await session.lazyGatherContext(
    { operations, timeout_ms: 60_000 },
    {
      onEvent({ event }) {
        if (event === "operation_retried") retried += 1;
        if (event === "operation_waiting") waited += 1;
      },
    },
  );
  const seconds = (performance.now() - begun) / 1000;
  await session.close();
  const least = (READS / (1 - (faulty ? FAULTY : 0)) - BURST) / PER_SECOND;
  const lost = READS - answer.metadata.operations_successful;
  return { seconds, least, ratio: seconds / least, lost, calls: answer.metadata.api_calls, retried, waited };
}

function planFor(kind: string, { faulty, headers }: { faulty: boolean; headers: RateHeaders }): FaultPlan {
  const probability = FAULTY / 2;
  return {
    seed: 7,
    limits: [{ kind, per_second: PER_SECOND, burst: BURST, headers }],
    rules: faulty
      ? [
          { kind, fault: "status", status: 503, probability },
          { kind, fault: "reset_before", probability: probability / (1 - probability) },
        ]
      : [],
  };
}
