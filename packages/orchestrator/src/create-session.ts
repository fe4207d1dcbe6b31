import { setMaxListeners } from "node:events";
import { BUILT_IN_SYSTEM } from "./built-in/name.js";
import { BuiltInSystem } from "./built-in/system.js";
import { KeptResults } from "./kept/results.js";
import { DEFAULT_LIMITS, type OrchestratorConfig, type OrchestratorEnvironment } from "./options.js";
import { RunStore } from "./runs/store.js";
import { Selector } from "./select/evaluate.js";
import { OuterStore } from "./session/cache/outer-store.js";
import { SessionCache } from "./session/cache/session-cache.js";
import { storeSource } from "./session/cache/stores/source.js";
import { Durations } from "./session/durations.js";
import { SessionFiles } from "./session/files.js";
import { Metrics } from "./session/metrics.js";
import type { Session } from "./session/session.js";
import { SingleFlight } from "./session/single-flight.js";
import { OWN_ADAPTERS } from "./systems/packages.js";
import { System } from "./systems/system.js";

/** Puts a session together. Nothing is read, loaded or contacted. Throws a TypeError for a system called `orchestrator`. */
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
  // Whoever is handed it may listen for as long as the session lasts: many listeners are no leak here.
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
