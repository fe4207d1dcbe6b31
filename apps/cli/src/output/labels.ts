import type { RequestOperation } from "@pm-orchestrator/core";
import { columnsOf, pad } from "./text.js";

interface LabelledStep {
  id: string;
  system: string;
  operation: string;
}

/** How the steps of a request are called in views, by id: in a batch by their own ids, aligned. */
export function labelsOf(operation: RequestOperation, steps: readonly LabelledStep[]): Map<string, string> {
  const isBatch = operation === "batch_parallel_execute";
  const widest = steps.reduce((most, { id }) => Math.max(most, columnsOf(id)), 0);
  return new Map(
    steps.map(({ id, system, operation: name }) => {
      const call = `${system} ${name}`;
      return [id, isBatch ? `${pad(id, widest)}  ${call}` : call];
    }),
  );
}
