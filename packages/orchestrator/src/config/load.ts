import { homedir } from "node:os";
import { dirname, resolve } from "node:path";
import type { OrchestratorConfig } from "../options.js";
import { findConfigFile } from "./locate.js";
import { openConfig } from "./parse.js";
import { readConfig } from "./read.js";
import { installedSettings } from "./settings-of.js";
import { isTrusted, notTrusted, trustReasons } from "./trust.js";

export interface LoadConfigOptions {
  /** The file that was named; without it one is looked for upward from `cwd`. */
  file?: string;
  /** Default: the process's. */
  cwd?: string;
  /** Where trust is recorded. Default: the user's home folder. */
  home?: string;
  /** Further folders in which adapter packages may be installed. */
  resolveFrom?: readonly string[];
}

export interface LoadedConfig {
  config: OrchestratorConfig;
  /** Absent when there is none: then the environment configures the five systems. */
  file?: string;
  /** The file's folder, or the working directory: where adapter packages are looked up first. */
  folder: string;
  /** Whether it was found, not named. */
  found: boolean;
}

/**
 * The configuration that holds here. Throws CONFIG_INVALID (6018) with file, line, key and the nearest right key, and
 * CONFIG_NOT_TRUSTED (6019) for a found file that loads foreign code, sets an address or a secret, or reads the
 * environment, and was not trusted.
 */
export function loadConfig(options: LoadConfigOptions = {}): LoadedConfig {
  const { cwd = process.cwd(), home = homedir(), resolveFrom = [] } = options;
  const found = options.file === undefined;
  const file = options.file === undefined ? findConfigFile(cwd) : resolve(cwd, options.file);
  if (file === undefined) return { config: {}, folder: cwd, found: false };
  const folder = dirname(file);
  const settingsOf = installedSettings([folder, cwd, ...resolveFrom]);
  const { document, text } = openConfig(file);
  const config = readConfig(document, settingsOf);
  if (found && !isTrusted(file, text, home)) {
    const reasons = trustReasons(config, settingsOf);
    if (reasons.length > 0) throw notTrusted(file, reasons);
  }
  return { config, file, folder, found };
}
