import { benchFor, type Loss, losingFetch, patientGate } from "@pm-orchestrator/adapter-kit/testing";
import { watchApi } from "@pm-orchestrator/api-descriptions";
import { registerSecret } from "@pm-orchestrator/core";
import { createSimulatorHost, createWorld, IN_PROCESS_ORIGIN, type World } from "@pm-orchestrator/simulator";
import { afterAll, afterEach, expect } from "vitest";
import adapter from "../src/index.js";
import type { LinearState } from "../src/simulator/state.js";

/** Judges what is sent and simulated by the vendor's own description. */
export const watch = watchApi({ adapter, bench: import.meta.url, afterEach, afterAll });

export const settings = {
  base_url: `${IN_PROCESS_ORIGIN}/linear`,
  api_key: "simulated-api_key",
};

// The engine remembers the values of secret settings when it reads them; here the bench stands in its place.
registerSecret(settings.api_key);

export const MINTED_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Settings of a test's own; undefined leaves one out. */
type OwnSettings = Record<string, string | undefined>;

/** The adapter against a fresh simulated Linear. */
export function simulatedLinear(own: OwnSettings = {}) {
  const world = createWorld({ now: () => new Date("2025-12-01T10:00:00Z") });
  const host = createSimulatorHost({
    world,
    simulators: { linear: async () => (await import("../src/simulator/index.js")).default },
  });
  const fetch = watch.requests(watch.answers(host.fetch));
  const given = Object.entries({ ...settings, ...own }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const bench = benchFor(adapter, { fetch, settings: Object.fromEntries(given) });
  return Object.assign(watch.runs(bench, "simulated"), { world, host });
}

/** A mutation is lost: the one that comes after so many others. */
interface LostMutation extends Pick<Loss, "applied"> {
  after?: number;
  /** Whether lost calls are sent again, where they may be. Default: no call is. */
  patient?: boolean;
  /** What happens in Linear between the lost mutation and the next. */
  meanwhile?(linear: LinearState): void;
}

/** The adapter against a fresh simulated Linear that loses one mutation. */
export function losingLinear({ applied, after = 0, patient = false, meanwhile }: LostMutation) {
  const world = createWorld({ now: () => new Date("2025-12-01T10:00:00Z") });
  const host = createSimulatorHost({
    world,
    simulators: { linear: async () => (await import("../src/simulator/index.js")).default },
  });
  let mutations = 0;
  const strikes = async (request: Request) => {
    if (!(await isMutation(request))) return false;
    mutations += 1;
    if (mutations === after + 2) meanwhile?.(stateOf(world));
    return mutations === after + 1;
  };
  const fetch = watch.requests(losingFetch(watch.answers(host.fetch), { strikes, applied }));
  const bench = benchFor(adapter, { fetch, settings, ...(patient ? { gate: patientGate } : {}) });
  return Object.assign(watch.runs(bench, "simulated"), { world, host });
}

/** The simulated Linear of a world, which was asked already. */
export function stateOf(world: World): LinearState {
  return world.state<LinearState>("linear", () => {
    throw new Error("Linear was not asked.");
  });
}

/** Whether a request changes something. */
export async function isMutation(request: Request): Promise<boolean> {
  return request.url.endsWith("/graphql") && /^\s*mutation\b/.test((await sentBody(request)).query);
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

/** What was asked of Linear, in order: the names of the documents, with their variables. */
export async function asked({ sent }: { sent: readonly Request[] }) {
  const documents = sent.filter(({ url }) => url.endsWith("/graphql"));
  return Promise.all(
    documents.map(async (request) => {
      const { query, variables } = await sentBody(request);
      return { document: /(?:query|mutation) (\w+)/.exec(query)?.[1], variables };
    }),
  );
}

/** The names of the documents alone. */
export async function documentsOf(linear: { sent: readonly Request[] }) {
  return (await asked(linear)).map(({ document }) => document);
}

/** The variables of the last document of that name. */
export async function variablesOf(linear: { sent: readonly Request[] }, name: string) {
  return (await asked(linear)).filter(({ document }) => document === name).at(-1)?.variables;
}

/** Reads a list page by page, and gives all of it with the number of pages. */
export async function allPages<Item>(
  linear: { run(operation: string, params?: Record<string, unknown>): Promise<unknown> },
  operation: string,
  { list, ...params }: { list: string; limit: number } & Record<string, unknown>,
) {
  const items: Item[] = [];
  let count = 0;
  let token: string | undefined;
  do {
    const answer = (await linear.run(operation, {
      ...params,
      ...(token === undefined ? {} : { page_token: token }),
    })) as Record<string, Item[]> & { page: { next?: string; complete: boolean } };
    items.push(...(answer[list] ?? []));
    token = answer.page.next;
    count += 1;
    expect(answer.page.complete).toBe(token === undefined);
  } while (token !== undefined && count < 50);
  return { items, pages: count };
}

/** The id of an issue of the simulated world. */
export async function idOf(linear: ReturnType<typeof simulatedLinear>, issue_id: string): Promise<string> {
  return ((await linear.run("get_issue", { issue_id })) as { id: string }).id;
}

/** What an operation promises to answer. */
export function resultOf(operation: string) {
  return new Map(Object.entries(adapter.operations)).get(operation)?.result;
}
