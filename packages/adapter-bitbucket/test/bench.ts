import { benchFor } from "@pm-orchestrator/adapter-kit/testing";
import { createSimulatorHost, createWorld, IN_PROCESS_ORIGIN } from "@pm-orchestrator/simulator";
import adapter from "../src/index.js";

export const BASE = `${IN_PROCESS_ORIGIN}/bitbucket`;

export const settings = {
  base_url: BASE,
  email: "maya@acme.example",
  api_token: "simulated-api_token",
  workspace: "acme",
};

/** A fresh simulated Bitbucket. */
export function simulatedHost() {
  return createSimulatorHost({
    world: createWorld({ now: () => new Date("2025-12-01T10:00:00Z") }),
    simulators: { bitbucket: async () => (await import("../src/simulator/index.js")).default },
  });
}

/** The adapter against a fresh simulated Bitbucket. */
export function simulatedBitbucket(changed: Partial<typeof settings> = {}) {
  const host = simulatedHost();
  return Object.assign(benchFor(adapter, { fetch: host.fetch, settings: { ...settings, ...changed } }), {
    world: host.world,
  });
}

/** The adapter against a Bitbucket that always answers the same. */
export function answering(respond: (request: Request) => Response | Promise<Response>) {
  return benchFor(adapter, {
    settings,
    requestTimeoutMs: 50,
    fetch: async (input, init) => respond(new Request(input, init)),
  });
}

/** Path and query of a request, below the base. */
export function target(request: Request | undefined): string {
  return decodeURIComponent((request?.url ?? "").slice(BASE.length).replaceAll("+", " "));
}

/** What the operation's own schema makes of its result: the same, or the schema is not complete. */
export function parsed(operation: string, result: unknown): unknown {
  return adapter.operations[operation]?.result.parse(result);
}
