import { benchFor } from "@pm-orchestrator/adapter-kit/testing";
import { createSimulatorHost, createWorld, IN_PROCESS_ORIGIN } from "@pm-orchestrator/simulator";
import adapter from "../src/index.js";

export const settings = {
  base_url: `${IN_PROCESS_ORIGIN}/jira`,
  email: "maya@acme.example",
  api_token: "simulated-api_token",
};

/** The adapter against a fresh simulated Jira. */
export function simulatedJira() {
  const world = createWorld({ now: () => new Date("2025-12-01T10:00:00Z") });
  const host = createSimulatorHost({
    world,
    simulators: { jira: async () => (await import("../src/simulator/index.js")).default },
  });
  return Object.assign(benchFor(adapter, { fetch: host.fetch, settings }), { world });
}

/** The adapter against a Jira that always answers the same. */
export function answering(respond: (request: Request) => Response | Promise<Response>) {
  // A request that nobody holds is collected, and its signal with it: then nothing would ever abort.
  const held: Request[] = [];
  return benchFor(adapter, {
    settings,
    requestTimeoutMs: 50,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      held.push(request);
      return respond(request);
    },
  });
}
