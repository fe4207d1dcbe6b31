export { onAbort } from "./abort.js";
export {
  type AdapterDefinition,
  type AdapterMap,
  type CacheSlotDefinition,
  CONTRACT_VERSION,
  type Connection,
  type CredentialsDefinition,
  defineAdapter,
  type LimitDomainDefinition,
  type ParamsOf,
  type ProbeDefinition,
  type ResultOf,
  type SettingDefinition,
  type WarmingRead,
} from "./contract/adapter.js";
export type { Attempt, BudgetReading, FailedAttempt, UpstreamGate } from "./contract/gate.js";
export type { AdapterManifest, JsonSchema, OperationManifest } from "./contract/manifest.js";
export { mintFor } from "./contract/mint.js";
export {
  type AnyOperation,
  type Coalescing,
  type Effect,
  type OperationDefinition,
  operationsFor,
  type RetrySafety,
  type ScopeNeed,
} from "./contract/operation.js";
export type { Policy, SystemPolicy } from "./contract/policy.js";
export type {
  AdapterHost,
  CacheStatistics,
  CallMeter,
  FileContent,
  FileStore,
  GrantedScopes,
  LookupCache,
  StepContext,
} from "./contract/step.js";
export type {
  TargetAddress,
  TargetFinder,
  TargetForm,
  TargetLead,
  TargetOwner,
  TargetsDefinition,
  TargetText,
} from "./contract/targets.js";
export {
  type AdapterErrors,
  defineErrors,
  type ErrorOccurrence,
  orchestratorError,
} from "./errors/factories.js";
export { didYouMean, nearestNames } from "./errors/nearest.js";
export { isPmoError, PmoError, type PmoErrorInit, type WireError } from "./errors/pmo-error.js";
export { REDACTED, redact, redactText, registerSecret } from "./errors/redact.js";
export { type ErrorEntry, ORCHESTRATOR_ERRORS, type OrchestratorErrorCode } from "./errors/table.js";
export type {
  Answer,
  AnyAnswer,
  BatchAnswer,
  BatchMetadata,
  BatchStepResult,
  CacheStatusAnswer,
  CacheStatusData,
  CacheStatusMetadata,
  CacheStoreStatus,
  DelegateAnswer,
  DelegateMetadata,
  Detected,
  GatherAnswer,
  GatherData,
  GatherMetadata,
  GatherResult,
  GatherSearch,
  NotFollowed,
  Omitted,
  OmittedPart,
  PhaseTimeline,
  RunTotals,
  SelectedNothing,
  StepMetadata,
  StepResult,
  StepStatus,
  TokenTotals,
} from "./wire/answers.js";
export type { RunEvent, RunEventBody, RunSummary } from "./wire/events.js";
export type {
  ByEffect,
  FindOperationsAnswer,
  FindOperationsData,
  FindOperationsMetadata,
  FindOperationsRequest,
  FoundOperation,
  OperationDetails,
  UnavailableSystem,
} from "./wire/find-operations.js";
export type { OrchestratorMetrics } from "./wire/metrics.js";
export {
  type BatchRequest,
  type BatchStep,
  type CacheStatusRequest,
  type DelegateRequest,
  type Envelope,
  type Follow,
  type GatherRequest,
  type GatherStep,
  type OnFailure,
  REQUEST_OPERATIONS,
  type RequestContext,
  type RequestOperation,
} from "./wire/requests.js";
export type { RunState, RunStepState } from "./wire/runs.js";
export type { ProposedWrite } from "./wire/writes.js";
