import { setMaxListeners } from "node:events";
import type { Policy } from "@pm-orchestrator/core";
import { BUILT_IN_SYSTEM } from "../built-in/name.js";
import { BuiltInSystem } from "../built-in/system.js";
import { KeptResults } from "../kept/results.js";
import { DEFAULT_LIMITS, type OrchestratorConfig, type OrchestratorEnvironment } from "../options.js";
import { RunStore } from "../runs/store.js";
import { Selector } from "../select/evaluate.js";
import { OWN_ADAPTERS } from "../systems/packages.js";
import { System } from "../systems/system.js";
import { OuterStore } from "./cache/outer-store.js";
import { SessionCache } from "./cache/session-cache.js";
import { storeSource } from "./cache/stores/source.js";
import { Durations } from "./durations.js";
import { SessionFiles } from "./files.js";
import { Metrics } from "./metrics.js";
import { SingleFlight } from "./single-flight.js";

/** The life of one orchestrator: its systems, cache, measurements and policy. */
export interface Session {
  readonly tenant: string;
  /** By name; a Map, so that every name is an ordinary one. */
  readonly systems: ReadonlyMap<string, System>;
  /** The system `orchestrator`, which is no configured one. */
  readonly builtIn: System;
  /** Runs that outlasted the call that began them. */
  readonly runs: RunStore;
  /** Results that were not returned whole. */
  readonly kept: KeptResults;
  /** Evaluates what steps select. */
  readonly selector: Selector;
  readonly cache: SessionCache;
  /** Aborted when the session is closed. */
  readonly closing: AbortController;
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
  if (Object.hasOwn(configured, BUILT_IN_SYSTEM)) {
    throw new TypeError(`No system can be called ${BUILT_IN_SYSTEM}: that is the orchestrator itself.`);
  }
  const surroundings = { ...environment, requestTimeoutMs: limits.request_timeout_ms };
  const systems = new Map(
    Object.entries(configured).map(([name, system]) => [name, new System(name, system, surroundings)]),
  );
  const closing = new AbortController();
  // Every request under way listens to it.
  setMaxListeners(0, closing.signal);
  const session: Session = {
    tenant: environment.tenant ?? "local",
    systems,
    builtIn: new BuiltInSystem(() => session),
    runs: new RunStore(),
    kept: new KeptResults(),
    selector: new Selector(),
    cache: new SessionCache(config.cache?.max_entries ?? 10_000, outerStore(config, environment, systems)),
    closing,
    files: new SessionFiles(),
    reads: new SingleFlight(),
    durations: new Durations(),
    metrics: new Metrics(),
    policy: config.policy ?? {},
    limits,
  };
  return session;
}

function outerStore(
  { cache: { store = "memory" } = {} }: OrchestratorConfig,
  { simulate, resolveFrom = [process.cwd()], env = process.env }: OrchestratorEnvironment,
  systems: ReadonlyMap<string, System>,
): OuterStore | undefined {
  // A simulated world ends, and begins again as it was: nothing of it may be believed afterwards.
  const source = simulate === undefined ? storeSource(store, { folders: resolveFrom, env }) : undefined;
  return source && new OuterStore(source, systems);
}

/** The wire names of the adapters that are loaded. */
export function loadedSubagents(session: Session): string[] {
  return [...session.systems.values()].filter(({ isLoaded }) => isLoaded).map(({ subagent }) => subagent);
}

/** The system of that name: a configured one, or the one that is always there. */
export function systemOf({ systems, builtIn }: Session, name: string): System | undefined {
  return name === BUILT_IN_SYSTEM ? builtIn : systems.get(name);
}
