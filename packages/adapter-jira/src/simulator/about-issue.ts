import { endpoint, missing, type SimCall } from "./endpoint.js";
import type { JiraState, SimChange, SimIssue } from "./state.js";

const NOT_FOUND = "Issue does not exist or you do not have permission to see it.";

/** 404 for an issue, as Jira words it. */
export function noIssue() {
  return missing(NOT_FOUND);
}

/** The issue of that key or id, in whatever case. */
export function findIssue(jira: JiraState, idOrKey: string): SimIssue | undefined {
  const key = idOrKey.toUpperCase();
  // The key that a moved issue had leads to it.
  const isIt = (issue: SimIssue) =>
    issue.id === idOrKey || issue.changes.some(({ field, from }) => field === "Key" && from === key);
  return jira.issues.get(key) ?? [...jira.issues.values()].find(isIt);
}

/** A handler for a path with `:key`: 404 in Jira's words when there is no such issue. */
export function aboutIssue(
  jira: JiraState,
  answer: (issue: SimIssue, call: SimCall) => Response | Promise<Response>,
) {
  return endpoint((call) => {
    const issue = findIssue(jira, call.param("key"));
    return issue === undefined ? noIssue() : answer(issue, call);
  });
}

/** Notes what the caller changed, as the history shows it. */
export function note(
  jira: JiraState,
  issue: SimIssue,
  change: Pick<SimChange, "field" | "from" | "to" | "metadata">,
): void {
  const at = jira.world.now().toISOString();
  issue.changes.push({ at, author: jira.world.me.handle, ...change });
  issue.updated = at;
}
