import { createSimulatorHost, IN_PROCESS_ORIGIN, type SimulatorHost } from "@pm-orchestrator/simulator";
import { createOrchestrator, type Orchestrator, type OrchestratorConfig } from "../../src/index.js";

const KINDS = ["linear", "jira", "confluence", "slack", "bitbucket"] as const;

/** Fresh simulators of all five kinds, each loaded with its first request. */
function simulators(latencyMs = 0): SimulatorHost {
  return createSimulatorHost({
    latencyMs,
    simulators: Object.fromEntries(
      KINDS.map((kind) => [
        kind,
        async () => (await import(`@pm-orchestrator/adapter-${kind}/simulator`)).default,
      ]),
    ),
  });
}

/** An orchestrator against fresh simulators in process. `intercept` may answer instead of them. */
export function simulated(
  config: OrchestratorConfig = {},
  intercept: (request: Request) => Response | Promise<Response> | undefined = () => undefined,
): Orchestrator & { host: SimulatorHost } {
  const host = simulators();
  // A request that nobody holds is collected, and its signal with it: then nothing would ever abort.
  const held: Request[] = [];
  const orchestrator = createOrchestrator(config, {
    simulate: { origin: IN_PROCESS_ORIGIN },
    fetch: async (input, init) => {
      const request = new Request(input, init);
      held.push(request);
      return (await intercept(request)) ?? host.fetch(input, init);
    },
  });
  return Object.assign(orchestrator, { host });
}
