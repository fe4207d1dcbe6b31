import { createRequire } from "node:module";

/** This package's version. Found by name, since the bundle lies elsewhere than this file. */
export const VERSION = (
  createRequire(import.meta.url)("@pm-orchestrator/mcp/package.json") as { version: string }
).version;
