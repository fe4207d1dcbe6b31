import type { Policy } from "@pm-orchestrator/core";
import { BUILT_IN_SYSTEM } from "../built-in/name.js";
import type { KeptResults } from "../kept/results.js";
import type { OrchestratorConfig } from "../options.js";
import type { RunStore } from "../runs/store.js";
import type { Selector } from "../select/evaluate.js";
import type { System } from "../systems/system.js";
import type { SessionCache } from "./cache/session-cache.js";
import type { Durations } from "./durations.js";
import type { SessionFiles } from "./files.js";
import type { Metrics } from "./metrics.js";
import type { SingleFlight } from "./single-flight.js";

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

/** The wire names of the adapters that are loaded. */
export function loadedSubagents(session: Session): string[] {
  return [...session.systems.values()].filter(({ isLoaded }) => isLoaded).map(({ subagent }) => subagent);
}

/** The system of that name: a configured one, or the one that is always there. */
export function systemOf({ systems, builtIn }: Session, name: string): System | undefined {
  return name === BUILT_IN_SYSTEM ? builtIn : systems.get(name);
}
