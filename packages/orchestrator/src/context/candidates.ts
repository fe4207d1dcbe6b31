import { detect } from "../routing/detect.js";
import { readTarget } from "../routing/readings.js";
import type { RoutableSystem, TargetReading } from "../routing/types.js";
import type { Lead } from "./leads.js";

/** What a lead turned out to be: a thing, something to tell of, or nothing. */
export type Candidate = { reading: TargetReading } | { because: string; system?: string } | undefined;

/**
 * Routes what a result names. A name such as TRAIN-124 belongs to the system whose result it is; an address to whom its host
 * says. In a text only what a configured system claims for sure is a candidate: it is somebody's text and no request.
 */
export function candidateOf(
  { text, within }: Lead,
  { source, systems }: { source: RoutableSystem; systems: readonly RoutableSystem[] },
): Candidate {
  const isAddress = /^https?:\/\//i.test(text);
  const asked = isAddress || within !== undefined ? systems : [source];
  if (within !== undefined) {
    const claimed = readTarget(text, asked).readings.filter(({ claim }) => claim === "claimed");
    const [only, ...others] = claimed;
    return only === undefined || others.length > 0 ? undefined : { reading: only };
  }
  const decision = detect({ target: text }, asked);
  if ("error" in decision) {
    if (!isAddress) return undefined;
    const { code, message } = decision.error;
    return {
      because: code === "AMBIGUOUS_SYSTEM" ? message : "it is no address that a configured system can read",
    };
  }
  const { reading } = decision.route;
  return reading === undefined ? undefined : { reading };
}
