import { defaultFieldResolver, type GraphQLFieldResolver } from "graphql";
import type { LinearState } from "../state.js";
import { ATTACHMENT, COMMENT, HISTORY, ISSUE } from "./issues.js";
import { type Leaves, THING } from "./leaf.js";
import { CYCLE, DOCUMENT, INITIATIVE, PROJECT, PROJECT_LABEL, STATUS_UPDATE } from "./planning.js";
import { PIPELINE, PULL_REQUEST, RELEASE, SKILL } from "./releases.js";
import { LABEL, TEAM, USER } from "./workspace.js";

/** By the name of their type. */
export const LEAVES: ReadonlyMap<string, Leaves<never>> = new Map<string, Leaves<never>>([
  ["AgentSkill", SKILL],
  ["Attachment", ATTACHMENT],
  ["Comment", COMMENT],
  ["Cycle", CYCLE],
  ["Document", DOCUMENT],
  ["DocumentSearchResult", DOCUMENT],
  ["Initiative", INITIATIVE],
  ["InitiativeUpdate", STATUS_UPDATE],
  ["Issue", ISSUE],
  ["IssueHistory", HISTORY],
  ["IssueLabel", LABEL],
  ["IssueSearchResult", ISSUE],
  ["Project", PROJECT],
  ["ProjectLabel", PROJECT_LABEL],
  ["ProjectUpdate", STATUS_UPDATE],
  ["PullRequest", PULL_REQUEST],
  ["Release", RELEASE],
  ["ReleasePipeline", PIPELINE],
  ["Team", TEAM],
  ["User", USER],
]);

/** How a field gets its value: from the view, or else from what is known of the thing that the view shows. */
export function resolverFor(linear: LinearState): GraphQLFieldResolver<object, unknown> {
  return (view, args, context, info) => {
    if (info.fieldName in view) return defaultFieldResolver(view, args, context, info);
    const leaf = LEAVES.get(info.parentType.name)?.[info.fieldName];
    if (typeof leaf !== "function") return leaf;
    return leaf((view as { [THING]?: never })[THING] as never, linear, args);
  };
}
