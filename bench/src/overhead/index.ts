import type { Orchestrator } from "pm-orchestrator";
import { startServer } from "../children/server.js";
import { comparePair, type PairFigures } from "../numbers/pairs.js";
import { claim, type Section } from "../page/section.js";
import { fetchBare, recording } from "./bare.js";
import { cannedFetch, issueReads, lookUps } from "./canned-jira.js";
import { batchAll, delegateAll, engine, gatherAll, IN_FLIGHT, inPairs, type Upstream } from "./engine.js";

const STEPS = 1000;
const ROUNDS = 7;

interface Case {
  what: string;
  upstream: Upstream;
  run: (orchestrator: Orchestrator) => Promise<void>;
}

/** CPU time of steps through the whole engine, less that of the same fetches without it. */
export async function measure(): Promise<Omit<Section, "name" | "title">> {
  const server = await startServer("canned");
  try {
    const inProcess: Upstream = { origin: "http://canned.invalid", fetch: cannedFetch };
    const figures: { what: string; figures: PairFigures }[] = [];
    for (const candidate of casesOf(inProcess, { origin: server.url, fetch }))
      figures.push({ what: candidate.what, figures: await measureCase(candidate) });
    return {
      claims: figures.map(({ what, figures: { difference } }) =>
        claim(what, { measured: difference, unit: "ms" }, { under: 0.2 }),
      ),
      tables: [
        {
          title: `CPU ms per step, median of ${ROUNDS} rounds`,
          columns: [
            "",
            "engine",
            "bare",
            "overhead",
            "lowest tenth",
            "highest tenth",
            "first run",
            "engine : bare",
          ],
          rows: figures.map(({ what, figures: { work, bare, difference, low, high, cold } }) => [
            what,
            work,
            bare === 0 ? null : bare,
            difference,
            low,
            high,
            cold,
            bare === 0 ? null : work / bare,
          ]),
        },
      ],
      notes: [
        `Each round: ${STEPS} steps through the engine (requests of 500, ${IN_FLIGHT} in flight), and their fetches bare, in turn.`,
        "Overhead = the engine's CPU time − that of the bare fetches, all threads of one process.",
        "A turn is a garbage collection, a run that does not count (it compiles anew: `first run`), and five that do.",
      ],
      broken: [],
    };
  } finally {
    await server.close();
  }
}

function casesOf(inProcess: Upstream, loopback: Upstream): Case[] {
  const issues = issueReads(STEPS);
  const documents = issueReads(STEPS, { documents: true });
  const cached = lookUps(STEPS, 10);
  return [
    {
      what: "gather, jira get_issue, upstream in process",
      upstream: inProcess,
      run: (orchestrator) => gatherAll(orchestrator, issues),
    },
    {
      what: "gather, jira get_issue, upstream over HTTP",
      upstream: loopback,
      run: (orchestrator) => gatherAll(orchestrator, issues),
    },
    {
      what: "gather, get_issue with a document to convert",
      upstream: inProcess,
      run: (orchestrator) => gatherAll(orchestrator, documents),
    },
    {
      what: "gather, jira get_project from the cache",
      upstream: inProcess,
      run: (orchestrator) => gatherAll(orchestrator, cached),
    },
    {
      what: "batch, get_issue, every second by reference",
      upstream: inProcess,
      run: (orchestrator) => batchAll(orchestrator, inPairs(issues)),
    },
    {
      what: "gather, get_issue, 8 to a call",
      upstream: inProcess,
      run: (orchestrator) => gatherAll(orchestrator, issueReads(STEPS, { merged: true })),
    },
    {
      what: "smart_delegate, get_issue, a request each",
      upstream: inProcess,
      run: (orchestrator) => delegateAll(orchestrator, issues),
    },
  ];
}

/** The bare twin is what the engine itself asked for, written down in a run that is not measured. */
async function measureCase({ upstream, run }: Case): Promise<PairFigures> {
  const orchestrator = engine(upstream);
  await run(orchestrator);
  const calls = await callsOf(upstream, run);
  const figures = await comparePair({
    work: () => run(orchestrator),
    bare: calls.length === 0 ? undefined : () => fetchBare(upstream.fetch, calls, IN_FLIGHT),
    pieces: STEPS,
    rounds: ROUNDS,
  });
  await orchestrator.close();
  return figures;
}

/** What a warm session asks upstream for. */
async function callsOf({ origin, fetch }: Upstream, run: Case["run"]) {
  const recorder = recording(fetch);
  const orchestrator = engine({ origin, fetch: recorder.fetch });
  await run(orchestrator);
  recorder.calls.length = 0;
  await run(orchestrator);
  await orchestrator.close();
  return recorder.calls;
}
