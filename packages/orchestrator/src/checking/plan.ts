import type { PmoError } from "@pm-orchestrator/core";
import { collectReferences } from "@pm-orchestrator/planner/references";
import { independentPlan, type Plan, type PlanOptions } from "@pm-orchestrator/planner/steps";
import type { Session } from "../session/session.js";
import type { CheckedStep, SubmittedStep } from "./steps.js";

/**
 * Plans the steps of a batch, and lists every defect of its edges. The graph library is imported only when there are
 * edges, or two steps of one id to complain about.
 *
 * `submitted` are all steps that could be read, `checked` those whose operation is known: a wrong operation must not
 * hide a cycle.
 */
export async function planBatch(
  session: Session,
  submitted: readonly SubmittedStep[],
  checked: readonly CheckedStep[],
): Promise<{ plan?: Plan; defects: readonly PmoError[] }> {
  const manifests = new Map(checked.map(({ id, manifest }) => [id, manifest]));
  const options: PlanOptions = {
    expectedMs: ({ id, system, operation }) =>
      session.durations.median(system, operation) ?? manifests.get(id)?.expected_ms,
    resultSchema: ({ id }) => manifests.get(id)?.result,
  };
  const params = new Map(checked.map((step) => [step.id, step.params]));
  const steps = submitted.map((step) => ({ ...step, params: params.get(step.id) ?? step.params }));
  if (isPlain(steps)) return { plan: independentPlan(steps, options), defects: [] };
  const { createPlan } = await import("@pm-orchestrator/planner");
  return createPlan(steps, options);
}

/** Whether no step waits for another and no id stands twice. */
function isPlain(steps: readonly SubmittedStep[]): boolean {
  if (new Set(steps.map(({ id }) => id)).size < steps.length) return false;
  return steps.every(({ depends_on = [], params }) => {
    if (depends_on.length > 0) return false;
    const { references, problems } = collectReferences(params);
    return references.length === 0 && problems.length === 0;
  });
}
