import type { PlanStep } from "@pm-orchestrator/planner";
import { Effect } from "effect";
import { measureRounds, ratios } from "../numbers/rounds.js";
import { median } from "../numbers/statistics.js";
import { type Claim, claim, type Table } from "../page/section.js";
import { NoOps } from "./no-op.js";
import { runEffect, runPGraph } from "./others.js";
import { loadRunLoop, planOf, runScheduled, scheduleToEnd } from "./ours.js";
import { SHAPES, type Shape, shapedSteps } from "./shapes.js";

const STEPS = 10_000;
const ROUNDS = 7;
const AT_ONCE = 32;

/** Everything that an engine does from the steps of a request to the last of their ends. */
type Engine = (steps: readonly PlanStep[], noOps: NoOps) => Promise<void> | void;

const OURS = "planner + scheduler";

/** Steps that are promises, as real ones are. */
const PROMISES: Readonly<Record<string, Engine>> = {
  [OURS]: (steps, { promise }) => runScheduled(planOf(steps), promise),
  "p-graph": (steps, { promise }) => runPGraph(steps, promise),
  [`p-graph, ${AT_ONCE} at once`]: (steps, { promise }) => runPGraph(steps, promise, AT_ONCE),
  Effect: (steps, { promise }) => runEffect(steps, Effect.promise(promise)),
  [`Effect, ${AT_ONCE} at once`]: (steps, { promise }) => runEffect(steps, Effect.promise(promise), AT_ONCE),
};

/** Steps that need no promise: plain functions, and effects for Effect. */
const PLAIN: Readonly<Record<string, Engine>> = {
  [`${OURS}, plain`]: (steps, { plain }) => scheduleToEnd(planOf(steps), plain),
  "p-graph, plain": (steps, { plain }) => runPGraph(steps, plain),
  "Effect, plain": (steps, { plain }) => runEffect(steps, Effect.sync(plain)),
};

/** Where ours goes: what each of our engines does beside what the one before does. */
const PARTS: Readonly<Record<string, Engine>> = {
  "planner alone": (steps, noOps) => {
    noOps.count = planOf(steps).steps.length;
  },
};

/** Our planner and scheduler beside p-graph and Effect, in one process and in turn. */
export async function compareEngines(): Promise<{ claims: Claim[]; tables: Table[] }> {
  const runLoop = await loadRunLoop();
  const engines: Readonly<Record<string, Engine>> = {
    ...PROMISES,
    ...PLAIN,
    ...PARTS,
    "planner + the orchestrator's run loop": (steps, { promise }) => runLoop(planOf(steps), promise),
  };
  const costs = new Map<Shape, Map<string, number[]>>();
  for (const shape of SHAPES) costs.set(shape, await costsOf(engines, shapedSteps(shape, STEPS)));
  return {
    claims: [...costs].flatMap(([shape, samples]) => [
      ...["p-graph", "Effect"].map((rival) =>
        claim(
          `${shape}: ${OURS} : ${rival}`,
          { measured: ratioToBest(samples, PROMISES, rival), unit: "" },
          { atMost: 0.5 },
        ),
      ),
    ]),
    tables: [
      {
        title: `${STEPS} steps, planning included: CPU µs per step, median of ${ROUNDS} rounds`,
        columns: ["", ...SHAPES],
        rows: Object.keys(engines).map((name) => [
          name,
          ...SHAPES.map((shape) => (median(costs.get(shape)?.get(name) ?? []) / STEPS) * 1000),
        ]),
      },
      {
        title: "Steps that are no promises, ratios",
        columns: ["", ...SHAPES],
        rows: ["p-graph", "Effect"].map((rival) => [
          `${OURS} : ${rival}`,
          ...SHAPES.map((shape) => ratioToBest(costs.get(shape) ?? new Map(), PLAIN, rival)),
        ]),
      },
    ],
  };
}

function costsOf(
  engines: Readonly<Record<string, Engine>>,
  steps: readonly PlanStep[],
): Promise<Map<string, number[]>> {
  const ways = Object.entries(engines).map(([name, run]) => {
    const way = async () => {
      const noOps = new NoOps();
      await run(steps, noOps);
      if (noOps.count !== steps.length)
        throw new Error(`${name} ran ${noOps.count} of ${steps.length} steps.`);
    };
    return [name, way] as const;
  });
  return measureRounds(new Map(ways), ROUNDS);
}

/** Ours divided by the cheapest of the rival's ways to do the same. */
function ratioToBest(
  samples: ReadonlyMap<string, readonly number[]>,
  engines: Readonly<Record<string, Engine>>,
  rival: string,
): number {
  const names = Object.keys(engines);
  const ours = samples.get(names[0] ?? "") ?? [];
  const theirs = names.filter((name) => name.startsWith(rival)).map((name) => samples.get(name) ?? []);
  return Math.max(...theirs.map((rounds) => median(ratios(ours, rounds))));
}
