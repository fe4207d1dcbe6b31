import { resolve } from "node:path";
import { orchestratorError } from "@pm-orchestrator/core";
import { EXIT } from "../exit-code.js";
import type { Invocation } from "../invocation.js";
import { ownAnswer, printJson } from "../output/json.js";

/** `pmo trust [FILE]`: records that this very content of a configuration is trusted. */
export async function run({ args, globals, terminal, cwd }: Invocation): Promise<number> {
  const { findConfigFile, trustConfig } = await import("pm-orchestrator/config");
  const named = args[0] ?? globals.config;
  const file = named === undefined ? findConfigFile(cwd) : resolve(cwd, named);
  if (file === undefined) {
    throw orchestratorError("CONFIG_INVALID", {
      message: `There is no configuration in ${cwd} or above it.`,
      suggestions: ["`pmo init` writes one; `pmo trust FILE` names one."],
    });
  }
  const trusted = trustConfig({ file });
  if (terminal.json) printJson(ownAnswer(trusted), terminal);
  else terminal.print(`Trusted until it changes: ${trusted.file}\n(SHA-256 ${trusted.hash})`);
  return EXIT.succeeded;
}
