import { benchFor } from "@pm-orchestrator/adapter-kit/testing";
import { watchApi } from "@pm-orchestrator/api-descriptions";
import { registerSecret } from "@pm-orchestrator/core";
import { createSimulatorHost, createWorld, IN_PROCESS_ORIGIN } from "@pm-orchestrator/simulator";
import { afterAll, afterEach } from "vitest";
import adapter from "../src/index.js";

/** Judges what is sent and simulated by the vendor's own description. */
export const watch = watchApi({ adapter, bench: import.meta.url, afterEach, afterAll });

export const settings = {
  base_url: `${IN_PROCESS_ORIGIN}/linear`,
  api_key: "simulated-api_key",
};

// The engine remembers the values of secret settings when it reads them; here the bench stands in its place.
registerSecret(settings.api_key);

export const MINTED_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The adapter against a fresh simulated Linear. */
export function simulatedLinear(own: Partial<typeof settings> = {}) {
  const world = createWorld({ now: () => new Date("2025-12-01T10:00:00Z") });
  const host = createSimulatorHost({
    world,
    simulators: { linear: async () => (await import("../src/simulator/index.js")).default },
  });
  const fetch = watch.requests(watch.answers(host.fetch));
  const bench = benchFor(adapter, { fetch, settings: { ...settings, ...own } });
  return Object.assign(watch.runs(bench, "simulated"), { world, host });
}

/** The adapter against a Linear that always answers the same. */
export function answering(respond: (request: Request) => Response | Promise<Response>) {
  // A request that nobody holds is collected, and its signal is never aborted then (Node 20).
  const received: Request[] = [];
  return watch.runs(
    benchFor(adapter, {
      settings,
      requestTimeoutMs: 50,
      fetch: watch.requests(async (input, init) => {
        const request = new Request(input, init);
        received.push(request);
        return respond(request);
      }),
    }),
  );
}

/** What a request carries. */
export async function sentBody(request: Request | undefined) {
  return (await request?.clone().json()) as { query: string; variables: Record<string, unknown> };
}
