import { getResponse, type RequestHandler } from "msw";
import { bodyInHand, describeRequest, type KnownBody } from "./asked.js";
import type { SimulatorDefinition } from "./definition.js";
import { aborted, delay } from "./delay.js";
import { createFaultInjector } from "./faults/injector.js";
import type { FaultPlan } from "./faults/plan.js";
import { addToLog } from "./log.js";
import { isDone } from "./refusal.js";
import { createWorld, type World } from "./world.js";

/** Loads a simulator when its first request arrives. */
export type SimulatorLoader = () => Promise<SimulatorDefinition>;

export interface SimulatorHostOptions {
  /** kind → loader. */
  simulators: Readonly<Record<string, SimulatorLoader>>;
  world?: World;
  /** Added to every request. Default 0. Unit: milliseconds. */
  latencyMs?: number;
  /** What goes wrong, and what is limited. Default: nothing. A plan from elsewhere is checked by `readFaultPlan` first. */
  faults?: FaultPlan | undefined;
  /** What limits go by. Default: a clock that never goes back. Unit: milliseconds. */
  clock?: () => number;
}

/** Simulated systems, each below the path prefix of its kind. */
export interface SimulatorHost {
  readonly world: World;
  readonly kinds: readonly string[];
  /**
   * Answers one request, whatever its origin; a handler that throws answers 500. Rejects only when the request is
   * aborted. Whoever has the body in hand gives it too: reading it from the request costs more.
   */
  handle(request: Request, body?: string | Uint8Array): Promise<Response>;
  /** `fetch` for use in process. */
  readonly fetch: typeof fetch;
}

interface LoadedSimulator {
  definition: SimulatorDefinition;
  handlers: RequestHandler[];
}

/** The origin under which in-process simulators are addressed; nothing listens there. */
export const IN_PROCESS_ORIGIN = "http://simulator.invalid";

/** Hosts simulators over one world. Nothing is loaded before the first request for a kind. */
export function createSimulatorHost(options: SimulatorHostOptions): SimulatorHost {
  const { simulators, world = createWorld(), latencyMs = 0, faults } = options;
  const loaded = new Map<string, Promise<LoadedSimulator>>();
  const inject = faults && createFaultInjector(faults, options.clock ?? (() => performance.now()));

  const simulatorOf = (kind: string): Promise<LoadedSimulator> | undefined => {
    const load = Object.hasOwn(simulators, kind) ? simulators[kind] : undefined;
    if (load === undefined) return undefined;
    const simulator = loaded.get(kind) ?? loadSimulator(load, world);
    loaded.set(kind, simulator);
    // What could not be loaded is tried again; and it may fail while nobody waits for it.
    simulator.catch(() => loaded.delete(kind));
    return simulator;
  };

  const handle = async (request: Request, known: KnownBody): Promise<Response> => {
    const { signal } = request;
    signal.throwIfAborted();
    const url = new URL(request.url);
    const kind = url.pathname.split("/")[1] ?? "";
    const simulator = simulatorOf(kind);
    if (simulator === undefined)
      return withoutBody(request, notServed(`nothing is simulated at ${url.pathname}`));
    const definition = await simulator.then(
      (known) => known.definition,
      () => undefined,
    );
    const asked = await describeRequest({ request, kind, url }, definition, known);
    const incident = inject?.(asked);
    if (latencyMs > 0) await delay(latencyMs, signal);
    let applied = false;
    const apply = async () => {
      const response = await respond(kind, simulator, request);
      applied = isDone(response);
      return response;
    };
    const response =
      incident === undefined
        ? await apply()
        : await incident.answer({ request, kind, refusals: definition?.refusals, apply });
    const { method, path, write, digest } = asked;
    // Logged before an abort is looked at: what was applied was applied, whether or not somebody still waits.
    addToLog(world.log, {
      kind,
      method,
      path,
      status: response?.status ?? 0,
      write,
      applied,
      ...(digest === undefined ? {} : { digest }),
      ...(incident === undefined ? {} : { fault: incident.fault }),
    });
    if (response === undefined) return aborted(signal);
    signal.throwIfAborted();
    return withoutBody(request, response);
  };

  return {
    world,
    kinds: Object.keys(simulators),
    handle,
    fetch: async (input, init) => {
      const response = await handle(new Request(input, init), bodyInHand(init?.body));
      // `HttpResponse.error()` is a connection that broke.
      if (response.type === "error") throw brokenConnection();
      return response;
    },
  };
}

async function loadSimulator(load: SimulatorLoader, world: World): Promise<LoadedSimulator> {
  const definition = await load();
  return { definition, handlers: definition.handlers(world) };
}

/** Answers with the simulator's own failure when a handler throws, as a server would. */
async function respond(
  kind: string,
  simulator: Promise<LoadedSimulator>,
  request: Request,
): Promise<Response> {
  try {
    const { handlers, definition } = await simulator;
    const response = (await getResponse(handlers, request)) ?? notServed(`${kind} has nothing at this path`);
    // A connection that breaks has none.
    if (response.type === "error") return response;
    const headers = Object.entries(definition.headers?.(request) ?? {});
    for (const [name, value] of headers) response.headers.set(name, value);
    return response;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return Response.json({ message: `The simulator failed: ${reason}` }, { status: 500 });
  }
}

/** What `fetch` rejects with when the other side ends the connection: the request was sent. */
function brokenConnection(): TypeError {
  return new TypeError("fetch failed", {
    cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", syscall: "read" }),
  });
}

/** A HEAD is answered by headers alone. */
function withoutBody(request: Request, response: Response): Response {
  return request.method === "HEAD" && response.body !== null ? new Response(null, response) : response;
}

function notServed(reason: string): Response {
  return Response.json({ message: `The simulator says: ${reason}.` }, { status: 404 });
}
