import type { StepResult } from "@pm-orchestrator/core";
import type { Shaped, ShapedResult, WholeResult } from "../budget/shape.js";
import type { CheckedStep } from "../checking/steps.js";
import type { Session } from "../session/session.js";
import type { StepOutcome } from "../session/step-execution.js";

type Totals = Shaped["totals"];

/** What was selected of the results, within the budget. Failures stay as they are: they are short, and they matter. */
export async function shapeSteps<Result extends StepResult>(
  session: Session,
  {
    steps,
    results,
    maxTokens,
  }: { steps: readonly CheckedStep[]; results: Result[]; maxTokens?: number | undefined },
): Promise<{ results: Result[]; totals: Totals }> {
  const places = results.flatMap(({ success }, index) => (success ? [index] : []));
  const whole = places.flatMap((index): WholeResult[] => {
    const step = steps[index];
    return step === undefined ? [] : [{ step, data: results[index]?.data ?? null }];
  });
  const shaped = await shape(session, whole, maxTokens);
  const byPlace = new Map(places.map((index, nth) => [index, shaped.results[nth]]));
  return {
    results: results.map((result, index) => {
      const short = byPlace.get(index);
      if (short === undefined) return result;
      return { ...result, data: short.data, metadata: { ...result.metadata, ...short.metadata } };
    }),
    totals: shaped.totals,
  };
}

/** The same for the only step of a request. */
export async function shapeStep(
  session: Session,
  { step, outcome, maxTokens }: { step: CheckedStep; outcome: StepOutcome; maxTokens?: number | undefined },
): Promise<ShapedResult & { totals: Totals }> {
  const whole = outcome.status === "succeeded" ? [{ step, data: outcome.data ?? null }] : [];
  const { results, totals } = await shape(session, whole, maxTokens);
  return { ...(results[0] ?? { data: null, metadata: {} }), totals };
}

async function shape(
  session: Session,
  whole: readonly WholeResult[],
  maxTokens: number | undefined,
): Promise<Shaped> {
  // Most requests of programs want everything: nothing is loaded, and no token counted, for them.
  if (maxTokens === undefined && whole.every(({ step }) => step.select === undefined)) {
    return { results: whole.map(({ data }) => ({ data, metadata: {} })), totals: {} };
  }
  const { shapeResults } = await import("../budget/shape.js");
  return shapeResults(session, whole, maxTokens);
}
