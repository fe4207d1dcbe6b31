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
}

/** Declares a simulator: the default export of an adapter's `./simulator`. */
export function defineSimulator(definition: SimulatorDefinition): SimulatorDefinition {
  return definition;
}

/** Where the simulated system lives, as the caller sees it: origin and prefix, e.g. `http://127.0.0.1:4010/jira`. */
export function baseOf(request: Request, kind: string): string {
  return `${new URL(request.url).origin}/${kind}`;
}
