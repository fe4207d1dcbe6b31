import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/** Looked for in each folder, in this order. */
const CONFIG_NAMES = ["pmo.config.yaml", "pmo.config.yml", "pmo.config.json"] as const;

/** The configuration that holds in a folder: the first that is found going upward from it. */
export function findConfigFile(cwd: string): string | undefined {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const file = CONFIG_NAMES.map((name) => join(folder, name)).find(isFile);
    if (file !== undefined) return file;
    if (dirname(folder) === folder) return undefined;
  }
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
