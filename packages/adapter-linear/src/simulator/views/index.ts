import type { LinearState } from "../state.js";
import { type IssueViews, issueViews } from "./issues.js";
import { type PlanningViews, planningViews } from "./planning.js";
import { type ReleaseViews, releaseViews } from "./releases.js";
import { type WorkspaceViews, workspaceViews } from "./workspace.js";

/** Things as GraphQL reads them. What leads to other things is a function, called only when it is asked for. */
export interface Views extends WorkspaceViews, IssueViews, PlanningViews, ReleaseViews {}

export function viewsOf(linear: LinearState): Views {
  const views = {} as Views;
  return Object.assign(
    views,
    workspaceViews(linear, views),
    issueViews(linear, views),
    planningViews(linear, views),
    releaseViews(linear, views),
  );
}
