import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { SimulatorDefinition, SimulatorHost, SimulatorLoader } from "@pm-orchestrator/simulator";
import { usageError } from "./usage-error.js";

/** The kinds whose simulators are ours. */
export const SIMULATED_KINDS = ["linear", "jira", "confluence", "slack", "bitbucket"] as const;

export function ownPackage(kind: string): string {
  return `@pm-orchestrator/adapter-${kind}`;
}

/** A host of simulators, each imported with the first request for its kind. This is what imports msw. */
export async function hostSimulators(
  packages: ReadonlyMap<string, string>,
  { folders, latencyMs = 0 }: { folders: readonly string[]; latencyMs?: number },
): Promise<SimulatorHost> {
  const { createSimulatorHost } = await import("@pm-orchestrator/simulator");
  const simulators = Object.fromEntries(
    [...packages].map(([kind, packageName]): [string, SimulatorLoader] => [
      kind,
      () => importSimulator(packageName, folders),
    ]),
  );
  return createSimulatorHost({ simulators, latencyMs });
}

async function importSimulator(
  packageName: string,
  folders: readonly string[],
): Promise<SimulatorDefinition> {
  const specifier = `${packageName}/simulator`;
  for (const folder of folders) {
    const file = resolveFrom(folder, specifier);
    if (file === undefined) continue;
    const { default: definition } = (await import(pathToFileURL(file).href)) as {
      default: SimulatorDefinition;
    };
    return definition;
  }
  throw new Error(`${packageName} has no simulator`);
}

function resolveFrom(folder: string, specifier: string): string | undefined {
  try {
    return createRequire(join(folder, "noop.js")).resolve(specifier);
  } catch {
    // Not here: perhaps in the next folder.
    return undefined;
  }
}

const REACH_TIMEOUT_MS = 3000;

/** The origin of a running `pmo simulate`. Throws INVALID_REQUEST (6007) when nothing answers there. */
export async function reachSimulators(address: string): Promise<string> {
  const origin = originOf(address);
  try {
    await (await fetch(origin, { signal: AbortSignal.timeout(REACH_TIMEOUT_MS) })).body?.cancel();
  } catch {
    const { port } = new URL(origin);
    throw usageError(`Nothing answers at ${origin}, where simulated systems should be.`, {
      details: { simulate: origin },
      suggestions: [
        `Start them in another terminal: pmo simulate${port === "" ? "" : ` --port ${port}`}`,
        "Or use --simulate without an address for fresh ones.",
      ],
    });
  }
  return origin;
}

function originOf(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:")
    return url.origin + url.pathname.replace(/\/+$/, "");
  throw usageError(`"${address}" is not the address of simulated systems.`, {
    details: { simulate: address },
    suggestions: ["Write --simulate=http://127.0.0.1:4010, or --simulate alone for fresh ones."],
  });
}
