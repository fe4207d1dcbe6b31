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
  /** Answers one request, whatever its origin; a handler that throws answers 500. Rejects only when the request is aborted. */
  handle(request: Request): Promise<Response>;
  /** `fetch` for use in process. */
  readonly fetch: typeof fetch;
}

/** A served simulator may run for days: its log keeps the latest requests. */
const LONGEST_LOG = 10_000;

/** The origin under which in-process simulators are addressed; nothing listens there. */
export const IN_PROCESS_ORIGIN = "http://simulator.invalid";

/** Hosts simulators over one world. Nothing is loaded before the first request for a kind. */
export function createSimulatorHost(options: SimulatorHostOptions): SimulatorHost {
  const { simulators, world = createWorld(), latencyMs = 0 } = options;
  const loaded = new Map<string, Promise<RequestHandler[]>>();

  const handlersOf = (kind: string): Promise<RequestHandler[]> | undefined => {
    const load = Object.hasOwn(simulators, kind) ? simulators[kind] : undefined;
    if (load === undefined) return undefined;
    const handlers = loaded.get(kind) ?? loadHandlers(load, world);
    loaded.set(kind, handlers);
    // What could not be loaded is tried again; and it may fail while nobody waits for it.
    handlers.catch(() => loaded.delete(kind));
    return handlers;
  };

  const handle = async (request: Request): Promise<Response> => {
    request.signal.throwIfAborted();
    const url = new URL(request.url);
    const kind = url.pathname.split("/")[1] ?? "";
    const handlers = handlersOf(kind);
    if (handlers === undefined)
      return withoutBody(request, notServed(`nothing is simulated at ${url.pathname}`));
    if (latencyMs > 0) await delay(latencyMs, request.signal);
    const response = await respond(kind, handlers, request);
    request.signal.throwIfAborted();
    const path = url.pathname.slice(kind.length + 1) + url.search;
    world.log.push({ kind, method: request.method, path, status: response.status });
    if (world.log.length > LONGEST_LOG) world.log.shift();
    return withoutBody(request, response);
  };

  return {
    world,
    kinds: Object.keys(simulators),
    handle,
    fetch: async (input, init) => {
      const response = await handle(new Request(input, init));
      // `HttpResponse.error()` is a connection that broke.
      if (response.type === "error") throw new TypeError("fetch failed");
      return response;
    },
  };
}

async function loadHandlers(load: SimulatorLoader, world: World): Promise<RequestHandler[]> {
  return (await load()).handlers(world);
}

/** Answers with the simulator's own failure when a handler throws, as a server would. */
async function respond(
  kind: string,
  handlers: Promise<RequestHandler[]>,
  request: Request,
): Promise<Response> {
  try {
    return (await getResponse(await handlers, request)) ?? notServed(`${kind} has nothing at this path`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return Response.json({ message: `The simulator failed: ${reason}` }, { status: 500 });
  }
}

/** A HEAD is answered by headers alone. */
function withoutBody(request: Request, response: Response): Response {
  return request.method === "HEAD" && response.body !== null ? new Response(null, response) : response;
}

function notServed(reason: string): Response {
  return Response.json({ message: `The simulator says: ${reason}.` }, { status: 404 });
}
