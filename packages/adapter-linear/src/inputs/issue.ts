import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { linearErrors } from "../errors.js";
import { resolveCycle } from "../lookups/cycles.js";
import { resolveLabels } from "../lookups/labels.js";
import { resolveMilestone } from "../lookups/milestones.js";
import { resolveProject } from "../lookups/projects.js";
import { resolveStatus } from "../lookups/statuses.js";
import type { Team } from "../lookups/teams.js";
import { resolveUser } from "../lookups/users.js";
import { day, issueId, name, priority, user } from "../schemas.js";
import type { VendorNamed } from "../vendor.js";
import { given } from "../written.js";

/** What can be set on an issue by name. The params of every write to issues take of these. */
export const issueParams = {
  state: name.describe("name, id or type of the status"),
  labels: z.array(name).describe("names or ids; none is created"),
  assignee: user,
  project: name.describe("name or id"),
  milestone: name.describe("name or id, of the project"),
  cycle: name.describe("current, next, previous, number, name or id"),
  delegate: user.describe("an agent: name or id"),
  priority,
  parent: issueId,
  estimate: z.int().min(0).describe("points"),
  due_date: day,
};

/** Other spellings of what both filters and writes take. */
export const conditionAliases = {
  status: "state",
  project_id: "project",
  projectId: "project",
  assignee_id: "assignee",
  assigneeId: "assignee",
  parent_id: "parent",
  parentId: "parent",
} as const;

/** Other spellings of all of them. */
export const issueParamAliases = { ...conditionAliases, dueDate: "due_date" } as const;

/** What of them was given; null clears. */
export interface GivenForIssue {
  state?: string | undefined;
  labels?: string[] | undefined;
  add_labels?: string[] | undefined;
  remove_labels?: string[] | undefined;
  assignee?: string | null | undefined;
  delegate?: string | null | undefined;
  project?: string | null | undefined;
  milestone?: string | null | undefined;
  cycle?: string | null | undefined;
  parent?: string | null | undefined;
  priority?: number | undefined;
  estimate?: number | null | undefined;
  due_date?: string | null | undefined;
}

/** Upstream endpoints of the look-ups that a write to issues may need. */
export const issueLookups = [
  "query workflowStates",
  "query issueLabels",
  "query projects",
  "query projectMilestones",
  "query cycles",
  "query users",
  "query viewer",
] as const;

/** Slots that those look-ups fill. */
export const issueSlots = ["teams", "statuses", "labels", "projects", "users"] as const;

/** Whether anything was given that only the issue's team can tell. */
export function needsTeam(fields: GivenForIssue): boolean {
  const { state, labels, add_labels, remove_labels, project, milestone, cycle } = fields;
  return [state, labels, add_labels, remove_labels, project, milestone, cycle].some((value) => value != null);
}

/**
 * Names become ids, all at once; what does not need the team does not wait for it.
 *
 * @param where The issue's team, and the project that it is in now: asked for only when they are needed.
 */
export async function issueInput(
  fields: GivenForIssue,
  where: { team(): Promise<Team>; project?(): Promise<VendorNamed | null | undefined> },
  linear: LinearClient,
) {
  const withTeam = <Value, Found>(
    value: Value | null | undefined,
    find: (value: Value, team: Team) => Promise<Found>,
  ): Promise<Found | null | undefined> => {
    if (value === undefined || value === null) return Promise.resolve(value === null ? null : undefined);
    return where.team().then((found) => find(value, found));
  };
  const labelIds = (names: string[] | undefined) =>
    withTeam(names, (wanted, found) => resolveLabels(wanted, found, linear));
  const userId = async (who: string | null | undefined) =>
    who == null ? who : (await resolveUser(who, linear)).id;
  const project = withTeam(fields.project, (wanted, found) => resolveProject(wanted, found, linear));
  const named = fields.milestone;
  const milestone =
    named == null
      ? Promise.resolve(named)
      : Promise.all([project, where.project?.()]).then(([chosen, current]) =>
          milestoneId(named, chosen === undefined ? current : chosen, linear),
        );
  const [stateId, labels, added, removed, assigneeId, delegateId, inProject, projectMilestoneId, cycleId] =
    await Promise.all([
      withTeam(fields.state, async (wanted, found) => (await resolveStatus(wanted, found, linear)).id),
      labelIds(fields.labels),
      labelIds(fields.add_labels),
      labelIds(fields.remove_labels),
      userId(fields.assignee),
      userId(fields.delegate),
      project,
      milestone,
      withTeam(fields.cycle, (wanted, found) => resolveCycle(wanted, found, linear)),
    ]);
  return given({
    stateId,
    labelIds: labels,
    addedLabelIds: added,
    removedLabelIds: removed,
    assigneeId,
    delegateId,
    projectId: inProject == null ? inProject : inProject.id,
    projectMilestoneId,
    cycleId,
    parentId: fields.parent,
    priority: fields.priority,
    estimate: fields.estimate,
    dueDate: fields.due_date,
  });
}

async function milestoneId(
  wanted: string,
  project: VendorNamed | null | undefined,
  linear: LinearClient,
): Promise<string | null | undefined> {
  if (project != null) return (await resolveMilestone(wanted, project, linear)).id;
  throw linearErrors.create("MISSING_REQUIRED_PARAM", {
    message: `A milestone belongs to a project, and there is none to look for "${wanted}" in.`,
    system: linear.step.system,
    suggestions: ["Give the project too."],
  });
}
