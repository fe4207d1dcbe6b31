import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { orchestratorError, type PmoError, type SettingDefinition } from "@pm-orchestrator/core";
import type { OrchestratorConfig } from "../options.js";
import { LOCAL_STORES } from "../session/cache/stores/names.js";
import { OWN_ADAPTERS, packageOf } from "../systems/packages.js";
import { configInvalid } from "./invalid.js";
import type { SettingsOf } from "./settings-of.js";

/** Where trust is recorded: `file → hash of its content`. Below the home folder, so that no repository can bring it along. */
function trustFile(home: string): string {
  return join(home, ".config", "pmo", "trusted.json");
}

/**
 * Why a configuration that was found, not given, must not be used before somebody has looked at it: it loads foreign
 * code, sends credentials or what is looked up to another address, or reads a secret. Empty when it is harmless.
 */
export function trustReasons(config: OrchestratorConfig, settingsOf: SettingsOf): string[] {
  const own = new Set(Object.values(OWN_ADAPTERS));
  const store = config.cache?.store ?? "memory";
  const risky = LOCAL_STORES.some((local) => local === store)
    ? []
    : ["cache.store sets the address to which what is looked up is sent"];
  const systems = Object.entries(config.systems ?? {}).flatMap(([name, system]) => {
    const packageName = packageOf(system.adapter ?? name);
    if (!own.has(packageName)) return [`systems.${name} loads the package ${packageName}`];
    const settings = settingsOf(packageName);
    const given = Object.keys(system).filter((key) => key !== "adapter");
    return given.flatMap((key) => {
      const reason = whyRisky(key, system[key] ?? "", settings);
      return reason === undefined ? [] : [`systems.${name}.${key} ${reason}`];
    });
  });
  return [...systems, ...risky];
}

function whyRisky(
  key: string,
  value: string,
  settings: readonly SettingDefinition[] | undefined,
): string | undefined {
  const setting = settings?.find((candidate) => candidate.name === key);
  if (setting === undefined) return "is a setting that cannot be checked";
  if (setting.address === true) return "sets the address to which credentials are sent";
  if (setting.secret === true) return "sets a secret";
  // A reference can carry any variable of the environment out in a setting that nobody thinks of as secret.
  return value.includes("${") ? "reads the environment" : undefined;
}

/** Whether this very content of the file was trusted. */
export function isTrusted(file: string, text: string, home: string): boolean {
  return readTrust(home)[realpathSync(file)] === hashOf(text);
}

/** CONFIG_NOT_TRUSTED (6019). */
export function notTrusted(file: string, reasons: readonly string[]): PmoError {
  return orchestratorError("CONFIG_NOT_TRUSTED", {
    message: `${file} was found and not trusted: ${reasons.join("; ")}.`,
    details: { file, reasons: [...reasons] },
    suggestions: [`Read the file; when it is yours, run \`pmo trust\`, or name it with --config ${file}.`],
  });
}

/** Records that this content of a configuration is trusted; any change of the file ends it. */
export function trustConfig({ file, home = homedir() }: { file: string; home?: string }): {
  file: string;
  hash: string;
} {
  let real: string;
  let hash: string;
  try {
    real = realpathSync(file);
    hash = hashOf(readFileSync(real, "utf8"));
  } catch {
    throw configInvalid("there is no such file", { file });
  }
  const store = trustFile(home);
  mkdirSync(dirname(store), { recursive: true, mode: 0o700 });
  const draft = `${store}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify({ ...readTrust(home), [real]: hash }, null, 2)}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  // A rename is whole or not at all, also when two processes trust at once.
  renameSync(draft, store);
  return { file: real, hash };
}

function readTrust(home: string): Record<string, string> {
  try {
    const content: unknown = JSON.parse(readFileSync(trustFile(home), "utf8"));
    return typeof content === "object" && content !== null ? (content as Record<string, string>) : {};
  } catch {
    // No record, or one that cannot be read, trusts nothing.
    return {};
  }
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
