import type { LinearState, SimHistory, SimIssue } from "../state.js";

/** The latest entry of an issue's history that fits. */
export function lastEntry(
  { history }: LinearState,
  issue: SimIssue,
  fits: (changes: SimHistory["changes"]) => boolean,
): SimHistory | undefined {
  return history.findLast((entry) => entry.issue === issue && fits(entry.changes));
}

/** Since when an issue is where it is: since it came there, or from the beginning. */
export function addedAt(linear: LinearState, issue: SimIssue, to: "toCycle" | "toProject"): string {
  return lastEntry(linear, issue, (changes) => to in changes)?.createdAt ?? issue.createdAt;
}
