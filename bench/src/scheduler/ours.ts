import { createPlan, type Plan, type PlanStep } from "@pm-orchestrator/planner";
import { createScheduler, type Scheduler } from "@pm-orchestrator/planner/scheduler";

/** As in a session: so many steps at once, and so many of one system. */
const CAPS = { global: 32, perSystem: 10 };

export function planOf(steps: readonly PlanStep[]): Plan {
  const { plan, defects } = createPlan(steps);
  if (plan === undefined) throw new Error(`The steps cannot be planned: ${defects[0]?.message}`);
  return plan;
}

/** Schedules a plan from its first step to its last; steps end in the order in which they started. */
export function scheduleToEnd({ steps }: Plan, step: () => void = () => {}): void {
  const scheduler = createScheduler({ steps, caps: CAPS });
  const running = scheduler.start();
  for (let next = 0; next < running.length; next += 1) {
    step();
    scheduler.finish(running[next] ?? "", "succeeded");
    for (const id of scheduler.start()) running.push(id);
  }
  requireDone(scheduler, running.length, steps.length);
}

/** The same with steps that are promises: what a caller of the scheduler writes. */
export async function runScheduled({ steps }: Plan, step: () => Promise<void>): Promise<void> {
  const scheduler = createScheduler({ steps, caps: CAPS });
  let started = 0;
  await new Promise<void>((resolve) => {
    const advance = () => {
      for (const id of scheduler.start()) {
        started += 1;
        void step().then(() => {
          scheduler.finish(id, "succeeded");
          advance();
        });
      }
      if (scheduler.done) resolve();
    };
    advance();
  });
  requireDone(scheduler, started, steps.length);
}

/** What `runPlan` of the orchestrator takes and gives, as far as it is used here. */
type RunPlan = (options: {
  runId: string;
  plan: Plan;
  execute: () => Promise<typeof SUCCEEDED>;
  onFailure: "skip_dependents";
  caps: typeof CAPS;
  timeoutMs: number;
  signals: readonly AbortSignal[];
  emit: undefined;
}) => Promise<{ ends: ReadonlyMap<string, unknown>; endedBy: unknown }>;

const SUCCEEDED = {
  status: "succeeded",
  data: null,
  duration_ms: 0,
  upstream_ms: 0,
  mcp_calls: 0,
  cache_hits: 0,
  cache_misses: 0,
};

/**
 * The orchestrator's own run loop: the scheduler, and around it progress, deadline, waiting times and outcomes. It is no
 * part of what the package offers, so it is taken from beside its entry.
 */
export async function loadRunLoop(): Promise<(plan: Plan, step: () => Promise<void>) => Promise<void>> {
  const entry = import.meta.resolve("pm-orchestrator");
  const { runPlan } = (await import(new URL("running/run.js", entry).href)) as { runPlan: RunPlan };
  return async (plan, step) => {
    const { ends, endedBy } = await runPlan({
      runId: "bench",
      plan,
      execute: async () => {
        await step();
        return SUCCEEDED;
      },
      onFailure: "skip_dependents",
      caps: CAPS,
      timeoutMs: 600_000,
      signals: [],
      emit: undefined,
    });
    if (ends.size !== plan.steps.length || endedBy !== undefined)
      throw new Error(`The run loop ended ${ends.size} of ${plan.steps.length} steps.`);
  };
}

function requireDone({ done }: Scheduler, ran: number, wanted: number): void {
  if (!done || ran !== wanted) throw new Error(`Only ${ran} of ${wanted} steps ran.`);
}
