import type { RequestHandler } from "msw";
import type { World } from "./world.js";

/**
 * A system in small: msw handlers over its own state in the world.
 *
 * Handlers match paths below any origin and prefix (a star, then `/rest/api/3/issue/:key`), and build links from the request's
 * own address (see {@link baseOf}), so that the same handlers serve in process and over HTTP.
 */
export interface SimulatorDefinition {
  /** The kind of system; also the prefix of its paths. */
  kind: string;
  handlers(world: World): RequestHandler[];
  /** Whether a request asks for a change. Needed where the method does not tell; default: neither GET nor HEAD. */
  isWrite?(asked: AskedRequest): boolean;
  /** What the vendor says in headers beside every answer to a request, also beside a refusal. */
  headers?(request: Request): Readonly<Record<string, string>>;
  /** How the vendor turns somebody away before it looks at the request. */
  refusals?: Refusals;
}

/** A request as it came, before anything handles it. */
export interface AskedRequest {
  method: string;
  /** Path and query, without the prefix of the kind. */
  path: string;
  /** Empty when there is none. */
  body: string;
}

/** The vendor's own answers; what is left out is answered in general terms. */
export interface Refusals {
  /** To one request too many, with every header that the vendor sends along. */
  rateLimited?(room: NextRoom): Response;
  /** To credentials that have expired. */
  unauthorized?(): Response;
}

/** When there is room for a request again. */
export interface NextRoom {
  /** In whole seconds, at least 1. */
  seconds: number;
  /** As an instant. */
  at: Date;
}

/** Declares a simulator: the default export of an adapter's `./simulator`. */
export function defineSimulator(definition: SimulatorDefinition): SimulatorDefinition {
  return definition;
}

/** Where the simulated system lives, as the caller sees it: origin and prefix, e.g. `http://127.0.0.1:4010/jira`. */
export function baseOf(request: Request, kind: string): string {
  return `${new URL(request.url).origin}/${kind}`;
}
