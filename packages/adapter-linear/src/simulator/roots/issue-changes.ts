import { momentsOf } from "../moments.js";
import { entityNotFound, invalidInput } from "../problems.js";
import { byId, findIssue, type LinearState, type SimIssue } from "../state.js";
import type { SimTeam } from "../state-teams.js";
import type { Views } from "../views/index.js";
import { type IssueInput, issueFields, labelsFor } from "./issue-input.js";
import { newcomer, payload, remove, required, requireText, touch } from "./writing.js";

type CreateInput = IssueInput & { id?: string | null; teamId: string };
type UpdateInput = IssueInput & { addedLabelIds?: string[] | null; removedLabelIds?: string[] | null };

/** Everything that is done to issues as a whole. */
export function issueChangesRoot(linear: LinearState, views: Views) {
  const found = (id: string) => required(findIssue(linear, id), "Issue");
  const answer = (issue: SimIssue) => payload({ issue: () => views.issue(issue) });
  const answerAll = (issues: readonly SimIssue[]) => payload({ issues: () => issues.map(views.issue) });
  const answerEntity = (issue: SimIssue) => payload({ entity: () => views.issue(issue) });
  return {
    issueCreate({ input }: { input: CreateInput }) {
      const issue = newIssue(linear, input);
      linear.issues.push(issue);
      return answer(issue);
    },

    /** All or none: nothing is kept before everything was checked. */
    issueBatchCreate({ input }: { input: { issues: CreateInput[] } }) {
      const issues: SimIssue[] = [];
      for (const one of input.issues) issues.push(newIssue(linear, one, issues));
      linear.issues.push(...issues);
      return answerAll(issues);
    },

    issueUpdate({ id, input }: { id: string; input: UpdateInput }) {
      const issue = found(id);
      change(linear, issue, input);
      return answer(issue);
    },

    issueBatchUpdate({ ids, input }: { ids: string[]; input: UpdateInput }) {
      if (ids.length > 50) throw invalidInput("ids must contain no more than 50 elements.");
      const issues = ids.map((id) => required(byId(linear.issues, id), "Issue"));
      for (const issue of issues) change(linear, issue, input);
      return answerAll(issues);
    },

    issueArchive({ id }: { id: string }) {
      const issue = found(id);
      if (issue.archivedAt !== null) return answerEntity(issue);
      issue.archivedAt = linear.world.now().toISOString();
      note(linear, issue, { archived: true });
      return answerEntity(issue);
    },

    issueUnarchive({ id }: { id: string }) {
      const issue = found(id);
      if (issue.archivedAt === null) return answerEntity(issue);
      issue.archivedAt = null;
      issue.trashed = false;
      note(linear, issue, { archived: false });
      return answerEntity(issue);
    },

    issueDelete({ id, permanentlyDelete }: { id: string; permanentlyDelete?: boolean | null }) {
      const issue = found(id);
      if (permanentlyDelete === true) {
        remove(linear.issues, issue);
        return payload({ entity: null });
      }
      if (issue.trashed) return answerEntity(issue);
      issue.archivedAt ??= linear.world.now().toISOString();
      issue.trashed = true;
      note(linear, issue, { trashed: true });
      return answerEntity(issue);
    },
  };
}

/** `before`: issues that are created at the same time, and are numbered first. */
function newIssue(linear: LinearState, input: CreateInput, before: readonly SimIssue[] = []): SimIssue {
  const issues = [...linear.issues, ...before];
  const stamp = newcomer(linear, input.id, { among: issues, entity: "Issue" });
  const team = required(byId(linear.teams, input.teamId), "Team");
  requireText(input.title, "title");
  const fields = issueFields(linear, team, input);
  const { type } = fields.status ?? firstStatus(linear, team);
  return {
    ...stamp,
    ...momentsOf(type, stamp.createdAt),
    team,
    number: 1 + Math.max(0, ...issues.filter((one) => one.team === team).map((one) => one.number)),
    title: "",
    description: null,
    status: firstStatus(linear, team),
    priority: 0,
    creator: linear.world.me,
    assignee: null,
    labels: [],
    project: null,
    parent: null,
    dueDate: null,
    estimate: null,
    delegate: null,
    cycle: null,
    projectMilestone: null,
    archivedAt: null,
    trashed: false,
    ...fields,
  };
}

function firstStatus({ statuses }: LinearState, team: SimTeam) {
  const first = statuses.find((status) => status.team === team && status.type === "backlog");
  if (first === undefined) throw entityNotFound("WorkflowState");
  return first;
}

/** What the vendor calls a field in the history, where that differs from the state's own name. */
const IN_HISTORY = new Map([["status", "State"]]);

function change(linear: LinearState, issue: SimIssue, input: UpdateInput): void {
  const fields = issueFields(linear, issue.team, input);
  const kept = (fields.labels ?? issue.labels).filter(({ id }) => !input.removedLabelIds?.includes(id));
  const added = (input.addedLabelIds ?? []).filter((id) => !kept.some((label) => label.id === id));
  const labels = labelsFor(linear, issue.team, [...kept.map(({ id }) => id), ...added]);
  const entries = Object.entries(fields).flatMap(([name, value]) => {
    const before = issue[name as keyof SimIssue];
    if (before === value || name === "labels" || name === "description") return [];
    const shown = IN_HISTORY.get(name) ?? `${name[0]?.toUpperCase()}${name.slice(1)}`;
    return [
      [`from${shown}`, before],
      [`to${shown}`, value],
    ];
  });
  const lost = issue.labels.filter((label) => !labels.includes(label));
  const won = labels.filter((label) => !issue.labels.includes(label));
  note(linear, issue, {
    ...Object.fromEntries(entries),
    ...(won.length > 0 ? { addedLabels: won } : {}),
    ...(lost.length > 0 ? { removedLabels: lost } : {}),
    ...("description" in fields && fields.description !== issue.description
      ? { updatedDescription: true }
      : {}),
  });
  const now = linear.world.now().toISOString();
  const moments = fields.status === undefined ? {} : momentsOf(fields.status.type, now, issue);
  Object.assign(issue, fields, moments, { labels });
  touch(linear, issue);
}

/** Notes in the history what changed, if anything did. */
function note(linear: LinearState, issue: SimIssue, changes: Record<string, unknown>): void {
  if (Object.keys(changes).length === 0) return;
  const stamp = newcomer(linear, undefined, { among: linear.history, entity: "IssueHistory" });
  linear.history.push({ ...stamp, issue, actor: linear.world.me, changes });
}
