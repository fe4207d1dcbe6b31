import type { Effect } from "./operation.js";

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
  /** Aborted by the caller, a deadline, `stop` or ctrl-C. */
  readonly signal: AbortSignal;
  readonly cache: LookupCache;
  readonly files: FileStore;
  readonly meter: CallMeter;
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
  /** The entry, or what `load` gives, which is then kept. With `refresh_cache` the read is skipped. A failure is not kept. */
  get<Value>(slot: string, key: string, load: () => Promise<Value>): Promise<Value>;
  /** The entry if it is there. Counts neither hit nor miss. */
  peek<Value>(slot: string, key: string): Value | undefined;
  /** Keeps what an answer happened to bring along. */
  put(slot: string, key: string, value: unknown): void;
  /** Forgets one entry, or the whole slot. */
  forget(slot: string, key?: string): void;
  /** How the system's cache did in this session. */
  statistics(): CacheStatistics & {
    slots: Record<string, { hits: number; misses: number; entries: number }>;
  };
}
