import { createPlan, type Plan } from "@pm-orchestrator/planner";
import { createScheduler } from "@pm-orchestrator/planner/scheduler";
import { collectGarbage, cpuMs } from "../numbers/cpu.js";
import { median } from "../numbers/statistics.js";
import type { Section, Table } from "../page/section.js";
import { type Shape, shapedSteps } from "./shapes.js";

const SIZES = [1_000, 10_000, 100_000] as const;
const SHAPES: readonly Shape[] = ["random", "chain", "wide"];
const ROUNDS = 3;

/** Every sample handles so many steps, be it in one plan or in a hundred: small plans are not measured by a clock's tick. */
const STEPS_PER_SAMPLE = 100_000;

/** What a plan costs per step, and what it costs to schedule it from its first step to its last. */
export async function measure(): Promise<Omit<Section, "name" | "title">> {
  const planning: (readonly [Shape, readonly number[]])[] = [];
  const scheduling: (readonly [Shape, readonly number[]])[] = [];
  for (const shape of SHAPES) {
    const costs = { plan: [] as number[], schedule: [] as number[] };
    for (const size of SIZES) {
      const steps = shapedSteps(shape, size);
      costs.plan.push(await costPerStep(size, () => void planOf(steps)));
      const plan = planOf(steps);
      costs.schedule.push(await costPerStep(size, () => runToEnd(plan)));
    }
    planning.push([shape, costs.plan]);
    scheduling.push([shape, costs.schedule]);
  }
  return {
    claims: [],
    tables: [
      costTable("Scheduler: from createScheduler to the last end, CPU µs per step", scheduling),
      costTable("Planning: createPlan, CPU µs per step", planning),
    ],
    notes: [
      "Steps do nothing; at most 32 run at once, at most 10 of one system. random: up to three dependencies each, seeded.",
      `Median of ${ROUNDS} samples of ${STEPS_PER_SAMPLE} steps. The ratio tells how the cost grows; 1 is a straight line.`,
    ],
    broken: [],
  };
}

function costTable(title: string, rows: readonly (readonly [Shape, readonly number[]])[]): Table {
  return {
    title,
    columns: ["", ...SIZES.map((size) => `${size} steps`), "100000 : 1000"],
    rows: rows.map(([shape, costs]) => [shape, ...costs, (costs.at(-1) ?? 0) / (costs[0] ?? 0)]),
  };
}

/** Unit: microseconds of CPU time. */
async function costPerStep(size: number, work: () => void): Promise<number> {
  const samples: number[] = [];
  for (let round = -1; round < ROUNDS; round += 1) {
    collectGarbage();
    const spent = await cpuMs(() => {
      for (let done = 0; done < STEPS_PER_SAMPLE; done += size) work();
    });
    if (round >= 0) samples.push((spent / STEPS_PER_SAMPLE) * 1000);
  }
  return median(samples);
}

function planOf(steps: Parameters<typeof createPlan>[0]): Plan {
  const { plan, defects } = createPlan(steps);
  if (plan === undefined) throw new Error(`The steps cannot be planned: ${defects[0]?.message}`);
  return plan;
}

/** Ends steps in the order in which they started. */
function runToEnd({ steps }: Plan): void {
  const scheduler = createScheduler({ steps, caps: { global: 32, perSystem: 10 } });
  const running = scheduler.start();
  for (let next = 0; next < running.length; next += 1) {
    scheduler.finish(running[next] ?? "", "succeeded");
    for (const id of scheduler.start()) running.push(id);
  }
  if (!scheduler.done || running.length !== steps.length)
    throw new Error(`Only ${running.length} of ${steps.length} steps ran.`);
}
