import { getResponse, type RequestHandler } from "msw";
import type { SimulatorDefinition } from "./definition.js";
import { delay } from "./delay.js";
import { createWorld, type World } from "./world.js";

/** Loads a simulator when its first request arrives. */
export type SimulatorLoader = () => Promise<SimulatorDefinition>;

export interface SimulatorHostOptions {
  /** kind → loader. */
  simulators: Readonly<Record<string, SimulatorLoader>>;
  world?: World;
  /** Added to every request. Default 0. Unit: milliseconds. */
  latencyMs?: number;
}

/** Simulated systems, each below the path prefix of its kind. */
export interface SimulatorHost {
  readonly world: World;
  readonly kinds: readonly string[];
  /** Answers one request, whatever its origin. Rejects only when the request is aborted. */
  handle(request: Request): Promise<Response>;
  /** `fetch` for use in process. */
  readonly fetch: typeof fetch;
}

/** The origin under which in-process simulators are addressed; nothing listens there. */
export const IN_PROCESS_ORIGIN = "http://simulator.invalid";

/** Hosts simulators over one world. Nothing is loaded before the first request for a kind. */
export function createSimulatorHost(options: SimulatorHostOptions): SimulatorHost {
  const { simulators, world = createWorld(), latencyMs = 0 } = options;
  const loaded = new Map<string, Promise<RequestHandler[]>>();

  const handlersOf = (kind: string): Promise<RequestHandler[]> | undefined => {
    const load = Object.hasOwn(simulators, kind) ? simulators[kind] : undefined;
    if (load === undefined) return undefined;
    const handlers = loaded.get(kind) ?? load().then((definition) => definition.handlers(world));
    loaded.set(kind, handlers);
    return handlers;
  };

  const handle = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const kind = url.pathname.split("/")[1] ?? "";
    const handlers = handlersOf(kind);
    if (handlers === undefined) return notServed(`nothing is simulated at ${url.pathname}`);
    if (latencyMs > 0) await delay(latencyMs, request.signal);
    const response =
      (await getResponse(await handlers, request)) ?? notServed(`${kind} has nothing at this path`);
    const path = url.pathname.slice(kind.length + 1) + url.search;
    world.log.push({ kind, method: request.method, path, status: response.status });
    return response;
  };

  return {
    world,
    kinds: Object.keys(simulators),
    handle,
    fetch: (input, init) => handle(new Request(input, init)),
  };
}

function notServed(reason: string): Response {
  return Response.json({ message: `The simulator says: ${reason}.` }, { status: 404 });
}
