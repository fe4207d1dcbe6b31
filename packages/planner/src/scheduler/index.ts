export { createScheduler } from "./scheduler.js";
export type {
  Consequences,
  Outcome,
  Scheduler,
  SchedulerCaps,
  SchedulerOptions,
  SchedulerSnapshot,
  SchedulerStep,
  SkippedStep,
  StepState,
} from "./types.js";
