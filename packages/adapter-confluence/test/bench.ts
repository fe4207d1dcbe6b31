import { answeringFetch, benchFor } from "@pm-orchestrator/adapter-kit/testing";
import { watchApi } from "@pm-orchestrator/api-descriptions";
import type { AdapterDefinition, UpstreamGate } from "@pm-orchestrator/core";
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
  base_url: `${IN_PROCESS_ORIGIN}/confluence`,
  email: "maya@acme.example",
  api_token: "simulated-api_token",
};

/** Pages that the simulated Confluence starts with. */
export const pagesOf = {
  /** Authentication: the top of the story's tree. */
  top: "98528",
  /** JWT authentication design: five versions, comments, labels, files, tasks. */
  design: "98752",
  /** Token rotation: two versions. */
  rotation: "98784",
  /** The home page of a space that may only be read. */
  legal: "98400",
} as const;

/** Comments of the page JWT authentication design. */
export const commentsOf = { footer: "98656", inline: "98688", reply: "98720" } as const;

/** Files of the page JWT authentication design. */
export const filesOf = { picture: "att110496", json: "att110528" } as const;

export interface SimulatedOptions extends Pick<SimulatorHostOptions, "faults"> {
  /** Whether failed attempts are repeated. Default: never. */
  gate?: UpstreamGate;
  settings?: Record<string, string>;
  /** Answers in place of the simulator where it gives a response. */
  instead?(request: Request): Response | Promise<Response> | undefined;
}

/** The adapter against a fresh simulated Confluence. */
export function simulatedConfluence({ settings: other, instead, faults, gate }: SimulatedOptions = {}) {
  const world = createWorld({ now: () => new Date("2025-12-01T10:00:00Z") });
  const host = createSimulatorHost({
    world,
    faults,
    simulators: { confluence: async () => (await import("../src/simulator/index.js")).default },
  });
  const simulated = watch.answers(host.fetch);
  const fetch = watch.requests(
    async (input, init) => (await instead?.(new Request(input, init))) ?? simulated(input, init),
  );
  const bench = benchFor(adapter, { fetch, settings: { ...settings, ...other }, ...(gate && { gate }) });
  return Object.assign(watch.runs(bench, "simulated"), { world, host });
}

/** The adapter against a Confluence that always answers the same. */
export function answering(respond: (request: Request) => Response | Promise<Response>) {
  return watch.runs(
    benchFor(adapter, {
      settings,
      requestTimeoutMs: 50,
      fetch: watch.requests(answeringFetch(respond)),
    }),
  );
}

/** What a result looks like after the operation's own schema: nothing may get lost in it. */
export function parsed(operation: string, result: unknown): unknown {
  const operations: AdapterDefinition["operations"] = adapter.operations;
  return operations[operation]?.result.parse(result);
}

/** Method and path of every request so far, without the simulator's prefix. */
export function pathsOf(sent: readonly Request[]): string[] {
  return sent.map(({ method, url }) => `${method} ${new URL(url).pathname.replace(/^\/confluence/, "")}`);
}
