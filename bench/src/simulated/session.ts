import {
  createSimulatorHost,
  IN_PROCESS_ORIGIN,
  type SimulatorDefinition,
  type SimulatorHostOptions,
} from "@pm-orchestrator/simulator";
import { createOrchestrator, type Orchestrator } from "pm-orchestrator";
import { HOME } from "../home.js";

export const KINDS = ["linear", "jira", "confluence", "slack", "bitbucket"] as const;

/** The simulator of one kind. */
export async function loadSimulator(kind: string): Promise<SimulatorDefinition> {
  const module = (await import(`@pm-orchestrator/adapter-${kind}/simulator`)) as {
    default: SimulatorDefinition;
  };
  return module.default;
}

/** A session before fresh simulators in the same process. */
export function simulatedSession(options: Omit<SimulatorHostOptions, "simulators"> = {}): Orchestrator {
  const host = createSimulatorHost({
    ...options,
    simulators: Object.fromEntries(KINDS.map((kind) => [kind, () => loadSimulator(kind)])),
  });
  return createOrchestrator(
    {},
    { simulate: { origin: IN_PROCESS_ORIGIN }, fetch: host.fetch, resolveFrom: [HOME] },
  );
}
