import { benchFor, type Loss, losingFetch, patientGate } from "@pm-orchestrator/adapter-kit/testing";
import { watchApi } from "@pm-orchestrator/api-descriptions";
import type { AnyOperation } from "@pm-orchestrator/core";
import { createSimulatorHost, createWorld, IN_PROCESS_ORIGIN } from "@pm-orchestrator/simulator";
import { afterAll, afterEach, expect } from "vitest";
import adapter from "../src/index.js";

/** Judges what is sent and simulated by the vendor's own description. */
export const watch = watchApi({ adapter, bench: import.meta.url, afterEach, afterAll });

export const settings: Readonly<Record<string, string>> = {
  base_url: `${IN_PROCESS_ORIGIN}/slack`,
  files_url: `${IN_PROCESS_ORIGIN}/slack`,
  bot_token: "simulated-bot_token",
  user_token: "simulated-user_token",
};

/** Only some of the settings. */
export function only(...names: string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => names.includes(name)));
}

/** The adapter against a fresh simulated Slack. */
export function simulatedSlack(given: Readonly<Record<string, string>> = settings) {
  const world = createWorld({ now: () => new Date("2025-12-01T10:00:00Z") });
  const host = createSimulatorHost({
    world,
    simulators: { slack: async () => (await import("../src/simulator/index.js")).default },
  });
  const fetch = watch.requests(watch.answers(host.fetch));
  return Object.assign(watch.runs(benchFor(adapter, { fetch, settings: given }), "simulated"), { world });
}

/** One call of a method that changes something is lost. */
interface LostChange extends Pick<Loss, "applied"> {
  /** So many go well first. */
  after?: number;
  /** Whether lost calls are sent again, where they may be. Default: no call is. */
  patient?: boolean;
}

/** The adapter against a fresh simulated Slack that loses one call. */
export function losingSlack({ applied, after = 0, patient = false }: LostChange) {
  const world = createWorld({ now: () => new Date("2025-12-01T10:00:00Z") });
  const host = createSimulatorHost({
    world,
    simulators: { slack: async () => (await import("../src/simulator/index.js")).default },
  });
  let changes = 0;
  const strikes = (request: Request) => {
    if (!isChange(request)) return false;
    changes += 1;
    return changes === after + 1;
  };
  const fetch = watch.requests(losingFetch(watch.answers(host.fetch), { strikes, applied }));
  const bench = benchFor(adapter, { fetch, settings, ...(patient ? { gate: patientGate } : {}) });
  return Object.assign(watch.runs(bench, "simulated"), { world });
}

/** Whether a request calls a method that changes something. */
export function isChange({ url }: Request): boolean {
  const [method = ""] = methodsOf([{ url } as Request]);
  return /\.(?:add|archive|complete\w+|create|delete\w*|edit|invite|join|mark|open|post\w+|remove|scheduleMessage|setTopic|update)$/.test(
    method,
  );
}

/** What stands in Slack's place. The signal is the caller's own: a request's copy of it may be collected as garbage. */
export type Respond = (request: Request, signal: AbortSignal | undefined) => Response | Promise<Response>;

/** The adapter against a Slack that answers what it is told. */
export function answering(respond: Respond) {
  return watch.runs(
    benchFor(adapter, {
      settings,
      requestTimeoutMs: 50,
      fetch: watch.requests(async (input, init) =>
        respond(new Request(input, init), init?.signal ?? undefined),
      ),
    }),
  );
}

/** The methods that were called, in order. */
export function methodsOf(sent: readonly Request[]): string[] {
  return sent.map(({ url }) => new URL(url).pathname.split("/").at(-1) ?? "");
}

/** The form of the last request to a method. */
export function formTo(sent: readonly Request[], method: string): Promise<Record<string, string>> {
  return formOf(sent.findLast(({ url }) => new URL(url).pathname.endsWith(`/${method}`)));
}

/** Runs an operation, and checks that its result is what its schema says. */
export async function resultOf<Result>(
  slack: { run(operation: string, params?: Record<string, unknown>): Promise<unknown> },
  operation: string,
  params: Record<string, unknown> = {},
): Promise<Result> {
  const data = await slack.run(operation, params);
  const operations: Readonly<Record<string, AnyOperation>> = adapter.operations;
  expect(operations[operation]?.result.parse(data)).toEqual(data);
  return data as Result;
}

/** The id of a channel of the simulated Slack. */
export async function idOfChannel(channel: string): Promise<string> {
  const { id } = (await simulatedSlack(only("base_url", "user_token")).run("get_channel", { channel })) as {
    id: string;
  };
  return id;
}

/** The id of a person of the simulated Slack. */
export async function idOfUser(user: string): Promise<string> {
  const { id } = (await simulatedSlack().run("get_user", { user })) as { id: string };
  return id;
}

/** Everything that a list gives, page after page. */
export async function allPages<Item>(
  slack: { run(operation: string, params?: Record<string, unknown>): Promise<unknown> },
  operation: string,
  { items, ...params }: { items: string } & Record<string, unknown>,
): Promise<Item[]> {
  const all: Item[] = [];
  let token: string | undefined;
  do {
    const answer = (await slack.run(operation, {
      ...params,
      ...(token === undefined ? {} : { page_token: token }),
    })) as { page: { next?: string; complete: boolean } } & Record<string, unknown>;
    all.push(...(answer[items] as Item[]));
    expect(answer.page.complete).toBe(answer.page.next === undefined);
    token = answer.page.next;
  } while (token !== undefined);
  return all;
}

/** The form that a request carried. */
export async function formOf(request: Request | undefined): Promise<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(await request?.clone().text()));
}
