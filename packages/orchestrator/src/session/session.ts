import type { Policy } from "@pm-orchestrator/core";
import { DEFAULT_LIMITS, type OrchestratorConfig, type OrchestratorEnvironment } from "../options.js";
import { OWN_ADAPTERS } from "../systems/packages.js";
import { System } from "../systems/system.js";
import { SessionCache } from "./cache.js";
import { Durations } from "./durations.js";
import { SessionFiles } from "./files.js";
import { Metrics } from "./metrics.js";
import { SingleFlight } from "./single-flight.js";

/** The life of one orchestrator: its systems, cache, measurements and policy. */
export interface Session {
  readonly tenant: string;
  /** By name; a Map, so that every name is an ordinary one. */
  readonly systems: ReadonlyMap<string, System>;
  readonly cache: SessionCache;
  readonly files: SessionFiles;
  /** Reads under way, which identical ones join. */
  readonly reads: SingleFlight;
  readonly durations: Durations;
  readonly metrics: Metrics;
  readonly policy: Policy;
  readonly limits: Required<NonNullable<OrchestratorConfig["limits"]>>;
}

export function createSession(config: OrchestratorConfig, environment: OrchestratorEnvironment): Session {
  const limits = { ...DEFAULT_LIMITS, ...config.limits };
  const configured =
    config.systems ?? Object.fromEntries(Object.keys(OWN_ADAPTERS).map((kind) => [kind, {}]));
  const surroundings = { ...environment, requestTimeoutMs: limits.request_timeout_ms };
  return {
    tenant: environment.tenant ?? "local",
    systems: new Map(
      Object.entries(configured).map(([name, system]) => [name, new System(name, system, surroundings)]),
    ),
    cache: new SessionCache(config.cache?.max_entries ?? 10_000),
    files: new SessionFiles(),
    reads: new SingleFlight(),
    durations: new Durations(),
    metrics: new Metrics(),
    policy: config.policy ?? {},
    limits,
  };
}

/** The wire names of the adapters that are loaded. */
export function loadedSubagents(session: Session): string[] {
  return [...session.systems.values()].filter(({ isLoaded }) => isLoaded).map(({ subagent }) => subagent);
}
