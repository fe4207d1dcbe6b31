import type { BatchAnswer, BatchStep, OnFailure } from "@pm-orchestrator/core";
import type { FaultPlan, FaultRule } from "@pm-orchestrator/simulator";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { type FreePlace, READS, type TriedWrite, WRITES } from "./writes.js";

/** A write of a scenario, and by what its traces are known. */
export interface PlannedWrite {
  id: string;
  write: TriedWrite;
  mark: string;
  place: FreePlace;
}

export interface Scenario {
  seed: number;
  operations: BatchStep[];
  writes: PlannedWrite[];
  faults: FaultPlan;
  onFailure: OnFailure;
  interruption: Interruption | undefined;
}

/** What ends a scenario before its time: its caller, once so many requests were sent, or a deadline. */
export interface Interruption {
  afterRequests?: number;
  timeoutMs?: number;
}

/** What may happen to a request, and how often among a hundred that something happens to. */
const FAULTS: readonly (readonly [number, FaultRule])[] = [
  [30, { fault: "reset_after", write: true }],
  [10, { fault: "reset_before" }],
  [10, { fault: "reset_after", write: false }],
  [10, { fault: "rate_limited" }],
  [5, { fault: "rate_limited", headers: "none" }],
  [10, { fault: "status", status: 503 }],
  [5, { fault: "status", status: 503, retry_after: 2 }],
  [5, { fault: "status", status: 500 }],
  [5, { fault: "status", status: 502 }],
  [5, { fault: "truncated_json" }],
  [3, { fault: "html_page" }],
  [2, { fault: "no_answer", applied: true }],
];

/** Plans, what they do, and what goes wrong: all of it follows from the seed. */
export function scenarioOf(seed: number, placeOf: (nth: number) => FreePlace): Scenario {
  const generator = xoroshiro128plus(seed);
  const draw = (below: number) => Math.floor(uniformFloat64(generator) * below);
  const operations: BatchStep[] = [];
  const writes: PlannedWrite[] = [];
  const size = 3 + draw(5);
  for (let index = 0; index < size; index += 1) {
    const id = `s${index}`;
    const earlier = index > 0 && draw(3) === 0 ? writes[draw(writes.length)] : undefined;
    // At least one write, and about every second step.
    if (index > 0 && draw(2) === 0) {
      operations.push({ id, ...pick(READS, draw), ...(earlier && { depends_on: [earlier.id] }) });
      continue;
    }
    const write = pick(WRITES, draw);
    const mark = `mark ${seed} ${id}`;
    const place = placeOf(writes.length);
    const referred = earlier && draw(2) === 0;
    const params = write.params(
      referred ? `${mark} \${{ steps.${earlier.id}.data.${earlier.write.gives} }}` : mark,
      place,
    );
    operations.push({
      id,
      system: write.system,
      operation: write.operation,
      params,
      ...(earlier && !referred && { depends_on: [earlier.id] }),
    });
    writes.push({ id, write, mark: `${mark}`, place });
  }
  const total = FAULTS.reduce((sum, [weight]) => sum + weight, 0);
  const often = 0.15 + 0.25 * uniformFloat64(generator);
  const rules = FAULTS.map(([weight, rule]) => ({ ...rule, probability: (weight / total) * often * 2 }));
  return {
    seed,
    operations,
    writes,
    faults: { seed, rules },
    onFailure: draw(4) === 0 ? "stop" : draw(3) === 0 ? "continue" : "skip_dependents",
    interruption: interruptionOf(draw),
  };
}

/** Every fifth is interrupted, one half by its caller and the other by its deadline. */
function interruptionOf(draw: (below: number) => number): Interruption | undefined {
  switch (draw(10)) {
    case 0:
      return { afterRequests: 1 + draw(12) };
    case 1:
      return { timeoutMs: 1 + draw(6000) };
    default:
      return undefined;
  }
}

function pick<Item>(items: readonly Item[], draw: (below: number) => number): Item {
  const item = items[draw(items.length)];
  if (item === undefined) throw new RangeError("There is nothing to pick.");
  return item;
}

/** Something that the engine did, or said, and should not have. */
export interface Finding {
  kind: "duplicate" | "lost" | "wrong";
  what: string;
}

/** What is wrong with how a scenario ended: empty when the engine told the truth about every step. */
export async function faultsFound(
  { seed, operations, writes }: Scenario,
  answer: BatchAnswer,
  count: (write: TriedWrite, mark: string, place: FreePlace) => Promise<number>,
): Promise<Finding[]> {
  const found: Finding[] = [];
  const results = new Map(answer.data?.results.map((result) => [result.id, result]));
  const say = (kind: Finding["kind"], what: string) => found.push({ kind, what: `seed ${seed}: ${what}` });
  for (const { id } of operations) {
    const result = results.get(id);
    if (result === undefined) say("lost", `${id} has no result`);
    else if (result.success !== (result.data !== undefined)) say("lost", `${id} has no data`);
  }
  for (const { id, write, mark, place } of writes) {
    const { status, error } = results.get(id) ?? {};
    const made = await count(write, mark, place);
    const what = `${id} ${write.system} ${write.operation} is ${status} (${error?.code ?? ""} ${error?.message ?? ""} ${JSON.stringify(error?.details ?? "")}), made ${made} times`;
    if (made > 1) say("duplicate", what);
    if (status === "succeeded" && made === 0) say("wrong", what);
    // What failed, or never started, was not done; only what is unknown may have been.
    if (status !== "succeeded" && status !== "unknown" && made > 0) say("wrong", what);
  }
  return found;
}
