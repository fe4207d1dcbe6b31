import picomatch from "picomatch";
import type { Matching } from "./plan.js";

/** A request, as far as faults and limits look at it. */
export interface MatchedRequest {
  kind: string;
  method: string;
  /** Without prefix and query. */
  pathname: string;
  write: boolean;
}

/** Whether a request fits a rule. */
export function matcherOf({ kind, method, path, write }: Matching): (asked: MatchedRequest) => boolean {
  const wanted = method?.toUpperCase();
  // Not as the machine's own file system would have it.
  const fits =
    path === undefined ? undefined : picomatch(path, { dot: true, nonegate: true, windows: false });
  return (asked) =>
    (kind === undefined || kind === asked.kind) &&
    (wanted === undefined || wanted === asked.method) &&
    (write === undefined || write === asked.write) &&
    (fits === undefined || fits(asked.pathname));
}
