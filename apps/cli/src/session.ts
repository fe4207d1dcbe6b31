import { fileURLToPath } from "node:url";
import { isPmoError } from "@pm-orchestrator/core";
import {
  createOrchestrator,
  type Orchestrator,
  type OrchestratorConfig,
  type OrchestratorEnvironment,
} from "pm-orchestrator";
import { findConfigFile } from "pm-orchestrator/config/find";
import { IN_PROCESS, type Invocation } from "./invocation.js";
import { hostSimulators, reachSimulators, SIMULATED_KINDS } from "./simulation.js";

/** The configuration that holds for a command. */
export interface Settings {
  config: OrchestratorConfig;
  file?: string;
  /** Where adapter packages are looked up, in this order. */
  folders: readonly string[];
}

/** The CLI's own folder: it depends on the five adapters, so they are always found from here. */
export const OWN_FOLDER = fileURLToPath(new URL("..", import.meta.url));

/** Reads the configuration. Throws CONFIG_INVALID (6018) or CONFIG_NOT_TRUSTED (6019). */
export async function readSettings({ globals, cwd, terminal }: Invocation): Promise<Settings> {
  let settings: Settings = { config: {}, folders: [cwd, OWN_FOLDER] };
  try {
    settings = await loadSettings(globals.config, cwd);
  } catch (error) {
    // A simulated world touches nothing real, so a file that merely lies about must not stand in its way.
    if (globals.simulate === undefined || globals.config !== undefined || !isPmoError(error)) throw error;
    if (!terminal.json) terminal.note(`Simulating without a configuration: ${error.message}`);
  }
  const { config } = settings;
  const simulated = Object.fromEntries(SIMULATED_KINDS.map((kind) => [kind, {}]));
  return {
    ...settings,
    config: {
      ...config,
      // Each command is a process of its own, so what it looks up is of use to the next one only on disk.
      cache: { store: "disk", ...config.cache },
      // A world simulates all five, also those that the configuration does not name.
      ...(globals.simulate === undefined ? {} : { systems: { ...simulated, ...config.systems } }),
      ...(globals.readOnly ? { policy: { ...config.policy, read_only: true } } : {}),
    },
  };
}

async function loadSettings(file: string | undefined, cwd: string): Promise<Settings> {
  // Reading configuration brings the YAML library along: not for nothing.
  if (file === undefined && findConfigFile(cwd) === undefined)
    return { config: {}, folders: [cwd, OWN_FOLDER] };
  const { loadConfig } = await import("pm-orchestrator/config");
  const loaded = loadConfig({ ...(file === undefined ? {} : { file }), cwd, resolveFrom: [OWN_FOLDER] });
  return {
    config: loaded.config,
    ...(loaded.file === undefined ? {} : { file: loaded.file }),
    folders: [...new Set([loaded.folder, cwd, OWN_FOLDER])],
  };
}

export interface OpenOptions {
  /** Whether operations will be called, so that simulated systems must be there before the first is measured. */
  willCall: boolean;
  /** Of simulated systems in this process. Default 0. Unit: milliseconds. */
  latencyMs?: number;
  /** Default: what {@link readSettings} reads. */
  settings?: Settings;
}

/** Told to adapters that nobody will call: the simulators' own constant would bring their libraries along. */
const NOWHERE = "http://simulator.invalid";

/** An orchestrator for one command, over real or simulated systems. */
export async function openOrchestrator(invocation: Invocation, options: OpenOptions): Promise<Orchestrator> {
  const { config, folders } = options.settings ?? (await readSettings(invocation));
  const { simulate } = invocation.globals;
  if (simulate === undefined) return createOrchestrator(config, { resolveFrom: folders });
  if (!options.willCall) {
    return createOrchestrator(config, {
      resolveFrom: folders,
      simulate: { origin: NOWHERE },
    });
  }
  if (simulate !== IN_PROCESS) {
    return createOrchestrator(config, {
      resolveFrom: folders,
      simulate: { origin: await reachSimulators(simulate) },
    });
  }
  return createOrchestrator(config, await inProcess({ config, folders }, invocation, options.latencyMs));
}

async function inProcess(
  { config, folders }: Settings,
  { globals: { faults }, terminal }: Invocation,
  latencyMs = 0,
): Promise<OrchestratorEnvironment> {
  // Which kinds are served, the configured systems' manifests tell.
  const kinds = createOrchestrator(config, { resolveFrom: folders })
    .systems()
    .flatMap(({ manifest, package: name }): [string, string][] => (manifest ? [[manifest.kind, name]] : []));
  const host = await hostSimulators(new Map(kinds), { folders, latencyMs, faults, terminal });
  const { IN_PROCESS_ORIGIN } = await import("@pm-orchestrator/simulator");
  return { resolveFrom: folders, fetch: host.fetch, simulate: { origin: IN_PROCESS_ORIGIN } };
}
