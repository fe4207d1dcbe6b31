export type { FoundOperation } from "@pm-orchestrator/core";
export type { ReadResult, ReadResultRequest } from "./kept/read.js";
export type { PlanAnswer, PlanData, PlannableRequest } from "./operations/plan.js";
export type { RunHandle } from "./operations/run.js";
export type { WarmAnswer, WarmedRead, WarmRequest } from "./operations/warm.js";
export type { CallOptions, OrchestratorConfig, OrchestratorEnvironment, SystemConfig } from "./options.js";
export { createOrchestrator, type Orchestrator, type SystemInfo } from "./orchestrator.js";
export type { PatientOutcome, PatientRequest } from "./runs/answer-within.js";
export type { MissingScope, ScopeReport } from "./systems/scopes.js";
