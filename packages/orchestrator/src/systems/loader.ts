import { pathToFileURL } from "node:url";
import { type AdapterDefinition, type AdapterManifest, CONTRACT_VERSION } from "@pm-orchestrator/core";
import { unavailable } from "./manifests.js";
import { resolvePackageFile } from "./packages.js";

/**
 * Imports an adapter's code, once per process and file. Rejects with SUBAGENT_NOT_AVAILABLE (6006) when it cannot be
 * imported, speaks another contract, or does not do what its manifest says.
 */
export async function importAdapter(
  manifest: AdapterManifest,
  packageName: string,
  folders: readonly string[],
): Promise<AdapterDefinition> {
  let definition: unknown;
  try {
    const file = resolvePackageFile(packageName, folders);
    if (file === undefined) throw new Error("it has a manifest and no code");
    ({ default: definition } = (await import(pathToFileURL(file).href)) as { default?: unknown });
  } catch (error) {
    throw unavailable(packageName, `it cannot be imported (${(error as Error).message})`).error;
  }
  const problem = disagreement(definition, manifest);
  if (problem !== undefined) throw unavailable(packageName, problem).error;
  return definition as AdapterDefinition;
}

/** What is wrong between code and manifest, or undefined. A manifest that calls a write a read would defeat the policy. */
function disagreement(definition: unknown, manifest: AdapterManifest): string | undefined {
  if (typeof definition !== "object" || definition === null)
    return "it does not export an adapter as its default";
  const { contract, kind, operations, connect } = definition as Partial<AdapterDefinition>;
  if (contract !== CONTRACT_VERSION) {
    return `its code speaks contract ${String(contract)}; this version speaks ${CONTRACT_VERSION}`;
  }
  if (typeof connect !== "function" || typeof operations !== "object") return "its definition is incomplete";
  if (kind !== manifest.kind) return `its code is for ${String(kind)}, its manifest for ${manifest.kind}`;
  for (const [name, operation] of Object.entries(operations)) {
    const declared = Object.hasOwn(manifest.operations, name) ? manifest.operations[name] : undefined;
    if (declared === undefined) return `its manifest lacks the operation ${name}`;
    if (declared.effect !== operation.effect) {
      return `its manifest calls ${name} a ${declared.effect}, its code a ${operation.effect}`;
    }
  }
  const extra = Object.keys(manifest.operations).find((name) => !Object.hasOwn(operations, name));
  return extra === undefined ? undefined : `its manifest names the operation ${extra}, which its code lacks`;
}
