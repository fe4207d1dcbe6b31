import type { RequestOperation } from "./requests.js";

/** What a session did (DESIGN 3.6). Durations in milliseconds, rates as fractions. */
export interface OrchestratorMetrics {
  orchestrator_metrics: {
    session: { duration_ms: number; total_operations: number; subagents_loaded: string[] };
    performance: {
      avg_orchestration_overhead_ms: number | null;
      parallel_operations_count: number;
      avg_speedup_from_parallel: number | null;
    };
    cache: { unified_hit_rate: number | null; total_hits: number; total_misses: number };
    /** Calls of each of the four. */
    operations: Record<RequestOperation, number>;
  };
}
