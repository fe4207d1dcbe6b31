import type { CacheStatistics } from "../contract/step.js";
import type { WireError } from "../errors/pmo-error.js";

/** How a step ended. `denied` arrives with issue 5. */
export type StepStatus = "succeeded" | "failed" | "skipped" | "cancelled" | "unknown";

/** Facts about one step's execution. Durations in milliseconds. */
export interface StepMetadata {
  /** `<system>-operations` */
  subagent: string;
  /** Answered from the session cache, without an upstream call. */
  cached: boolean;
  duration_ms: number;
  /** Calls made to the system's API. */
  mcp_calls: number;
  /** 0 when the step never started. */
  attempts: number;
  /** Time spent waiting for a free place. */
  wait_ms: number;
  /** Cache look-ups that hit, as a fraction; absent without look-ups. */
  cache_hit_rate?: number;
  /** What the token budget withheld of this result; absent when nothing was. */
  omitted?: Omitted;
  /** Why `select` gave nothing, and where the whole result is; absent when it gave something. */
  selected_nothing?: SelectedNothing;
}

/** What a token budget withheld of one result. Read with `orchestrator read_result`. */
export interface Omitted {
  /** For `read_result`: of the whole result, as long as the session keeps it. */
  handle: string;
  /** About how many tokens are missing, all parts together. */
  tokens: number;
  /** The most important first. Together with what was returned they are everything. */
  parts: OmittedPart[];
}

/** One part that is missing: a value as a whole, or what follows in a list or a text, or fields of an object. */
export interface OmittedPart {
  /** Where, as references write it: `comments[0].body`; empty for the result itself. */
  path: string;
  /** About how many. */
  tokens: number;
  /** Of a list or a text that was cut: where the missing rest begins, in items or characters (UTF-16 units). */
  offset?: number;
  /** How many items of the list are missing. */
  items?: number;
  /** How many characters of the text are missing. */
  characters?: number;
  /** How many fields of the object at `path` are missing, where there are too many to name. */
  fields?: number;
}

/** A `select` that gave null. The whole result is kept under the handle. */
export interface SelectedNothing {
  reason: string;
  handle: string;
}

/** What a budget did to a whole answer; present when a budget was given. */
export interface TokenTotals {
  /** About how many tokens the results' data have as returned. */
  tokens_returned?: number;
  /** About how many were withheld: each result's `omitted` says which. */
  tokens_withheld?: number;
}

/** One step's result. `data` and `error` exclude each other here. */
export interface StepResult {
  id?: string;
  system: string;
  operation: string;
  success: boolean;
  status: StepStatus;
  data?: unknown;
  error?: WireError;
  metadata: StepMetadata;
}

/** How a request without a system, or without an operation, was understood. */
export interface Detected {
  system: string;
  operation: string;
  /** Why, in words. */
  because: string;
  /** What the target points at: issue, page, thread, pull_request …; absent without a target. */
  kind?: string;
}

/** One step's result in a gather. */
export interface GatherResult extends StepResult {
  /** What was read, where it was not named by an operation. */
  target?: string;
  /** Through which target it was found, where the request did not name it; and why. */
  found_through?: { target: string; because: string };
}

/** One step's result in a batch. */
export interface BatchStepResult extends StepResult {
  id: string;
  /** Counted from 1. */
  phase: number;
  /** ISO 8601 UTC; null when the step never started. */
  started_at: string | null;
  completed_at: string | null;
}

/** The form of every answer: `data` and `error` may stand together, since nothing finished is withheld. */
export interface Answer<Data, Metadata> {
  success: boolean;
  data?: Data;
  error?: WireError;
  metadata: Metadata;
}

/** Totals that gather and batch share. */
export interface RunTotals {
  total_duration_ms: number;
  /** The sum of the steps' durations without waiting. */
  sequential_would_be_ms: number;
  /** max(0, 1 − total/sequential); null when sequential is 0. */
  speedup: number | null;
  /** Steps that started. */
  operations_executed: number;
  operations_successful: number;
  operations_failed: number;
  api_calls: number;
}

export interface GatherMetadata extends RunTotals, TokenTotals {
  subagents_loaded: string[];
  cache_metrics: {
    overall_hit_rate: number | null;
    by_system: Record<string, { hit_rate: number | null; hits: number; misses: number }>;
  };
}

/** Something that a context pack came upon and did not read. It can be read with its target, in this system. */
export interface NotFollowed {
  target: string;
  /** Absent where no configured system has it. */
  system?: string;
  because: string;
}

/** A search that a context pack made for what mentions one of its things. */
export interface GatherSearch {
  system: string;
  operation: string;
  /** The target for which it looked. */
  target: string;
  /** How many things it found. */
  found: number;
  error?: WireError;
}

export interface GatherData {
  results: GatherResult[];
  /** What was come upon and left out, at most 200; only where there is something, or `follow` asks for more than the targets. */
  not_followed?: NotFollowed[];
  /** How many more there were. */
  not_followed_more?: number;
  /** Only where `follow` asks for more than the targets. */
  searches?: GatherSearch[];
}
export type GatherAnswer = Answer<GatherData, GatherMetadata>;

export interface DelegateMetadata extends StepMetadata, TokenTotals {
  orchestrated: true;
  /** Time outside of the adapter's upstream calls and outside of waiting. */
  overhead_ms: number;
  /** Where the request left something open. */
  detected?: Detected;
}
export type DelegateAnswer = Answer<unknown, DelegateMetadata>;

export interface PhaseTimeline {
  phase: number;
  started_at: string | null;
  completed_at: string | null;
  duration_ms: number;
}

export interface BatchMetadata extends RunTotals, TokenTotals {
  run_id: string;
  execution_phases: number;
  operations_per_phase: number[];
  /** id → ids on which it depends. */
  dependency_graph: Record<string, string[]>;
  timeline: PhaseTimeline[];
  critical_path: string[];
  critical_path_ms: number;
  /** Skipped, or cancelled before it started. */
  operations_skipped: number;
  subagents_used: string[];
}
export type BatchAnswer = Answer<{ results: BatchStepResult[] }, BatchMetadata>;

export interface CacheStatusData {
  overall: {
    total_hits: number;
    total_misses: number;
    hit_rate: number | null;
    avg_latency_cached_ms: number | null;
    avg_latency_uncached_ms: number | null;
  };
  by_system?: Record<string, CacheStatistics>;
}
export interface CacheStatusMetadata {
  session_duration_ms: number;
  subagents_active: string[];
  /** Of what is in memory. */
  cache_size_estimate_kb: number;
  /** What keeps look-ups beyond the session; absent where nothing does. */
  store?: CacheStoreStatus;
}
/** What a store holds for this session's systems and credentials; null where it cannot tell. */
export interface CacheStoreStatus {
  kind: "disk" | "shared";
  entries: number | null;
  size_kb: number | null;
  /** With `detailed`. */
  by_system?: Record<string, { entries: number; size_kb: number }>;
  /** Why it cannot be used at the moment. */
  problem?: string;
}
export type CacheStatusAnswer = Answer<CacheStatusData, CacheStatusMetadata>;

export type AnyAnswer = GatherAnswer | DelegateAnswer | BatchAnswer | CacheStatusAnswer;
