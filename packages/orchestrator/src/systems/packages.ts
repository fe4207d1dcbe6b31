import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The adapters that are ours: kind → package. */
export const OWN_ADAPTERS: Readonly<Record<string, string>> = {
  linear: "@pm-orchestrator/adapter-linear",
  jira: "@pm-orchestrator/adapter-jira",
  confluence: "@pm-orchestrator/adapter-confluence",
  slack: "@pm-orchestrator/adapter-slack",
  bitbucket: "@pm-orchestrator/adapter-bitbucket",
};

/** The package that a configuration's `adapter` names: one of ours by its kind, or any package by its name. */
export function packageOf(adapter: string): string {
  return Object.hasOwn(OWN_ADAPTERS, adapter) ? (OWN_ADAPTERS[adapter] ?? adapter) : adapter;
}

const PACKAGE_NAME = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;

/** Whether it can be the name of a package: never a path, an address or a built-in module. */
export function isPackageName(name: string): boolean {
  return PACKAGE_NAME.test(name) && name.length <= 214;
}

const ourselves = fileURLToPath(import.meta.url);

/**
 * Finds a file of an installed package as Node would: from each folder in turn, then from our own dependencies.
 * Undefined when it is nowhere. Throws what Node says when it is there and unusable.
 */
export function resolvePackageFile(specifier: string, folders: readonly string[]): string | undefined {
  for (const from of [...folders.map((folder) => join(folder, "noop.js")), ourselves]) {
    try {
      return createRequire(from).resolve(specifier);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  return undefined;
}

/** Reads a JSON file; throws when it is no JSON. */
export function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8")) as unknown;
}
