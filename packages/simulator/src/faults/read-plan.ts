import { didYouMean, orchestratorError } from "@pm-orchestrator/core";
import type { FaultPlan } from "./plan.js";

/** Where a plan comes from, and for what. */
export interface PlanSource {
  /** How errors call it. Default: `The plan of faults`. */
  file?: string | undefined;
  /** The kinds that there are: a rule about another one would never strike. Default: not looked at. */
  kinds?: readonly string[] | undefined;
}

/**
 * Checks a plan that was written elsewhere, as the data of a YAML or JSON file. Everything that is wrong is told at once.
 *
 * Rejects with INVALID_REQUEST (6007): `details.issues` with paths, and the nearest right key, fault or kind suggested.
 */
export async function readFaultPlan(value: unknown, { file, kinds }: PlanSource = {}): Promise<FaultPlan> {
  // The schema library is not for everybody who only runs a simulator.
  const { checkPlan } = await import("./plan-schema.js");
  const checked = checkPlan(value, kinds);
  if ("plan" in checked) return checked.plan;
  const { issues, guesses } = checked;
  const told = issues.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
  const near = [...new Set(guesses.flatMap(({ wanted, valid }) => didYouMean(wanted, valid)))];
  const right = guesses.flatMap(({ wanted, valid }) =>
    didYouMean(wanted, valid).length > 0 ? [] : [`Right instead of ${wanted}: ${valid.join(", ")}.`],
  );
  const advice = [...near, ...new Set(right)];
  throw orchestratorError("INVALID_REQUEST", {
    message: `${file ?? "The plan of faults"} does not fit: ${told.join("; ")}.`,
    details: { ...(file === undefined ? {} : { file }), issues },
    suggestions: advice.length > 0 ? advice : [`Correct ${issues[0]?.path || "the plan"}.`],
  });
}
