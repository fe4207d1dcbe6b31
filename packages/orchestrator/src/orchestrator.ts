import type {
  AdapterManifest,
  Answer,
  AnyAnswer,
  BatchAnswer,
  BatchRequest,
  CacheStatusAnswer,
  CacheStatusRequest,
  DelegateAnswer,
  DelegateMetadata,
  DelegateRequest,
  Detected,
  Envelope,
  FindOperationsAnswer,
  FindOperationsRequest,
  FoundOperation,
  GatherAnswer,
  GatherRequest,
  OrchestratorMetrics,
  PmoError,
  ProposedWrite,
  WireError,
} from "@pm-orchestrator/core";
import { cancelledError } from "./abort.js";
import { BUILT_IN_SYSTEM } from "./built-in/name.js";
import { createSession } from "./create-session.js";
import { findOperations } from "./discovery/index.js";
import type { ReadResult, ReadResultRequest } from "./kept/read.js";
import type { PlanAnswer, PlannableRequest } from "./operations/plan.js";
import { type RunHandle, startRun } from "./operations/run.js";
import type { WarmAnswer, WarmRequest } from "./operations/warm.js";
import type { CallOptions, OrchestratorConfig, OrchestratorEnvironment } from "./options.js";
import type { PatientOutcome, PatientRequest } from "./runs/answer-within.js";
import { loadedSubagents } from "./session/session.js";
import type { ScopeReport } from "./systems/scopes.js";

/** A configured system, without its secrets. */
export interface SystemInfo {
  name: string;
  /** The package of its adapter. */
  package: string;
  manifest?: AdapterManifest;
  /** Operations that the given settings are not enough for. */
  unusable: { operation: string; needs: string[] }[];
  /** The sets of credentials that are there, by name. */
  credentials: string[];
  /** What their scopes allow. Vendors that tell scopes tell them beside answers: before the first, nothing is known. */
  scopes?: ScopeReport;
  /** Why it cannot be used: its package is not there (6006) or its settings are incomplete (6011). */
  obstacle?: PmoError;
}

/**
 * The four operations, and what belongs to them. None of them throws for what is wrong with a request: that is in the
 * answer. They throw for programming errors only.
 */
export interface Orchestrator {
  /** Many independent reads, at once (DESIGN 3.1). */
  lazyGatherContext(request: GatherRequest, options?: CallOptions): Promise<GatherAnswer>;
  /** One operation (DESIGN 3.2). */
  smartDelegate(request: DelegateRequest, options?: CallOptions): Promise<DelegateAnswer>;
  /** Steps that depend on each other (DESIGN 3.3). */
  batchParallelExecute(request: BatchRequest, options?: CallOptions): Promise<BatchAnswer>;
  /** How the session cache did (DESIGN 3.4). */
  cacheStatus(request?: CacheStatusRequest): Promise<CacheStatusAnswer>;
  /** Any of the four in its envelope `{ operation, params, context? }`. */
  handle(envelope: Envelope, options?: CallOptions): Promise<AnyAnswer>;
  /** Which system and operation a request that leaves them open is for, and why; or the error that says what would help. Calls nothing. */
  detect(request: DelegateRequest): Promise<{ detected: Detected } | { error: WireError }>;
  /** What a request would do. Calls nothing. */
  plan(request: PlannableRequest): Promise<PlanAnswer>;
  /** A batch whose events can be iterated while it runs. */
  run(request: BatchRequest, options?: CallOptions): RunHandle;
  /** What can be called, from manifests alone: all of it, or the five that fit the words best. */
  findOperations(query?: string): FoundOperation[];
  /** `find_operations`: the tree of all systems, a system's signatures, one operation whole, or a search. */
  discover(request?: FindOperationsRequest): Promise<FindOperationsAnswer>;
  /** The writes that a request holds, for whoever is asked for consent. None for a request that would be refused. */
  proposedWrites(request: PlannableRequest): Promise<ProposedWrite[]>;
  /**
   * One of the four whose caller waits only so long: then it goes on as a run, which `orchestrator get_run` reads. What
   * the caller's signal ends after that is nothing.
   */
  answerWithin(request: PatientRequest): Promise<PatientOutcome>;
  /**
   * A part of a result that was not returned whole, by the handle of its `omitted`. As an answer, like the four:
   * RESULT_NOT_FOUND (6016) for a handle that is unknown, has gone, or is another tenant's.
   */
  readResult(request: ReadResultRequest): Promise<Answer<ReadResult, DelegateMetadata>>;
  /** What is configured, and what stands in its way. */
  systems(): SystemInfo[];
  metrics(): OrchestratorMetrics;
  /** Forgets everything in the session cache, and of this tenant in the store behind it. */
  clearCache(): Promise<void>;
  /**
   * Reads what nearly everybody looks up, as adapters declare it, of these systems or of all that can be spoken to. It
   * blocks nothing: whoever does not want to know how it ended need not wait for it.
   */
  warm(request?: WarmRequest): Promise<WarmAnswer>;
  /** Ends what runs, down to the socket, writes what is to be kept, and closes what adapters hold open. */
  close(): Promise<void>;
}

