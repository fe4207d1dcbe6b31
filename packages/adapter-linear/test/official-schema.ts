import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSchema, type GraphQLSchema } from "graphql";

/** Where the vendors' descriptions lie: beside the repository, or where PMO_API_SPECS says. */
const folder =
  process.env["PMO_API_SPECS"] ?? fileURLToPath(new URL("../../../../shared/api-specs", import.meta.url));
const file = join(folder, "linear.schema.graphql");

/** Linear's own schema; undefined, and said aloud, where it is not to be had. */
export function officialSchema(): GraphQLSchema | undefined {
  if (existsSync(file)) return buildSchema(readFileSync(file, "utf8"), { assumeValidSDL: true });
  console.warn(`SKIPPED: no Linear schema at ${file}; set PMO_API_SPECS to check against it.`);
  return undefined;
}
