import { conflict, entityNotFound, invalidInput } from "../problems.js";
import {
  byId,
  findIssue,
  type LinearState,
  type SimIssue,
  type SimLabel,
  type SimTeam,
  userId,
  uuid,
} from "../state.js";
import type { Views } from "../views.js";

interface IssueCreateInput {
  id?: string | null;
  teamId: string;
  title?: string | null;
  description?: string | null;
  stateId?: string | null;
  labelIds?: string[] | null;
  assigneeId?: string | null;
  projectId?: string | null;
  priority?: number | null;
  parentId?: string | null;
  dueDate?: string | null;
}

/** UUID v4, the only kind of id that Linear lets others mint. */
export const MINTED_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

export function createIssueRoot(linear: LinearState, views: Views) {
  return {
    issueCreate({ input }: { input: IssueCreateInput }) {
      const issue = newIssue(linear, input);
      linear.issues.push(issue);
      return { success: true, lastSyncId: linear.issues.length, issue: () => views.issue(issue) };
    },
  };
}

function newIssue(linear: LinearState, input: IssueCreateInput): SimIssue {
  const { id, title, description, priority, dueDate } = input;
  if (id != null && !MINTED_ID.test(id)) throw invalidInput("id must be a UUID.");
  if (id != null && byId(linear.issues, id) !== undefined) throw conflict("Issue");
  const team = required(byId(linear.teams, input.teamId), "Team");
  if (!title?.trim()) throw invalidInput("title must not be empty.");
  if (priority != null && (priority < 0 || priority > 4))
    throw invalidInput("priority must not be greater than 4.");
  if (dueDate != null && !isDate(dueDate)) throw invalidInput("dueDate must be a valid date.");
  const number =
    1 + Math.max(0, ...linear.issues.filter((one) => one.team === team).map((one) => one.number));
  const now = linear.world.now().toISOString();
  return {
    id: id ?? uuid(`issue:${team.key}-${number}`),
    team,
    number,
    title,
    description: description ?? null,
    status: statusFor(linear, team, input.stateId),
    priority: priority ?? 0,
    creator: linear.world.me,
    assignee: optional(input.assigneeId, (wanted) =>
      required(
        linear.world.people.find((person) => userId(person) === wanted),
        "User",
      ),
    ),
    labels: labelsFor(linear, team, input.labelIds ?? []),
    project: optional(input.projectId, (wanted) => required(byId(linear.projects, wanted), "Project")),
    parent: optional(input.parentId, (wanted) => required(findIssue(linear, wanted), "Issue")),
    dueDate: dueDate ?? null,
    createdAt: now,
    updatedAt: now,
  };
}

function statusFor(linear: LinearState, team: SimTeam, wanted: string | null | undefined) {
  const own = linear.statuses.filter((status) => status.team === team);
  if (wanted == null)
    return required(
      own.find(({ type }) => type === "backlog"),
      "WorkflowState",
    );
  const status = required(byId(linear.statuses, wanted), "WorkflowState");
  if (status.team !== team) throw invalidInput("stateId must be a workflow state of the issue's team.");
  return status;
}

function labelsFor(linear: LinearState, team: SimTeam, ids: readonly string[]): SimLabel[] {
  const labels = ids.map((id) => required(byId(linear.labels, id), "IssueLabel"));
  const groups = labels.flatMap(({ parent }) => (parent === null ? [] : [parent]));
  if (labels.some(({ isGroup }) => isGroup)) throw invalidInput("labelIds must not contain a label group.");
  if (labels.some((label) => label.team !== null && label.team !== team)) {
    throw invalidInput("labelIds must be labels of the issue's team or of the workspace.");
  }
  if (new Set(groups).size < groups.length)
    throw invalidInput("labelIds must not contain two labels of one group.");
  return labels;
}

function required<Thing>(thing: Thing | undefined, entity: string): Thing {
  if (thing === undefined) throw entityNotFound(entity);
  return thing;
}

function optional<Thing>(wanted: string | null | undefined, find: (wanted: string) => Thing): Thing | null {
  return wanted == null ? null : find(wanted);
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(text).toJSON()?.startsWith(text) === true;
}
