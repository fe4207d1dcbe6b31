import {
  orchestratorError,
  type PmoError,
  type RunSummary,
  type RunTotals,
  type StepMetadata,
  type StepResult,
} from "@pm-orchestrator/core";
import { round } from "../session/statistics.js";
import type { StepOutcome } from "../session/step-execution.js";
import type { RunReport, StepEnd } from "./run.js";

/** What a result needs to know of its step. */
interface Step {
  id: string;
  system: string;
  operation: string;
}

/** The wire form of how a step ended. */
export function stepResult({ id, system, operation }: Step, end: StepEnd): StepResult {
  switch (end.kind) {
    case "ran": {
      const { status, data, error } = end.outcome;
      const metadata = stepMetadata(system, end.outcome, end.wait_ms);
      if (status === "succeeded")
        return { system, operation, success: true, status, data: data ?? null, metadata };
      return { system, operation, success: false, status, ...(error && { error }), metadata };
    }
    case "skipped":
      return {
        system,
        operation,
        success: false,
        status: "skipped",
        error: orchestratorError("DEPENDENCY_EXECUTION_FAILED", {
          message: `${id} was skipped, because ${end.because} did not succeed.`,
          system,
          details: { operation_id: id, failed_dependency: end.because },
        }).toJSON(),
        metadata: neverStarted(system),
      };
    case "cancelled":
      return {
        system,
        operation,
        success: false,
        status: "cancelled",
        error: { ...end.error, system },
        metadata: neverStarted(system),
      };
  }
}

/** Facts about one execution. */
export function stepMetadata(system: string, outcome: StepOutcome, queuedMs: number): StepMetadata {
  const lookups = outcome.cache_hits + outcome.cache_misses;
  return {
    subagent: `${system}-operations`,
    cached: outcome.mcp_calls === 0 && outcome.cache_hits > 0,
    duration_ms: outcome.duration_ms,
    mcp_calls: outcome.mcp_calls,
    attempts: outcome.attempts,
    wait_ms: round(queuedMs + outcome.waited_ms),
    ...(lookups === 0 ? {} : { cache_hit_rate: round(outcome.cache_hits / lookups) }),
  };
}

/** Metadata of a step that never ran. */
export function neverStarted(system: string): StepMetadata {
  return {
    subagent: `${system}-operations`,
    cached: false,
    duration_ms: 0,
    mcp_calls: 0,
    attempts: 0,
    wait_ms: 0,
  };
}

/** The totals of a run. `operations_failed` counts what started and did not succeed. */
export function runTotals(report: RunReport): RunTotals {
  const ran = [...report.ends.values()].flatMap((end) => (end.kind === "ran" ? [end.outcome] : []));
  const successful = ran.filter(({ status }) => status === "succeeded").length;
  const sequential = round(ran.reduce((sum, { duration_ms }) => sum + duration_ms, 0));
  return {
    total_duration_ms: report.duration_ms,
    sequential_would_be_ms: sequential,
    speedup: sequential === 0 ? null : round(Math.max(0, 1 - report.duration_ms / sequential)),
    operations_executed: ran.length,
    operations_successful: successful,
    operations_failed: ran.length - successful,
    api_calls: ran.reduce((sum, { mcp_calls }) => sum + mcp_calls, 0),
  };
}

/** The totals of a request that was refused. */
export const NOTHING_RAN: RunTotals = {
  total_duration_ms: 0,
  sequential_would_be_ms: 0,
  speedup: null,
  operations_executed: 0,
  operations_successful: 0,
  operations_failed: 0,
  api_calls: 0,
};

/** The last event's summary. */
export function runSummary(report: RunReport, totals: RunTotals, subagents: string[]): RunSummary {
  return {
    total_operations: report.ends.size,
    phases_executed: report.progress.phasesStarted,
    total_duration_ms: totals.total_duration_ms,
    sequential_would_be_ms: totals.sequential_would_be_ms,
    speedup: totals.speedup,
    operations_successful: totals.operations_successful,
    operations_failed: totals.operations_failed,
    operations_skipped: report.ends.size - totals.operations_executed,
    subagents_used: subagents,
  };
}

/** Wire names of the adapters whose steps started. */
export function subagentsUsed(steps: readonly Step[], report: RunReport): string[] {
  const used = steps
    .filter(({ id }) => report.ends.get(id)?.kind === "ran")
    .map(({ system }) => `${system}-operations`);
  return [...new Set(used)];
}

/** PARALLEL_EXECUTION_ERROR (6103) when nothing succeeded. */
export function nothingSucceeded(results: readonly StepResult[]): PmoError | undefined {
  if (results.some(({ success }) => success)) return undefined;
  return orchestratorError("PARALLEL_EXECUTION_ERROR", {
    message: `None of the ${results.length} operations succeeded.`,
    details: { failures: results.map(failure) },
    suggestions: [...new Set(results.flatMap(({ error }) => error?.suggestions.slice(0, 1) ?? []))].slice(
      0,
      5,
    ),
  });
}

/** A failure in short, for details of an error about the whole. */
export function failure({ id, system, operation, error }: StepResult) {
  return { ...(id === undefined ? {} : { id }), system, operation, code: error?.code, number: error?.number };
}
