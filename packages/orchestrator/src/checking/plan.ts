import { createPlan, type PlanOptions, type PlanOutcome } from "@pm-orchestrator/planner";
import type { Session } from "../session/session.js";
import type { CheckedStep, SubmittedStep } from "./steps.js";

/**
 * Plans the steps of a batch, and lists every defect of its edges.
 *
 * `submitted` are all steps that could be read, `checked` those whose operation is known: a wrong operation must not
 * hide a cycle.
 */
export function planBatch(
  session: Session,
  submitted: readonly SubmittedStep[],
  checked: readonly CheckedStep[],
): PlanOutcome {
  const known = new Map(checked.map((step) => [step.id, step]));
  const options: PlanOptions = {
    expectedMs: ({ id, system, operation }) =>
      session.durations.median(system, operation) ?? known.get(id)?.manifest?.expected_ms,
    resultSchema: ({ id }) => known.get(id)?.manifest?.result,
  };
  const steps = submitted.map((step) => ({ ...step, params: known.get(step.id)?.params ?? step.params }));
  return createPlan(steps, options);
}
