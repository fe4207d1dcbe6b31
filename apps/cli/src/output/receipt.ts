import type { BatchMetadata, DelegateMetadata, GatherMetadata } from "@pm-orchestrator/core";
import { count, durationText } from "./text.js";

/** One line on how a gather or a batch went. Every number is the answer's own. */
export function receiptOfRun(metadata: GatherMetadata | BatchMetadata): string {
  const { total_duration_ms, sequential_would_be_ms, speedup, api_calls } = metadata;
  const parts = [
    countsText(metadata),
    // Of a run that did not do everything, one cannot say how long everything would have taken.
    `${durationText(total_duration_ms)}${isComplete(metadata) ? comparison(sequential_would_be_ms, speedup) : ""}`,
    ...("execution_phases" in metadata ? [count(metadata.execution_phases, "phase")] : []),
    count(api_calls, "call"),
  ];
  return parts.join(" · ");
}

function isComplete(metadata: GatherMetadata | BatchMetadata): boolean {
  return (
    metadata.operations_failed === 0 && !("operations_skipped" in metadata && metadata.operations_skipped > 0)
  );
}

function countsText(metadata: GatherMetadata | BatchMetadata): string {
  const { operations_successful: good, operations_failed: failed, operations_executed: executed } = metadata;
  const skipped = "operations_skipped" in metadata ? metadata.operations_skipped : 0;
  const parts = [`${good} succeeded`];
  if (failed > 0) parts.push(`${failed} failed`);
  if (skipped > 0) parts.push(`${skipped} not run`);
  return `${count(executed + skipped, "operation")}: ${parts.join(", ")}`;
}

function comparison(sequentialMs: number, speedup: number | null): string {
  if (speedup === null || speedup <= 0) return "";
  return ` instead of ${durationText(sequentialMs)} one after another (${Math.round(speedup * 100)} % less)`;
}

/** One line on how a single call went. */
export function receiptOfDelegate({ duration_ms, cached, mcp_calls, overhead_ms }: DelegateMetadata): string {
  const calls = cached ? "cached" : count(mcp_calls, "call");
  return `${durationText(duration_ms)} · ${calls} · ${durationText(overhead_ms)} of it outside of the call`;
}
