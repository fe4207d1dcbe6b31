import {
  answeringFetch,
  benchFor,
  type Loss,
  losingFetch,
  patientGate,
} from "@pm-orchestrator/adapter-kit/testing";
import { watchApi } from "@pm-orchestrator/api-descriptions";
import type { AdapterDefinition } from "@pm-orchestrator/core";
import { createSimulatorHost, createWorld, IN_PROCESS_ORIGIN } from "@pm-orchestrator/simulator";
import { afterAll, afterEach } from "vitest";
import adapter from "../src/index.js";

/** Judges what is sent and simulated by the vendor's own description. */
export const watch = watchApi({ adapter, bench: import.meta.url, afterEach, afterAll });

export const BASE = `${IN_PROCESS_ORIGIN}/bitbucket`;

export const settings = {
  base_url: BASE,
  email: "maya@acme.example",
  api_token: "simulated-api_token",
  workspace: "acme",
};

/** A fresh simulated Bitbucket. */
export function simulatedHost() {
  const host = createSimulatorHost({
    world: createWorld({ now: () => new Date("2025-12-01T10:00:00Z") }),
    simulators: { bitbucket: async () => (await import("../src/simulator/index.js")).default },
  });
  return { ...host, fetch: watch.answers(host.fetch) };
}

/** The adapter against a fresh simulated Bitbucket. */
export function simulatedBitbucket(changed: Partial<typeof settings & { access_token: string }> = {}) {
  const host = simulatedHost();
  const fetch = watch.requests(host.fetch);
  const bench = benchFor(adapter, { fetch, settings: { ...settings, ...changed } });
  return Object.assign(watch.runs(bench, "simulated"), { world: host.world });
}

/** One call that changes something is lost. */
interface LostChange extends Pick<Loss, "applied"> {
  /** So many go well first. */
  after?: number;
  /** Whether lost calls are sent again, where they may be. Default: no call is. */
  patient?: boolean;
}

/** The adapter against a fresh simulated Bitbucket that loses one call. */
export function losingBitbucket({ applied, after = 0, patient = false }: LostChange) {
  const host = simulatedHost();
  let changes = 0;
  const strikes = (request: Request) => {
    if (!isChange(request)) return false;
    changes += 1;
    return changes === after + 1;
  };
  const fetch = watch.requests(losingFetch(host.fetch, { strikes, applied }));
  const bench = benchFor(adapter, { fetch, settings, ...(patient ? { gate: patientGate } : {}) });
  return Object.assign(watch.runs(bench, "simulated"), { world: host.world });
}

export function isChange({ method }: Request): boolean {
  return method !== "GET";
}

/** The adapter against a Bitbucket that always answers the same. */
export function answering(respond: (request: Request) => Response | Promise<Response>) {
  return watch.runs(
    benchFor(adapter, {
      settings,
      requestTimeoutMs: 50,
      fetch: watch.requests(answeringFetch(respond)),
    }),
  );
}

/** Path and query of a request, below the base. */
export function target(request: Request | undefined): string {
  return decodeURIComponent((request?.url ?? "").slice(BASE.length).replaceAll("+", " "));
}

/** What the operation's own schema makes of its result: the same, or the schema is not complete. */
export function parsed(operation: string, result: unknown): unknown {
  const operations: AdapterDefinition["operations"] = adapter.operations;
  return operations[operation]?.result.parse(result);
}
