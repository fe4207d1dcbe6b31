import type { JsonSchema } from "@pm-orchestrator/core";

/** One step as a request has it. Fields that planning does not look at may stand beside these. */
export interface PlanStep {
  id: string;
  system: string;
  operation: string;
  params?: Readonly<Record<string, unknown>> | undefined;
  depends_on?: readonly string[] | undefined;
}

export type EdgeKind = "depends_on" | "reference";

/** `to` waits for `from`. */
export interface PlanEdge {
  from: string;
  to: string;
  /** Why: named in depends_on, referred to in the params, or both. */
  kinds: EdgeKind[];
}

/** One step of a plan. */
export interface PlannedStep {
  id: string;
  system: string;
  operation: string;
  /** Counted from 1: one more than the highest phase among its dependencies. */
  phase: number;
  /** Ids for which it waits, in request order. */
  dependencies: string[];
  /** Those of its dependencies whose results its params refer to. */
  references: string[];
  /** Ids that wait for it, in request order. */
  dependents: string[];
  /** How long it is expected to take, in milliseconds. */
  expected_ms: number;
  /** The longest way from its start to an end of the plan, itself included, in milliseconds. */
  remaining_ms: number;
}

/** What will happen, before anything does. Plain data. Ids are only ever values in it, never keys. */
export interface Plan {
  /** In request order. */
  steps: PlannedStep[];
  /** By the step that waits, in request order. */
  edges: PlanEdge[];
  /** Ids of each phase, in request order. Phases are labels for reports: nothing waits for a phase. */
  phases: string[][];
  /** The ids of the longest way through the plan; of equal ways the one through the earliest steps of the request. */
  critical_path: string[];
  critical_path_ms: number;
}

/** What is known beside the steps. */
export interface PlanOptions {
  /** How long a step will take, in milliseconds; undefined, or anything that is not a duration, counts as 1. */
  readonly expectedMs?: (step: PlanStep) => number | undefined;
  /** The JSON Schema of a step's result; undefined when it is not known, then paths are not checked. */
  readonly resultSchema?: (step: PlanStep) => JsonSchema | undefined;
}
