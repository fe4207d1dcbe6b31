import {
  type AdapterManifest,
  orchestratorError,
  type PmoError,
  registerSecret,
  type SettingDefinition,
} from "@pm-orchestrator/core";
import type { OrchestratorEnvironment, SystemConfig } from "../options.js";

/** Reads the settings of one system, each time anew, so that a rotated secret is used at once. */
export interface SettingsReader {
  get(name: string): string | undefined;
  /** SYSTEM_NOT_CONFIGURED (6011) when no complete set of credentials is there; undefined when all is well. */
  missing(): PmoError | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where a system's settings come from: the configuration, the conventional environment variables, the defaults. */
export function settingsReader(
  system: string,
  {
    config,
    manifest,
    surroundings,
  }: { config: SystemConfig; manifest: AdapterManifest; surroundings: OrchestratorEnvironment },
): SettingsReader {
  const { simulate, env = process.env } = surroundings;
  // Two systems of one kind must not share the conventional variables by accident.
  const isConventional = system === manifest.kind;
  const ownValue = (setting: SettingDefinition): string | undefined => {
    const configured = config[setting.name];
    if (configured !== undefined) return expand(configured, env);
    const conventional = isConventional && setting.env !== undefined ? env[setting.env] : undefined;
    return nonEmpty(conventional) ?? setting.default;
  };
  const read = (setting: SettingDefinition): string | undefined => {
    const own = ownValue(setting);
    // Nothing real goes to a simulated system; what says of itself that it is simulated may choose among its credentials.
    if (simulate === undefined || (setting.address !== true && own?.startsWith("simulated-"))) return own;
    return simulatedValue(setting, `${simulate.origin}/${manifest.kind}`);
  };
  const declared = new Map(manifest.settings.map((setting) => [setting.name, setting]));
  const get = (name: string): string | undefined => {
    const setting = declared.get(name);
    const value = setting && read(setting);
    if (setting?.secret === true && value !== undefined) registerSecret(value);
    return value;
  };
  return {
    get,
    missing() {
      const sets = manifest.credentials.map(({ settings }) => {
        const absent = settings.filter((name) => get(name) === undefined);
        return { absent, present: settings.length - absent.length };
      });
      if (sets.length === 0 || sets.some(({ absent }) => absent.length === 0)) return undefined;
      // The set of which most is there is the one that the person was about to complete; of equals the usual one, which
      // adapters name first.
      const [{ absent } = { absent: [] }] = sets.toSorted((a, b) => b.present - a.present);
      return notConfigured(system, absent, { config, manifest, isConventional });
    },
  };
}

function notConfigured(
  system: string,
  absent: readonly string[],
  {
    config,
    manifest,
    isConventional,
  }: { config: SystemConfig; manifest: AdapterManifest; isConventional: boolean },
): PmoError {
  const environment = absent.flatMap((name) => {
    const named = [...(config[name] ?? "").matchAll(REFERENCE)].map(([, variable = ""]) => variable);
    if (named.length > 0) return named;
    const conventional = manifest.settings.find((setting) => setting.name === name)?.env;
    return isConventional && conventional !== undefined ? [conventional] : [];
  });
  const keys = absent.map((name) => `systems.${system}.${name}`);
  const alternatives = manifest.credentials.map(({ settings }) => settings.join(" + "));
  return orchestratorError("SYSTEM_NOT_CONFIGURED", {
    message: `${system} is not configured: ${absent.join(", ")} ${absent.length > 1 ? "are" : "is"} missing.`,
    system,
    details: { missing: keys, environment, ...(alternatives.length > 1 ? { alternatives } : {}) },
    suggestions: [
      environment.length > 0
        ? `Set ${environment.join(", ")} in the environment, or ${keys.join(", ")} in the configuration; \`pmo doctor\` checks them.`
        : `Set ${keys.join(", ")} in the configuration; \`pmo doctor\` checks them.`,
    ],
  });
}

/** `${NAME}` in a setting. */
const REFERENCE = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** The setting with its `${NAME}` filled in; undefined when one of them is not set. */
export function expand(text: string, env: Environment): string | undefined {
  if (!text.includes("${")) return nonEmpty(text);
  const names = [...text.matchAll(REFERENCE)].map(([, name = ""]) => name);
  if (names.some((name) => nonEmpty(env[name]) === undefined)) return undefined;
  return nonEmpty(text.replaceAll(REFERENCE, (_, name: string) => env[name] ?? ""));
}

function simulatedValue(setting: SettingDefinition, baseUrl: string): string {
  return setting.address === true ? baseUrl : (setting.simulated ?? `simulated-${setting.name}`);
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === "" ? undefined : text;
}
