import type { OrchestratorMetrics, RequestOperation } from "@pm-orchestrator/core";
import type { CacheUse } from "./cache/usage.js";
import { mean, round } from "./statistics.js";

/** What a session did, counted (DESIGN 3.6). */
export class Metrics {
  readonly #begun = performance.now();
  readonly #calls: Record<RequestOperation, number> = {
    lazy_gather_context: 0,
    smart_delegate: 0,
    batch_parallel_execute: 0,
    cache_status: 0,
  };
  #steps = 0;
  #overheadMs = 0;
  #parallelSteps = 0;
  #speedup = 0;
  #speedups = 0;

  get sessionMs(): number {
    return round(performance.now() - this.#begun);
  }

  called(operation: RequestOperation): void {
    this.#calls[operation] += 1;
  }

  /** One step that started; overhead is its time outside of upstream calls and waiting. Unit: milliseconds. */
  stepEnded(overheadMs: number): void {
    this.#steps += 1;
    this.#overheadMs += overheadMs;
  }

  /** A run whose steps could run at once. */
  ranInParallel(steps: number, speedup: number | null): void {
    this.#parallelSteps += steps;
    if (speedup === null) return;
    this.#speedup += speedup;
    this.#speedups += 1;
  }

  record(use: CacheUse, subagentsLoaded: string[]): OrchestratorMetrics {
    const totals = use.totals();
    return {
      orchestrator_metrics: {
        session: {
          duration_ms: this.sessionMs,
          total_operations: this.#steps,
          subagents_loaded: subagentsLoaded,
        },
        performance: {
          avg_orchestration_overhead_ms: mean(this.#overheadMs, this.#steps),
          parallel_operations_count: this.#parallelSteps,
          avg_speedup_from_parallel: mean(this.#speedup, this.#speedups),
        },
        cache: { unified_hit_rate: totals.hitRate, total_hits: totals.hits, total_misses: totals.misses },
        operations: { ...this.#calls },
      },
    };
  }
}
