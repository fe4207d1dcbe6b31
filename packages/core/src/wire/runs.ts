import type { AnyAnswer, StepStatus } from "./answers.js";
import type { RequestOperation } from "./requests.js";

/** One step of a run that may still be under way. */
export interface RunStepState {
  /** The id in a batch; in a gather its place, `operations[0]`, `targets[0]`; the operation of a single one. */
  id: string;
  /** Empty as long as it is not known. */
  system: string;
  /** Empty as long as it is not known; of targets, and of what they lead to, the answer tells it. */
  operation: string;
  status: "waiting" | "running" | StepStatus;
  duration_ms?: number;
}

/** A run that goes on without whoever began it. Plain data. */
export interface RunState {
  run_id: string;
  operation: RequestOperation;
  /** `finished` also when it failed or was cancelled: how it ended is in the answer. */
  status: "running" | "finished";
  /** ISO 8601 UTC. */
  started_at: string;
  completed_at: string | null;
  steps: RunStepState[];
  /** As soon as there is one: what the request would have been answered. */
  answer?: AnyAnswer;
}
