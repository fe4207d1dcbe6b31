import { answeringFetch, benchFor } from "@pm-orchestrator/adapter-kit/testing";
import { watchApi } from "@pm-orchestrator/api-descriptions";
import type { UpstreamGate } from "@pm-orchestrator/core";
import {
  createSimulatorHost,
  createWorld,
  IN_PROCESS_ORIGIN,
  type SimulatorHostOptions,
} from "@pm-orchestrator/simulator";
import { afterAll, afterEach } from "vitest";
import adapter from "../src/index.js";

/** Judges what is sent and simulated by the vendor's own description. */
export const watch = watchApi({ adapter, bench: import.meta.url, afterEach, afterAll });

export const settings = {
  base_url: `${IN_PROCESS_ORIGIN}/jira`,
  email: "maya@acme.example",
  api_token: "simulated-api_token",
};

export interface SimulatedOptions extends Pick<SimulatorHostOptions, "faults"> {
  /** Whether failed attempts are repeated. Default: never. */
  gate?: UpstreamGate;
}

/** The adapter against a fresh simulated Jira, in which some things go wrong. */
export function simulatedJira({ faults, gate }: SimulatedOptions = {}) {
  const world = createWorld({ now: () => new Date("2025-12-01T10:00:00Z") });
  const host = createSimulatorHost({
    world,
    faults,
    simulators: { jira: async () => (await import("../src/simulator/index.js")).default },
  });
  return Object.assign(
    watch.runs(
      benchFor(adapter, {
        fetch: watch.requests(watch.answers(host.fetch)),
        settings,
        ...(gate === undefined ? {} : { gate }),
      }),
      "simulated",
    ),
    { world },
  );
}

/** The adapter against a Jira that always answers the same. */
export function answering(respond: (request: Request) => Response | Promise<Response>) {
  return watch.runs(
    benchFor(adapter, { settings, requestTimeoutMs: 50, fetch: watch.requests(answeringFetch(respond)) }),
  );
}
