import type {
  AnyAnswer,
  BatchAnswer,
  DelegateAnswer,
  GatherAnswer,
  GatherResult,
  RequestOperation,
  RunState,
  StepResult,
} from "@pm-orchestrator/core";
import { leftOutLines, whyLines } from "./context.js";
import { errorLines } from "./errors.js";
import { outsideData } from "./outside.js";
import { withheldLines } from "./withheld.js";

/** What was asked, as far as its answer does not repeat it. */
export interface Asked {
  system?: unknown;
  operation?: unknown;
}

/** What is longer is no name, and not repeated. */
const LONGEST_NAME = 200;

/** An answer as an agent reads it: the same facts as the structured one, without what only programs need. */
export function answerLines(operation: RequestOperation, answer: AnyAnswer, asked: Asked): string[] {
  switch (operation) {
    case "smart_delegate":
      return delegateLines(answer as DelegateAnswer, asked);
    case "cache_status":
      return answer.error === undefined ? [JSON.stringify(answer.data)] : errorLines(answer.error);
    default:
      return resultsLines(answer as GatherAnswer | BatchAnswer);
  }
}

function delegateLines(
  { success, data, error, metadata }: DelegateAnswer,
  { system, operation }: Asked,
): string[] {
  const { detected } = metadata;
  // A target says less of what was called than what it was taken for.
  const names = [detected?.system ?? system, detected?.operation ?? operation].filter(
    (name) => typeof name === "string" && name.length <= LONGEST_NAME,
  );
  const what = names.join(" ").trim() || "request";
  if (!success) return [`${what}: failed`, ...(error === undefined ? [] : errorLines(error))];
  return [
    `${what}: succeeded, ${metadata.cached ? "from the cache" : ms(metadata.duration_ms)}`,
    ...outsideData(data),
    ...withheldLines(metadata),
  ];
}

function resultsLines({ data, error, metadata }: GatherAnswer | BatchAnswer): string[] {
  const results: readonly (StepResult & Partial<GatherResult>)[] = data?.results ?? [];
  const succeeded = results.filter(({ success }) => success).length;
  const calls = `${metadata.api_calls} API ${metadata.api_calls === 1 ? "call" : "calls"}`;
  const summary = `${succeeded} of ${results.length} succeeded, ${ms(metadata.total_duration_ms)}, ${calls}`;
  return [
    ...(results.length === 0 ? [] : [summary]),
    ...(error === undefined ? [] : errorLines(error)),
    ...results.flatMap((result, index) => resultLines(result, index)),
    ...(data === undefined ? [] : leftOutLines(data)),
  ];
}

function resultLines(result: StepResult & Partial<GatherResult>, index: number): string[] {
  const { id, system, operation, success, status, data, error, metadata } = result;
  return [
    `[${id ?? index}] ${system} ${operation}: ${status}`,
    ...whyLines(result),
    ...(success ? outsideData(data) : []),
    ...withheldLines(metadata),
    ...(error === undefined ? [] : errorLines(error)),
  ];
}

/** A run that goes on, and how to read it. */
export function runLines({ run_id, steps }: RunState): string[] {
  const ended = steps.filter(({ status }) => status !== "running" && status !== "waiting").length;
  const call = { system: "orchestrator", operation: "get_run", params: { run_id, wait_ms: 20_000 } };
  return [
    `Not finished yet: ${ended} of ${steps.length} done. It goes on as run ${run_id}.`,
    ...steps.map(
      ({ id, system, operation, status }) =>
        `${[`[${id}]`, system, operation].filter(Boolean).join(" ")}: ${status}`,
    ),
    `Read it with smart_delegate ${JSON.stringify(call)}; do not send the request again.`,
  ];
}

function ms(duration: number): string {
  return `${Math.round(duration)} ms`;
}
