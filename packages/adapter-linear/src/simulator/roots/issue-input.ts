import type { Person } from "@pm-orchestrator/simulator";
import { invalidInput } from "../problems.js";
import { byId, findIssue, type LinearState, type SimIssue, userId } from "../state.js";
import type { SimLabel, SimTeam } from "../state-teams.js";
import { optional, requireDay, required, requireText } from "./writing.js";

/** What `issueCreate` and `issueUpdate` take alike. */
export interface IssueInput {
  title?: string | null;
  description?: string | null;
  stateId?: string | null;
  labelIds?: string[] | null;
  assigneeId?: string | null;
  delegateId?: string | null;
  projectId?: string | null;
  projectMilestoneId?: string | null;
  cycleId?: string | null;
  priority?: number | null;
  estimate?: number | null;
  parentId?: string | null;
  dueDate?: string | null;
}

/** The fields of an issue that the input sets; what it does not name is not there. */
export function issueFields(linear: LinearState, team: SimTeam, input: IssueInput): Partial<SimIssue> {
  const { planning } = linear;
  const { priority } = input;
  if (priority != null && (priority < 0 || priority > 4))
    throw invalidInput("priority must not be greater than 4.");
  const fields: Partial<SimIssue> = {};
  const has = (name: keyof IssueInput) => input[name] !== undefined;
  if (has("title")) fields.title = requireText(input.title, "title");
  if (has("description")) fields.description = input.description || null;
  if (input.stateId != null) fields.status = statusFor(linear, team, input.stateId);
  if (input.labelIds != null) fields.labels = labelsFor(linear, team, input.labelIds);
  if (has("assigneeId")) fields.assignee = optional(input.assigneeId, (id) => personFor(linear, id));
  if (has("delegateId")) fields.delegate = optional(input.delegateId, (id) => personFor(linear, id));
  if (has("projectId"))
    fields.project = optional(input.projectId, (id) => required(byId(planning.projects, id), "Project"));
  if (has("projectMilestoneId")) {
    fields.projectMilestone = optional(input.projectMilestoneId, (id) =>
      required(byId(planning.milestones, id), "ProjectMilestone"),
    );
  }
  if (has("cycleId"))
    fields.cycle = optional(input.cycleId, (id) => required(byId(planning.cycles, id), "Cycle"));
  if (has("parentId"))
    fields.parent = optional(input.parentId, (id) => required(findIssue(linear, id), "Issue"));
  if (priority != null) fields.priority = priority;
  if (has("estimate")) fields.estimate = input.estimate ?? null;
  if (has("dueDate")) fields.dueDate = requireDay(input.dueDate, "dueDate");
  return fields;
}

export function personFor({ world }: LinearState, wanted: string): Person {
  return required(
    world.people.find((person) => userId(person) === wanted),
    "User",
  );
}

function statusFor(linear: LinearState, team: SimTeam, wanted: string) {
  const status = required(byId(linear.statuses, wanted), "WorkflowState");
  if (status.team !== team) throw invalidInput("stateId must be a workflow state of the issue's team.");
  return status;
}

/** Labels that an issue of the team can bear together. */
export function labelsFor(linear: LinearState, team: SimTeam, ids: readonly string[]): SimLabel[] {
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
