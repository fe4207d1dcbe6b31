import { createOrchestrator, type Orchestrator } from "pm-orchestrator";
import { HOME } from "../home.js";

/** A session before served simulators. */
export function latencySession(origin: string): Orchestrator {
  return createOrchestrator({}, { simulate: { origin }, resolveFrom: [HOME] });
}
