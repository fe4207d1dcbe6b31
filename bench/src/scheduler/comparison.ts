import type { PlanStep } from "@pm-orchestrator/planner";
import { Effect } from "effect";
import { measureRounds, ratios, type Samples } from "../numbers/rounds.js";
import { median } from "../numbers/statistics.js";
import { type Claim, claim, type Table } from "../page/section.js";
import { NoOps } from "./no-op.js";
import { runEffect, runPGraph } from "./others.js";
import { loadRunLoop, planOf, runScheduled, scheduleToEnd } from "./ours.js";
import { SHAPES, type Shape, shapedSteps } from "./shapes.js";

const STEPS = 10_000;
const ROUNDS = 5;
const REPEATS = 8;
const AT_ONCE = 32;

/** Everything that an engine does from the steps of a request to the last of their ends. */
type Engine = (steps: readonly PlanStep[], noOps: NoOps) => Promise<void> | void;

type Engines = Readonly<Record<string, Engine>>;

const OURS = "planner + scheduler";
const RIVALS = ["p-graph", "Effect"] as const;

/** What the claims compare: each step is a call of one async function, and its promise is waited for. */
const PROMISES: Engines = {
  [OURS]: (steps, { promise }) => runScheduled(planOf(steps), promise),
  "p-graph": (steps, { promise }) => runPGraph(steps, promise),
  [`p-graph, ${AT_ONCE} at once`]: (steps, { promise }) => runPGraph(steps, promise, AT_ONCE),
  Effect: (steps, { promise }) => runEffect(steps, Effect.promise(promise)),
  [`Effect, ${AT_ONCE} at once`]: (steps, { promise }) => runEffect(steps, Effect.promise(promise), AT_ONCE),
};

/** Steps that are plain functions: nothing is waited for. p-graph wraps them in promises all the same. */
const PLAIN: Engines = {
  [`${OURS}, plain`]: (steps, { plain }) => scheduleToEnd(planOf(steps), plain),
  "p-graph, plain": (steps, { plain }) => runPGraph(steps, plain),
  "Effect, plain": (steps, { plain }) => runEffect(steps, Effect.sync(plain)),
};

/** Less than the whole, and more. */
const PARTS: Engines = {
  "planner alone": (steps, noOps) => {
    noOps.count = planOf(steps).steps.length;
  },
};

/** Our planner and scheduler beside p-graph and Effect, in one process and in turn. */
export async function compareEngines(): Promise<{ claims: Claim[]; tables: Table[]; notes: string[] }> {
  const runLoop = await loadRunLoop();
  const engines: Engines = {
    ...PROMISES,
    ...PLAIN,
    ...PARTS,
    "planner + the orchestrator's run loop": (steps, { promise }) => runLoop(planOf(steps), promise),
  };
  const costs: Costs[] = [];
  for (const shape of SHAPES) costs.push({ shape, ...(await costsOf(engines, shapedSteps(shape, STEPS))) });
  return {
    claims: costs.flatMap(({ shape, warm }) =>
      RIVALS.map((rival) =>
        claim(
          `${shape}: ${OURS} : ${rival}`,
          { measured: ratioToBest(warm, PROMISES, rival), unit: "" },
          { atMost: 0.5 },
        ),
      ),
    ),
    tables: [
      {
        title: `${STEPS} steps, planning included: CPU µs per step, median of ${ROUNDS} rounds`,
        columns: ["", ...SHAPES],
        rows: Object.keys(engines).map((name) => [name, ...costs.map(({ warm }) => perStep(warm, name))]),
      },
      ratioTable(
        "Steps that are plain functions, ratios",
        PLAIN,
        costs.map(({ warm }) => warm),
      ),
      {
        title: "The first run after a full garbage collection, when code is compiled anew: CPU µs per step",
        columns: ["", ...SHAPES],
        rows: Object.keys(PROMISES).map((name) => [name, ...costs.map(({ cold }) => perStep(cold, name))]),
      },
      ratioTable(
        "The first run after a full garbage collection, ratios",
        PROMISES,
        costs.map(({ cold }) => cold),
      ),
    ],
    notes: [
      "Compared is everything from a list of steps with ids and depends_on to the last end. A step is a call of one async",
      "function that only counts, and its promise is waited for: all three get the same steps and the same function. Ours",
      "checks and plans (references, phases, critical path), then runs at most 32 steps at once and 10 of one system.",
      `p-graph checks for cycles and sums priorities. Effect plans nothing: a fiber and a Deferred per step. Both run without a limit`,
      `and with ${AT_ONCE} at once, and the cheaper way counts. Ratios are medians of the rounds' ratios.`,
      "Steps that are plain functions have a table of their own: there Effect waits for nothing and makes no promise.",
      "A turn is a garbage collection, a run that the claims do not count (compiled code goes with the garbage; tables below",
      `show it) and ${REPEATS} that they do.`,
    ],
  };
}

interface Costs {
  shape: Shape;
  cold: Samples;
  warm: Samples;
}

function ratioTable(title: string, engines: Engines, byShape: readonly Samples[]): Table {
  return {
    title,
    columns: ["", ...SHAPES],
    rows: RIVALS.map((rival) => [
      `${OURS} : ${rival}`,
      ...byShape.map((samples) => ratioToBest(samples, engines, rival)),
    ]),
  };
}

function perStep(samples: Samples, name: string): number {
  return (median(samples.get(name) ?? []) / STEPS) * 1000;
}

function costsOf(engines: Engines, steps: readonly PlanStep[]) {
  const ways = Object.entries(engines).map(([name, run]) => {
    const way = async () => {
      const noOps = new NoOps();
      await run(steps, noOps);
      if (noOps.count !== steps.length)
        throw new Error(`${name} ran ${noOps.count} of ${steps.length} steps.`);
    };
    return [name, way] as const;
  });
  return measureRounds(new Map(ways), { rounds: ROUNDS, repeats: REPEATS });
}

/** Ours, which stands first among the engines, divided by the cheapest of the rival's ways to do the same. */
function ratioToBest(samples: Samples, engines: Engines, rival: string): number {
  const names = Object.keys(engines);
  const ours = samples.get(names[0] ?? "") ?? [];
  const theirs = names.filter((name) => name.startsWith(rival)).map((name) => samples.get(name) ?? []);
  return Math.max(...theirs.map((rounds) => median(ratios(ours, rounds))));
}
