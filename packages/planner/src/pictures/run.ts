import type { StepStatus } from "@pm-orchestrator/core";

/** One step of a run that is to be drawn. Times in milliseconds from the run's start. */
export interface PicturedStep {
  readonly id: string;
  readonly system: string;
  readonly operation: string;
  /** Counted from 1. */
  readonly phase: number;
  readonly status: StepStatus;
  /** null when it never started. */
  readonly start_ms: number | null;
  readonly end_ms: number | null;
  /** Answered from the session cache. */
  readonly cached?: boolean;
}

/** A finished run: plain data, as a batch's answer has it. */
export interface PicturedRun {
  readonly title?: string;
  /** In request order. */
  readonly steps: readonly PicturedStep[];
  readonly total_ms: number;
  readonly critical_path: readonly string[];
  /** When given, the picture says what running one after another would have taken. */
  readonly sequential_would_be_ms?: number;
}
