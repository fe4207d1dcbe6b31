import { getResponse, type RequestHandler } from "msw";
import { bodyInHand, describeRequest, type KnownBody } from "./asked.js";
import type { SimulatorDefinition } from "./definition.js";
import { aborted, delay } from "./delay.js";
import type { FaultInjector } from "./faults/injector.js";
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

/** A request follows the signal of the one that it was made from, but does not keep it: collected, that one never aborts. */
const followed = new WeakMap<Request, Request>();

/** Hosts simulators over one world. Nothing is loaded before the first request for a kind. */
export function createSimulatorHost(options: SimulatorHostOptions): SimulatorHost {
  const { simulators, world = createWorld(), latencyMs = 0, faults } = options;
  const loaded = new Map<string, Promise<LoadedSimulator>>();
  const injector = faults && lazyInjector(faults, options.clock ?? (() => performance.now()));

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
    try {
      const asked = await describeRequest({ request, kind, url }, definition, known);
      const incident = injector && (await injector())(asked);
      if (latencyMs > 0) await delay(latencyMs, signal);
      let applied = false;
      const apply = async () => {
        const response = await respond(kind, simulator, request);
        tellTime(response, world);
        applied = isDone(response);
        return response;
      };
      const response =
        incident === undefined
          ? await apply()
          : await incident
              .answer({ request, kind, refusals: definition?.refusals, apply })
              .catch((error: unknown) => (signal.aborted ? undefined : failed(error)));
      const { method, path, write, digest } = asked;
      // Logged before an abort is looked at: what was applied was applied, whether or not somebody still waits.
      addToLog(world.log, {
        kind,
        method,
        path,
        status: response === undefined || signal.aborted ? 0 : response.status,
        write,
        applied,
        ...(digest === undefined ? {} : { digest }),
        ...(incident === undefined ? {} : { fault: incident.fault }),
      });
      if (response === undefined) return await untilAborted(request);
      signal.throwIfAborted();
      return withoutBody(request, response);
    } catch (error) {
      // What is no abort is a defect of the simulator, which answers as a server would.
      signal.throwIfAborted();
      return failed(error);
    }
  };

  return {
    world,
    kinds: Object.keys(simulators),
    handle,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      if (input instanceof Request) followed.set(request, input);
      const response = await handle(request, bodyInHand(init?.body));
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
    return failed(error);
  }
}

/** By the clock by which everything in it was made. */
function tellTime({ type, headers }: Response, world: World): void {
  if (type !== "error" && !headers.has("date")) headers.set("date", world.now().toUTCString());
}

function failed(error: unknown): Response {
  const reason = error instanceof Error ? error.message : String(error);
  return Response.json({ message: `The simulator failed: ${reason}` }, { status: 500 });
}

/** What makes faults is imported with the first request: without a plan nobody needs it. */
function lazyInjector(plan: FaultPlan, clock: () => number): () => Promise<FaultInjector> {
  let injector: Promise<FaultInjector> | undefined;
  return () => {
    injector ??= import("./faults/injector.js").then(({ createFaultInjector }) =>
      createFaultInjector(plan, clock),
    );
    return injector;
  };
}

/**
 * Requests that will never be answered. They must be held from outside: what waits for their abort is held by nothing
 * but them, and collected, they never abort.
 */
const unanswered = new Set<Request>();

async function untilAborted(request: Request): Promise<never> {
  unanswered.add(request);
  try {
    return await aborted(request.signal);
  } finally {
    unanswered.delete(request);
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
