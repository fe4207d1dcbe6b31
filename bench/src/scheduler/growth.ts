import { collectGarbage, cpuMs } from "../numbers/cpu.js";
import { median } from "../numbers/statistics.js";
import { type Claim, claim, type Table } from "../page/section.js";
import { planOf, scheduleToEnd } from "./ours.js";
import { SHAPES, type Shape, shapedSteps } from "./shapes.js";

const SIZES = [1_000, 10_000, 100_000] as const;
const ROUNDS = 3;

/** Every sample handles so many steps, be it in one plan or in a hundred: small plans are not measured by a clock's tick. */
const STEPS_PER_SAMPLE = 100_000;

/** CPU microseconds per step, by size. */
interface Costs {
  shape: Shape;
  plan: number[];
  schedule: number[];
}

/** How planning and scheduling grow with the number of steps: in a straight line, or nearly. */
export async function measureGrowth(): Promise<{ claims: Claim[]; tables: Table[] }> {
  const costs: Costs[] = [];
  for (const shape of SHAPES) {
    const found: Costs = { shape, plan: [], schedule: [] };
    for (const size of SIZES) {
      const steps = shapedSteps(shape, size);
      found.plan.push(await costPerStep(size, () => void planOf(steps)));
      const plan = planOf(steps);
      found.schedule.push(await costPerStep(size, () => scheduleToEnd(plan)));
    }
    costs.push(found);
  }
  return {
    claims: costs.map(({ shape, plan, schedule }) =>
      claim(
        `${shape}: a step of 100,000 : a step of 1,000`,
        { measured: growth(plan.map((cost, size) => cost + (schedule[size] ?? 0))), unit: "" },
        { atMost: 2.5 },
      ),
    ),
    tables: [
      costTable(
        "The state machine alone: from createScheduler to the last end, CPU µs per step",
        costs.map(({ shape, schedule }) => [shape, schedule]),
      ),
      costTable(
        "Planning: createPlan, CPU µs per step",
        costs.map(({ shape, plan }) => [shape, plan]),
      ),
    ],
  };
}

function costTable(title: string, rows: readonly (readonly [Shape, readonly number[]])[]): Table {
  return {
    title,
    columns: ["", ...SIZES.map((size) => `${size} steps`), "100000 : 1000"],
    rows: rows.map(([shape, costs]) => [shape, ...costs, growth(costs)]),
  };
}

function growth(costs: readonly number[]): number {
  return (costs.at(-1) ?? Number.NaN) / (costs[0] ?? Number.NaN);
}

async function costPerStep(size: number, work: () => void): Promise<number> {
  const samples: number[] = [];
  for (let round = -1; round < ROUNDS; round += 1) {
    collectGarbage();
    // Compiled code went with the garbage: without this a single large plan would pay for it alone.
    work();
    const spent = await cpuMs(() => {
      for (let done = 0; done < STEPS_PER_SAMPLE; done += size) work();
    });
    if (round >= 0) samples.push((spent / STEPS_PER_SAMPLE) * 1000);
  }
  return median(samples);
}
