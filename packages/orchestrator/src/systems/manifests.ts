import {
  type AdapterManifest,
  CONTRACT_VERSION,
  orchestratorError,
  type PmoError,
} from "@pm-orchestrator/core";
import { targetsProblem } from "./declared-targets.js";
import { capped, isForeign } from "./foreign.js";
import { isPackageName, readJson, resolvePackageFile } from "./packages.js";

/** A manifest, or why there is none. */
export type ManifestOutcome = { manifest: AdapterManifest } | { error: PmoError };

/** Reads the manifest of an adapter package without importing any of its code. */
export function readManifest(packageName: string, folders: readonly string[]): ManifestOutcome {
  if (!isPackageName(packageName)) return unavailable(packageName, "that is not the name of a package");
  let file: string | undefined;
  let content: unknown;
  try {
    file = resolvePackageFile(`${packageName}/manifest.json`, folders);
    if (file === undefined) return missing(packageName);
    content = readJson(file);
  } catch (error) {
    return unavailable(packageName, `its manifest cannot be read (${(error as Error).message})`);
  }
  const problem = problemOf(content);
  if (problem !== undefined) return unavailable(packageName, `its manifest ${problem}`);
  const manifest = content as AdapterManifest;
  return { manifest: isForeign(packageName) ? capped(manifest) : manifest };
}

/** Names go into lists that agents read, so that they can be nothing but names. */
const OPERATION_NAME = /^[a-z][a-z0-9_]{0,63}$/;

function problemOf(content: unknown): string | undefined {
  if (typeof content !== "object" || content === null) return "is not an object";
  const { contract, kind, operations } = content as Partial<AdapterManifest>;
  if (contract !== CONTRACT_VERSION) {
    return `speaks contract ${String(contract)}; this version speaks ${CONTRACT_VERSION}`;
  }
  if (typeof kind !== "string" || typeof operations !== "object" || operations === null)
    return "is incomplete";
  const malformed = Object.keys(operations).some((name) => !OPERATION_NAME.test(name));
  return malformed
    ? "has an operation whose name is not snake_case, or longer than 64 letters"
    : targetsProblem(content as AdapterManifest);
}

function missing(packageName: string): ManifestOutcome {
  const install = `npm install ${packageName}`;
  return {
    error: orchestratorError("SUBAGENT_NOT_AVAILABLE", {
      message: `The adapter package ${packageName} is not installed.`,
      details: { package: packageName, reason: "not installed", install },
      suggestions: [`Install it: ${install}`],
    }),
  };
}

/** The error for a package that is there, but cannot be used. */
export function unavailable(packageName: string, reason: string): { error: PmoError } {
  return {
    error: orchestratorError("SUBAGENT_NOT_AVAILABLE", {
      message: `The adapter package ${packageName} cannot be used: ${reason}.`,
      details: { package: packageName, reason, install: `npm install ${packageName}` },
      suggestions: [`Install a version that fits: npm install ${packageName}@latest`],
    }),
  };
}
