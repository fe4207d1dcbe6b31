/** Why a request is made; goes into logs, never into a decision. */
export interface RequestContext {
  command?: string;
  purpose?: string;
  trace_id?: string;
}

/** One entry of a gather. */
export interface GatherStep {
  system: string;
  operation: string;
  params?: Record<string, unknown>;
  /** Skip the cache's read and overwrite the entry. */
  refresh_cache?: boolean;
  /** What of the result is wanted: a JMESPath expression, at most 1000 characters. */
  select?: string;
}

/** How far a context pack goes from its targets. */
export interface Follow {
  /** 0 to 3: 0 (default) reads the targets alone, 1 also what they lead to. */
  depth?: number;
  /** Only things of these kinds: issue, page, pull_request, thread … Default: all. */
  kinds?: string[];
  /** Things beyond the targets that are read at most, 1 to 100. Default 25. */
  limit?: number;
}

/** `lazy_gather_context`: many independent reads, at once (DESIGN 3.1). At least one of `operations` and `targets`. */
export interface GatherRequest {
  /** 1 to 500, together with `targets`. */
  operations?: GatherStep[];
  /** Addresses, keys, handles: each is routed to its system, and read there. */
  targets?: string[];
  /** What to read beside the targets: what they lead to. */
  follow?: Follow;
  /** Default true; false runs the steps one after another, in order. */
  parallel?: boolean;
  /** Default false. */
  fail_fast?: boolean;
  /** Default 30000. */
  timeout_ms?: number;
  /** Tokens that the results may have, all together. Default: no bound. */
  max_tokens?: number;
  context?: RequestContext;
}

/**
 * `smart_delegate`: one operation (DESIGN 3.2). Without `system` it is found by the target, or by an operation name that
 * only one system has; without `operation` the target is read.
 */
export interface DelegateRequest {
  system?: string;
  operation?: string;
  /** An address, a key, a `#channel`, a handle. */
  target?: string;
  params?: Record<string, unknown>;
  refresh_cache?: boolean;
  /** What of the result is wanted: a JMESPath expression, at most 1000 characters. */
  select?: string;
  /** Default 30000. */
  timeout_ms?: number;
  /** Tokens that the results may have, all together. Default: no bound. */
  max_tokens?: number;
  context?: RequestContext;
}

export type OnFailure = "skip_dependents" | "stop" | "continue";

/** One entry of a batch. */
export interface BatchStep extends GatherStep {
  /** `[A-Za-z_][A-Za-z0-9_-]{0,63}` */
  id: string;
  depends_on?: string[];
  timeout_ms?: number;
}

/** `batch_parallel_execute`: steps that depend on each other (DESIGN 3.3). */
export interface BatchRequest {
  /** 1 to 500. */
  operations: BatchStep[];
  /** Default 60000. */
  timeout_ms?: number;
  /** Default false; true means `on_failure: stop`. */
  fail_fast?: boolean;
  /** Default `skip_dependents`. */
  on_failure?: OnFailure;
  /** Tokens that the results may have, all together. Default: no bound. References read whole results. */
  max_tokens?: number;
  context?: RequestContext;
}

/** `cache_status` (DESIGN 3.4). */
export interface CacheStatusRequest {
  detailed?: boolean;
}

export const REQUEST_OPERATIONS = [
  "lazy_gather_context",
  "smart_delegate",
  "batch_parallel_execute",
  "cache_status",
] as const;

/** The four operations. */
export type RequestOperation = (typeof REQUEST_OPERATIONS)[number];

/** The form that every face accepts: which of the four, its params, and why. */
export interface Envelope {
  operation: RequestOperation;
  params: Record<string, unknown>;
  context?: RequestContext;
}