/**
 * Makes an orchestrator: one session with its own cache and metrics. Reads nothing and imports nothing by itself:
 * manifests are read, and adapters imported, when a request needs them.
 *
 * Without `systems` the five of ours are configured by their conventional environment variables.
 *
 * @example
 * const orchestrator = createOrchestrator();
 * const answer = await orchestrator.smartDelegate({ system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-123" } });
 */
export function createOrchestrator(
  config: OrchestratorConfig = {},
  environment: OrchestratorEnvironment = {},
): Orchestrator {
  const session = createSession(config, environment);
  // Each operation is imported with its first request: only then is zod worth its import time.
  const gathering = kept(() => import("./operations/gather.js"));
  const delegating = kept(() => import("./operations/delegate.js"));
  const batching = kept(() => import("./operations/batch.js"));
  const batch = async (request: BatchRequest, options?: CallOptions) =>
    (await batching()).batchParallelExecute(session, request, options);
  const orchestrator: Orchestrator = {
    lazyGatherContext: async (request, options) =>
      (await gathering()).lazyGatherContext(session, request, options),
    smartDelegate: async (request, options) => (await delegating()).smartDelegate(session, request, options),
    batchParallelExecute: batch,
    cacheStatus: async (request) =>
      (await import("./operations/cache-status.js")).cacheStatus(session, request),
    handle: async (envelope, options) =>
      (await import("./operations/envelope.js")).handleEnvelope(session, envelope, options),
    detect: async (request) => (await import("./operations/delegate.js")).detectDelegate(session, request),
    plan: async (request) => (await import("./operations/plan.js")).planRequest(session, request),
    run: (request, options) => startRun(batch, request, options),
    findOperations: (query) => findOperations(session, query),
    discover: async (request) => (await import("./operations/discover.js")).discover(session, request),
    proposedWrites: async (request) =>
      (await import("./consent/proposed-writes.js")).proposedWrites(session, request),
    answerWithin: async (request) =>
      (await import("./runs/answer-within.js")).answerWithin(session, request, (options) =>
        askFor(orchestrator, request, options),
      ),
    // A step like any other, so that its params are checked by the same rules.
    readResult: (request) =>
      orchestrator.smartDelegate({
        system: BUILT_IN_SYSTEM,
        operation: "read_result",
        params: { ...request },
      }) as Promise<Answer<ReadResult, DelegateMetadata>>,
    systems: () =>
      [...session.systems.values()].map((system) => {
        const outcome = system.manifest();
        const obstacle = system.obstacle();
        const scopes = system.scopes();
        return {
          name: system.name,
          package: system.packageName,
          unusable: system.unusable(),
          credentials: system.credentials(),
          ...(scopes === undefined ? {} : { scopes }),
          ...("manifest" in outcome ? { manifest: outcome.manifest } : {}),
          ...(obstacle === undefined ? {} : { obstacle }),
        };
      }),
    metrics: () => session.metrics.record(session.cache.use, loadedSubagents(session)),
    clearCache: () => session.cache.clear(session.tenant),
    warm: async (request) => (await import("./operations/warm.js")).warmCache(session, request),
    close: async () => {
      session.closing.abort(cancelledError("close"));
      await session.runs.close();
      await session.cache.close();
      await session.selector.close();
      session.kept.clear();
      await Promise.all([...session.systems.values()].map((system) => system.close()));
    },
  };
  return orchestrator;
}

/** Each of the four is asked as itself, so that also a refusal has its own metadata. */
function askFor(
  orchestrator: Orchestrator,
  { operation, params }: Pick<PatientRequest, "operation" | "params">,
  options: CallOptions,
): Promise<AnyAnswer> {
  switch (operation) {
    case "lazy_gather_context":
      return orchestrator.lazyGatherContext(params as GatherRequest, options);
    case "smart_delegate":
      return orchestrator.smartDelegate(params as DelegateRequest, options);
    case "batch_parallel_execute":
      return orchestrator.batchParallelExecute(params as BatchRequest, options);
    case "cache_status":
      return orchestrator.cacheStatus(params as CacheStatusRequest);
  }
}

/** An import that is asked for once: asking for it again with every request has its price. */
function kept<Module>(load: () => Promise<Module>): () => Promise<Module> {
  let loaded: Promise<Module> | undefined;
  return () => {
    loaded ??= load();
    return loaded;
  };
}
