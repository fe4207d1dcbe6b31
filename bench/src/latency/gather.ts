import type { GatherRequest } from "@pm-orchestrator/core";
import type { Orchestrator } from "pm-orchestrator";
import { largest, median } from "../numbers/statistics.js";
import { type Claim, claim, type Table } from "../page/section.js";
import { GATHER_OF_THREE } from "./requests.js";

const ROUNDS = 7;

interface GatherTime {
  /** As the caller sees it: validation and answer included. */
  total: number;
  slowest: number;
}

/** A gather of three beside its slowest step, and beside the same gather with `parallel: false`. */
export async function measureGather(
  orchestrator: Orchestrator,
): Promise<{ claims: Claim[]; tables: Table[] }> {
  await time(orchestrator, GATHER_OF_THREE);
  const rounds: { parallel: GatherTime; sequential: GatherTime }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({
      parallel: await time(orchestrator, GATHER_OF_THREE),
      sequential: await time(orchestrator, { ...GATHER_OF_THREE, parallel: false }),
    });
  }
  const beyond = rounds.map(({ parallel }) => parallel.total - parallel.slowest);
  const ratios = rounds.map(({ parallel, sequential }) => parallel.total / sequential.total);
  return {
    claims: [
      claim(
        "gather of 3, total beyond its slowest step",
        { measured: median(beyond), unit: "ms" },
        { atMost: 25 },
      ),
      claim("gather of 3 : its sequential twin", { measured: median(ratios), unit: "" }, { atMost: 0.5 }),
    ],
    tables: [
      {
        title: `Gather of 3, warm, median of ${ROUNDS} rounds`,
        columns: ["", "total ms", "slowest step ms", "beyond it ms", "worst ms", ": sequential"],
        rows: [
          ["parallel", ...columns(rounds.map(({ parallel }) => parallel)), median(ratios)],
          ["sequential", ...columns(rounds.map(({ sequential }) => sequential)), 1],
        ],
      },
    ],
  };
}

function columns(times: readonly GatherTime[]): number[] {
  return [
    median(times.map(({ total }) => total)),
    median(times.map(({ slowest }) => slowest)),
    median(times.map(({ total, slowest }) => total - slowest)),
    largest(times.map(({ total, slowest }) => total - slowest)),
  ];
}

async function time(orchestrator: Orchestrator, request: GatherRequest): Promise<GatherTime> {
  const begun = performance.now();
  const answer = await orchestrator.lazyGatherContext(request);
  const total = performance.now() - begun;
  const results = answer.data?.results ?? [];
  const failed = results.find(({ success }) => !success);
  if (results.length === 0 || failed !== undefined)
    throw new Error(`The gather failed: ${(failed ?? answer).error?.message}`);
  return { total, slowest: largest(results.map(({ metadata }) => metadata.duration_ms)) };
}
