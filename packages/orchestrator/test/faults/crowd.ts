import type { GatherStep, StepResult, WireError } from "@pm-orchestrator/core";
import type { FaultPlan, FaultRule } from "@pm-orchestrator/simulator";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { Arena } from "./world.js";
import { READS } from "./writes.js";

type Draw = (below: number) => number;

/** A request of a crowd. Rejects with nothing: what is wrong with its answer is said. */
type CrowdRequest = (arena: Arena, say: (what: string) => void) => Promise<void>;

export interface Crowd {
  requests: CrowdRequest[];
  faults: FaultPlan;
}

/** What may happen to a read. */
const FAULTS: readonly FaultRule[] = [
  { fault: "rate_limited" },
  { fault: "rate_limited", headers: "none" },
  { fault: "status", status: 503 },
  { fault: "html_page" },
  { fault: "reset_before" },
  { fault: "reset_after" },
  { fault: "truncated_json" },
  { fault: "no_answer" },
];

/** How often something happens: never, seldom, often, nearly always. */
const OFTEN = [0, 0.1, 0.4, 0.9];

/** Requests for the same few things, at once, of which some are given up; all of it follows from the seed. */
export function crowdOf(seed: number): Crowd {
  const generator = xoroshiro128plus(seed);
  const draw: Draw = (below) => Math.floor(uniformFloat64(generator) * below);
  const often = OFTEN[draw(OFTEN.length)] ?? 0;
  const rules = FAULTS.map((rule) => ({ ...rule, probability: often / FAULTS.length }));
  return { requests: Array.from({ length: 3 + draw(25) }, () => requestOf(draw)), faults: { seed, rules } };
}

function requestOf(draw: Draw): CrowdRequest {
  const read = () => readOf(draw);
  const steps = Array.from({ length: 1 + draw(12) }, read);
  const timeout_ms = draw(3) === 0 ? 1 + draw(5000) : 120_000;
  const givesUpAfterMs = draw(4) === 0 ? draw(4000) : undefined;
  const comesAfterMs = draw(3) === 0 ? draw(500) : 0;
  const [kind, inParallel, stops] = [draw(3), draw(6) > 0, draw(4) === 0];
  return async ({ orchestrator }, say) => {
    await new Promise((resolve) => setTimeout(resolve, comesAfterMs));
    const caller = new AbortController();
    const giveUp =
      givesUpAfterMs === undefined ? undefined : setTimeout(() => caller.abort(), givesUpAfterMs);
    const options = { signal: caller.signal };
    if (kind === 0) {
      const [step] = steps;
      if (step === undefined) return;
      const { success, data, error } = await orchestrator.smartDelegate({ ...step, timeout_ms }, options);
      clearTimeout(giveUp);
      judge({ success, data, error }, say);
      return;
    }
    const operations = steps.map((step, nth) => ({ id: `s${nth}`, ...step }));
    const answer =
      kind === 1
        ? await orchestrator.lazyGatherContext(
            { operations: steps, timeout_ms, parallel: inParallel, fail_fast: stops },
            options,
          )
        : await orchestrator.batchParallelExecute(
            { operations, timeout_ms, on_failure: stops ? "stop" : "continue" },
            options,
          );
    clearTimeout(giveUp);
    const results = answer.data?.results ?? [];
    if (results.length !== steps.length) say(`${results.length} of ${steps.length} results`);
    for (const result of results) judge(result, say);
  };
}

/** One of few reads, so that many want the same: what is known, what is to be read anew, and what is not there. */
function readOf(draw: Draw): GatherStep {
  const refresh = draw(4) === 0 ? { refresh_cache: true } : {};
  if (draw(10) === 0)
    return { system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-99999" }, ...refresh };
  const { system, operation, params } = READS[draw(READS.length)] as GatherStep;
  const others = operation === "get_issue" && system === "jira" && draw(2) === 0;
  return {
    system,
    operation,
    params: others ? { issue_key: `TRAIN-${120 + draw(5)}` } : params,
    ...refresh,
  };
}

interface Ended extends Pick<StepResult, "success"> {
  data?: unknown;
  error?: WireError | undefined;
  status?: string;
}

/** Each has its data or its error; no adapter fails for a reason of its own, and no read is of unknown outcome. */
function judge({ success, data, error, status }: Ended, say: (what: string) => void): void {
  if (success !== (data !== undefined) || success !== (error === undefined))
    say(`${status} with ${data === undefined ? "no data" : "data"} and ${error?.code ?? "no error"}`);
  if (error?.code === "OPERATION_EXECUTION_FAILED" || status === "unknown")
    say(`${status}: ${error?.message}`);
}
