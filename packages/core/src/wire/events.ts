/** What every event carries. `seq` counts from 1 without holes within a run. */
interface EventBase {
  timestamp: string;
  run_id: string;
  seq: number;
}

/** Totals of a finished run. */
export interface RunSummary {
  total_operations: number;
  phases_executed: number;
  total_duration_ms: number;
  sequential_would_be_ms: number;
  speedup: number | null;
  operations_successful: number;
  operations_failed: number;
  operations_skipped: number;
  subagents_used: string[];
}

/** An event before the reducer has given it a place in its run. */
export type RunEventBody =
  | { event: "run_started" }
  | { event: "phase_started"; phase: number; operations: string[] }
  | { event: "operation_started"; operation_id: string; system: string }
  | {
      event: "operation_retried";
      operation_id: string;
      /** The attempt that follows: 2 is the first retry. */
      attempt: number;
      wait_ms: number;
      /** The code of the failed attempt's error. */
      reason: string;
    }
  /** It holds no place while it waits. `limit`: for room in a limit of its system. */
  | { event: "operation_waiting"; operation_id: string; on: "limit" }
  | {
      event: "operation_completed";
      operation_id: string;
      success: boolean;
      duration_ms: number;
      cached: boolean;
    }
  | { event: "operation_skipped"; operation_id: string; because: string }
  | { event: "phase_completed"; phase: number; duration_ms: number; operations_successful: number }
  | { event: "run_completed"; summary: RunSummary };

/** Progress of a run (DESIGN 3.5). */
export type RunEvent = EventBase & RunEventBody;
