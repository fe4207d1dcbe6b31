import type { UpstreamGate } from "./gate.js";
import type { Effect, RetrySafety } from "./operation.js";

/** What the orchestrator gives to an adapter when it connects a system. */
export interface AdapterHost {
  /** The configured name, which may differ from the adapter's kind: `jira-eu`. */
  readonly system: string;
  /**
   * The value of a setting, read at this moment: ask when a request is built, keep nothing, so that a rotated
   * secret is used at once. Values of secret settings are remembered for redaction.
   */
  setting(name: string): string | undefined;
  /** The only way to the network. */
  readonly fetch: typeof fetch;
  /** How long one attempt at one upstream call may take, in milliseconds. */
  readonly requestTimeoutMs: number;
  /** Takes what the vendor says of the credentials' scopes, as often as it says it: the latest counts. */
  noteScopes?(granted: GrantedScopes): void;
}

/** What a vendor has granted to credentials, in its own words. */
export interface GrantedScopes {
  /** The credentials, by their name in the adapter's definition. */
  credentials: string;
  /** With everything that they imply. */
  scopes: readonly string[];
}

/** A file on its way from one system to another, or to the caller. */
export interface FileContent {
  bytes: Uint8Array;
  filename: string;
  /** E.g. `image/png`. */
  mediaType: string;
}

/**
 * Files of a session, by handle: how a file goes from one step to another without passing through the caller.
 * Bounded, in memory, visible to its own tenant only. No handle is a path.
 */
export interface FileStore {
  /** Keeps a file and gives its handle. The oldest files go when the store is full. */
  put(file: FileContent): string;
  /** The file; undefined when the handle is unknown or its file has gone. */
  get(handle: string): FileContent | undefined;
}

/** What one execution of one step carries through the adapter, down to the socket. */
export interface StepContext {
  readonly system: string;
  readonly operation: string;
  readonly effect: Effect;
  /** What the operation declares: whether its calls may be sent again when no answer came. */
  readonly retry: RetrySafety;
  /** Aborted by the caller, a deadline, `stop` or ctrl-C. */
  readonly signal: AbortSignal;
  readonly cache: LookupCache;
  readonly files: FileStore;
  readonly meter: CallMeter;
  /** Through which every upstream call goes: it waits for room in the system's limits, and tries again where it may. */
  readonly gate: UpstreamGate;
  /**
   * A UUID (version 4) that belongs to this step: the same for the same purpose, in every attempt and in `reconcile`, and
   * never the same in another step. For ids that the API lets us choose, and for marks by which to find what was made.
   */
  mint(purpose: string): string;
}

/** Counts what a step really sends. */
export interface CallMeter {
  /** Marks the start of one upstream call; the returned function marks its end. */
  begin(): () => void;
}

/** Hits and misses of a part of the cache. Rates are fractions, null without look-ups; latencies in milliseconds. */
export interface CacheStatistics {
  hits: number;
  misses: number;
  hit_rate: number | null;
  avg_latency_cached_ms: number | null;
  avg_latency_uncached_ms: number | null;
  /** Operations that used the cache. */
  operations: string[];
  /** Entries that it holds now. */
  entries: number;
}

/**
 * The session cache as one step sees it: only its own system's and tenant's entries.
 * Slots are those that the adapter declares; their time to live is declared there.
 */
export interface LookupCache {
  /**
   * The entry, or what `load` gives, which is then kept. With `refresh_cache` the read is skipped.
   *
   * That there is nothing (`undefined`, `null`, an empty list, or an error whose code ends in `_NOT_FOUND`) is kept for
   * some seconds only, and until the next write to the system; any other failure is not kept. What is kept beyond the
   * process must be JSON, so `load` gives plain data. An entry that has just expired may be answered to a read while
   * `load` runs in the background, possibly after the step has ended.
   */
  get<Value>(slot: string, key: string, load: () => Promise<Value>): Promise<Value>;
  /**
   * The entry if this process holds it: what only a store outside of it holds is not seen. Whoever depends on the value
   * uses `get`. Counts neither hit nor miss.
   */
  peek<Value>(slot: string, key: string): Value | undefined;
  /** Keeps what an answer happened to bring along. */
  put(slot: string, key: string, value: unknown): void;
  /** Forgets one entry, or the whole slot: also what is being loaded at this moment, and wherever it is kept. */
  forget(slot: string, key?: string): void;
  /** How the system's cache did in this session. */
  statistics(): CacheStatistics & {
    slots: Record<string, { hits: number; misses: number; entries: number }>;
  };
}
