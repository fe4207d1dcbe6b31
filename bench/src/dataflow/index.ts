import { createPlan } from "@pm-orchestrator/planner";
import { seededRandom } from "../numbers/random.js";
import { claim, type Section } from "../page/section.js";
import { barrierMakespan, type Durations, dataflowMakespan } from "./virtual-time.js";

const SEEDS = 1_000;
/** Log-normal latencies around this median, with this σ: most calls are quick, a few are slow. */
const MEDIAN_MS = 400;
const SIGMA = 0.6;
const CAP = 4;

const SHAPES = [
  { chains: 5, length: 3, atMost: 0.83 },
  { chains: 20, length: 5, atMost: 0.65 },
] as const;

/** The same plans with the same latencies, once as dataflow and once with a barrier after each phase; in virtual time. */
export async function measure(): Promise<Omit<Section, "name" | "title">> {
  const results = SHAPES.map((shape) => ({ ...shape, ...compare(shape.chains, shape.length) }));
  return {
    claims: results.flatMap(({ chains, length, atMost, mean, worst, exact, capped }) => {
      const plan = `${chains} chains × ${length}`;
      const ratio = (what: string, measured: number, bound: number) =>
        // The last digits of a sum depend on the order of its terms.
        claim(`${plan}${what}`, { measured: Number(measured.toFixed(9)), unit: "" }, { atMost: bound });
      return [
        ratio(": dataflow : barrier, mean", mean, atMost),
        ratio(": dataflow : barrier, worst seed", worst, 1),
        ratio(": makespan : critical path, worst seed", exact, 1),
        ratio(`, ${CAP} at once: dataflow : barrier, worst seed`, capped, 1.05),
      ];
    }),
    tables: [],
    notes: [
      `${SEEDS} seeds; latencies log-normal, median ${MEDIAN_MS} ms, σ ${SIGMA}. Virtual time: nothing is timed, so nothing is noisy.`,
    ],
    broken: [],
  };
}

function compare(chains: number, length: number) {
  const steps = Array.from({ length: chains * length }, (_, index) => {
    const [chain, place] = [Math.floor(index / length), index % length];
    return {
      id: `c${chain}_${place}`,
      system: `s${chain % 5}`,
      operation: "x",
      depends_on: place === 0 ? [] : [`c${chain}_${place - 1}`],
    };
  });
  let [mean, worst, exact, capped] = [0, 0, 0, 0];
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const durations = latencies(
      steps.map(({ id }) => id),
      seed,
    );
    const { plan } = createPlan(steps, { expectedMs: ({ id }) => durations.get(id) });
    if (plan === undefined) throw new Error("The chains cannot be planned.");
    const flow = dataflowMakespan(plan.steps, durations);
    const barrier = barrierMakespan(plan.phases, durations);
    mean += flow / barrier / SEEDS;
    worst = Math.max(worst, flow / barrier);
    exact = Math.max(exact, flow / plan.critical_path_ms);
    capped = Math.max(
      capped,
      dataflowMakespan(plan.steps, durations, { global: CAP }) / barrierMakespan(plan.phases, durations, CAP),
    );
  }
  return { mean, worst, exact, capped };
}

function latencies(ids: readonly string[], seed: number): Durations {
  const random = seededRandom(seed);
  return new Map(
    ids.map((id) => {
      // Box and Muller: two even numbers make one normal one.
      const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
      return [id, MEDIAN_MS * Math.exp(SIGMA * normal)];
    }),
  );
}
