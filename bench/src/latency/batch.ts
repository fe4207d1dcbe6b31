import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Orchestrator } from "pm-orchestrator";
import { largest, median } from "../numbers/statistics.js";
import { type Cell, type Claim, claim, type Table } from "../page/section.js";
import { BATCH_OF_FOUR, LATENCY_MS } from "./requests.js";

const WARM_ROUNDS = 7;
const COLD_PROCESSES = 3;
const COLD_BATCH = fileURLToPath(new URL("../children/cold-batch.js", import.meta.url));

export interface BatchTime {
  /** As the caller sees it. Unit: milliseconds. */
  total: number;
  /** Upstream calls of the steps on the critical path. */
  calls: number;
  critical: readonly string[];
}

/** The batch as the first request of a fresh process, and in a session that did it before. */
export async function measureBatch(
  orchestrator: Orchestrator,
  origin: string,
): Promise<{ claims: Claim[]; tables: Table[] }> {
  const cold: BatchTime[] = [];
  for (let run = 0; run < COLD_PROCESSES; run += 1) cold.push(await coldBatch(origin));
  const { critical } = await timeBatch(orchestrator);
  const warm: BatchTime[] = [];
  for (let round = 0; round < WARM_ROUNDS; round += 1) warm.push(await timeBatch(orchestrator));
  return {
    claims: [
      boundOf("batch of 4, warm", warm),
      boundOf("batch of 4, cold: adapters imported, look-ups made", cold),
    ],
    tables: [
      {
        title: `Batch of 4: ${critical.join(" → ")}, beside search_confluence`,
        columns: ["", "median ms", "worst ms", "calls on the critical path", `: calls × ${LATENCY_MS} ms`],
        rows: [row(`cold, ${COLD_PROCESSES} processes`, cold), row(`warm, ${WARM_ROUNDS} rounds`, warm)],
      },
    ],
  };
}

function boundOf(what: string, times: readonly BatchTime[]): Claim {
  const allowed = 1.1 * callsOf(times) * LATENCY_MS + 100;
  return claim(what, { measured: median(totalsOf(times)), unit: "ms" }, { atMost: allowed });
}

function row(what: string, times: readonly BatchTime[]): Cell[] {
  const totals = totalsOf(times);
  const calls = callsOf(times);
  return [what, median(totals), largest(totals), calls, median(totals) / (calls * LATENCY_MS)];
}

function totalsOf(times: readonly BatchTime[]): number[] {
  return times.map(({ total }) => total);
}

function callsOf(times: readonly BatchTime[]): number {
  return median(times.map(({ calls }) => calls));
}

async function coldBatch(origin: string): Promise<BatchTime> {
  const { stdout } = await promisify(execFile)(process.execPath, [COLD_BATCH, origin]);
  return JSON.parse(stdout) as BatchTime;
}

/** One batch. Rejects when a step fails. */
export async function timeBatch(orchestrator: Orchestrator): Promise<BatchTime> {
  const begun = performance.now();
  const answer = await orchestrator.batchParallelExecute(BATCH_OF_FOUR);
  const total = performance.now() - begun;
  const results = answer.data?.results ?? [];
  const failed = results.find(({ success }) => !success);
  if (results.length === 0 || failed !== undefined)
    throw new Error(`The batch failed: ${(failed ?? answer).error?.message}`);
  const critical = answer.metadata.critical_path;
  const calls = results
    .filter(({ id }) => critical.includes(id))
    .reduce((sum, { metadata }) => sum + metadata.mcp_calls, 0);
  return { total, calls, critical };
}
