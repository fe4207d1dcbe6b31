import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Where the vendors' descriptions lie: where PMO_API_SPECS says, or beside the repository. */
export function descriptionsFolder(): string {
  const given = process.env["PMO_API_SPECS"];
  return given === undefined || given === ""
    ? fileURLToPath(new URL("../../../../shared/api-specs", import.meta.url))
    : resolve(given);
}

/** Those of the files that are not there. */
export function missingFiles(files: readonly string[], folder = descriptionsFolder()): string[] {
  return files.filter((file) => !existsSync(join(folder, file)));
}

/** The text of one description. Throws when it is not there: ask {@link missingFiles} first. */
export function readDescription(file: string, folder = descriptionsFolder()): string {
  return readFileSync(join(folder, file), "utf8");
}
