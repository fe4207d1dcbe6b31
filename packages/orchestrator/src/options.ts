import type { Policy, RunEvent } from "@pm-orchestrator/core";

/** One system: which adapter serves it, and its settings by name. `${ENV_NAME}` in a setting is read from the environment. */
export interface SystemConfig {
  /** A package name, or the kind of one of the five: `jira`. Default: the system's own name, where it is one of the five. */
  adapter?: string;
  [setting: string]: string | undefined;
}

/** What one orchestrator is told. Everything has a default. */
export interface OrchestratorConfig {
  /** By name. Default: linear, jira, confluence, slack, bitbucket, each with the conventional environment variables. */
  systems?: Record<string, SystemConfig>;
  policy?: Policy;
  limits?: {
    /** Steps of one request at once. Default 32. */
    max_concurrent?: number;
    /** Steps of one system at once, within one request. Default 10. */
    max_concurrent_per_system?: number;
    /** Steps that one request may have. Default 500. */
    max_operations?: number;
    /** One attempt at one upstream call. Default 20000. Unit: milliseconds. */
    request_timeout_ms?: number;
  };
  cache?: {
    /** Entries kept in memory in a session. Default 10000. */
    max_entries?: number;
    /**
     * Where they are kept beyond the session: `memory` (default: nowhere), `disk` (of this person, in files of the cache
     * folder), or the address of a Redis or Postgres that several machines share: `redis://…`, `rediss://…`,
     * `postgres://…`, in which `${ENV_NAME}` is read from the environment. Nothing that is simulated is kept.
     */
    store?: string;
  };
}

/** What surrounds an orchestrator: injectable, so that tests and simulations need no globals. */
export interface OrchestratorEnvironment {
  /** Folders from which adapter packages are looked up, before our own dependencies. Default: the working directory. */
  resolveFrom?: readonly string[];
  /** Default: the process's. */
  env?: Readonly<Record<string, string | undefined>>;
  /** Default: the global fetch. */
  fetch?: typeof fetch;
  /**
   * Answers for upstream systems: every system's `base_url` becomes `<origin>/<kind>` and its credentials become those
   * that simulators accept, whatever is configured.
   */
  simulate?: { origin: string };
  /** Whose session it is; part of every cache key. Default `local`. */
  tenant?: string;
}

/** What a caller may pass along with a request. */
export interface CallOptions {
  /** Cancels what runs, down to the socket. */
  signal?: AbortSignal;
  /** Called for every event of the run, in order. What it throws is reported as a warning of the process. */
  onEvent?: (event: RunEvent) => void;
  /** The id of the run, in its events and in a batch's metadata. Default: a fresh one. */
  runId?: string;
}

export const DEFAULT_LIMITS = {
  max_concurrent: 32,
  max_concurrent_per_system: 10,
  max_operations: 500,
  request_timeout_ms: 20_000,
} as const;
