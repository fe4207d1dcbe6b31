import type { StepStatus, WireError } from "@pm-orchestrator/core";
import type { GateListener } from "../upstream/gate.js";
import type { Reservation } from "../upstream/reservation.js";
import type { RetryBudget } from "../upstream/retries.js";
import type { Slot } from "../upstream/waiting.js";

/** How the execution of one step ended: plain data, so that it can be kept and read back elsewhere. */
export interface StepOutcome {
  status: Extract<StepStatus, "succeeded" | "failed" | "cancelled" | "unknown">;
  data?: unknown;
  error?: WireError;
  duration_ms: number;
  upstream_ms: number;
  mcp_calls: number;
  cache_hits: number;
  cache_misses: number;
  /** 1, and one more for each retry of any of its upstream calls. */
  attempts: number;
  /** How long it did nothing but wait for a limit or for its next attempt; no part of its duration. Unit: milliseconds. */
  waited_ms: number;
}

/** What an execution of a step is given beside the step. */
export interface StepCall {
  /** Resolved. */
  params: Readonly<Record<string, unknown>>;
  signal: AbortSignal;
  /** What makes the step itself, whenever and wherever it is executed: the ids of its run and of the step. */
  key: string;
  /** Shared by all steps of the request. */
  retries: RetryBudget;
  /** When whoever asked stops waiting, in milliseconds of `performance.now()`. */
  deadlineAt: number;
  /** Room in limits that was taken for it. */
  reservation?: Reservation | undefined;
  /** The place that it holds in its run; undefined when it is alone. */
  slot?: Slot | undefined;
  listener?: GateListener | undefined;
}
