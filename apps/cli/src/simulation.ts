import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { SimulatorDefinition, SimulatorHost, SimulatorLoader } from "@pm-orchestrator/simulator";
import { readInput } from "./input/read-input.js";
import type { Terminal } from "./output/terminal.js";
import { usageError } from "./usage-error.js";

/** The kinds whose simulators are ours. */
export const SIMULATED_KINDS = ["linear", "jira", "confluence", "slack", "bitbucket"] as const;

export function ownPackage(kind: string): string {
  return `@pm-orchestrator/adapter-${kind}`;
}

export interface SimulationOptions {
  /** Where simulators' packages are looked up, in this order. */
  folders: readonly string[];
  /** Default 0. Unit: milliseconds. */
  latencyMs?: number;
  /** The file that `--faults` names. Default: nothing goes wrong. */
  faults?: string | undefined;
  terminal: Terminal;
}

/**
 * A host of simulators, each imported with the first request for its kind. This is what imports msw. Throws
 * INVALID_REQUEST (6007) for a file of faults that cannot be read or does not fit.
 */
export async function hostSimulators(
  packages: ReadonlyMap<string, string>,
  { folders, latencyMs = 0, faults: file, terminal }: SimulationOptions,
): Promise<SimulatorHost> {
  const { createSimulatorHost, readFaultPlan } = await import("@pm-orchestrator/simulator");
  const faults =
    file === undefined
      ? undefined
      : await readFaultPlan(await readInput(file, terminal, "plan of faults"), {
          file: file === "-" ? "standard input" : file,
          kinds: [...packages.keys()],
        });
  const simulators = Object.fromEntries(
    [...packages].map(([kind, packageName]): [string, SimulatorLoader] => [
      kind,
      () => importSimulator(packageName, folders),
    ]),
  );
  return createSimulatorHost({ simulators, latencyMs, faults });
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
