import type { System } from "../systems/system.js";
import { Breaker } from "./breaker.js";
import { SystemLimits } from "./limits.js";

/** What all calls to one system with one credential share, whichever request they belong to. */
export interface Upstream {
  readonly limits: SystemLimits;
  readonly breaker: Breaker;
}

const upstreams = new WeakMap<System, Upstream>();

/** Made with the first step of a system, so that starting costs nothing. */
export function upstreamOf(system: System): Upstream {
  let upstream = upstreams.get(system);
  if (upstream === undefined) {
    upstream = { limits: new SystemLimits(), breaker: new Breaker(system.name) };
    upstreams.set(system, upstream);
  }
  return upstream;
}
