import type { GatherData, GatherResult } from "@pm-orchestrator/core";
import { outside } from "./outside.js";

/** Of what was not read; programs have all of it. */
const MOST_SHOWN = 20;

/** Which target a result is of, and through what it was found: results stand for targets, and not one for each. */
export function whyLines({ target, found_through }: Partial<GatherResult>): string[] {
  if (target === undefined) return [];
  if (found_through === undefined) return outside(`target: ${target}`);
  return outside(`found: ${target} (${found_through.because}: ${found_through.target})`);
}

/** What a gather saw and did not read, and where it could not look. */
export function leftOutLines({
  not_followed = [],
  not_followed_more = 0,
  searches = [],
}: Partial<GatherData>): string[] {
  const failed = searches.flatMap(({ system, operation, error }) =>
    error === undefined ? [] : [`Not searched: ${system} ${operation}: error ${error.number} ${error.code}`],
  );
  const more = not_followed.length - MOST_SHOWN + not_followed_more;
  return [
    ...new Set(failed),
    ...(not_followed.length === 0 ? [] : ["Not read:"]),
    ...not_followed.slice(0, MOST_SHOWN).flatMap(({ target, because }) => outside(`${target}: ${because}`)),
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
}
