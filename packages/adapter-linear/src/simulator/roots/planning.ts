import { connection, filtered, type ListArgs, newestFirst, type PagingArgs } from "../connections.js";
import { cycleFacts, initiativeFacts, projectFacts } from "../facts.js";
import { momentsOf } from "../moments.js";
import { invalidInput } from "../problems.js";
import { byId, type LinearState } from "../state.js";
import type { SimProject } from "../state-planning.js";
import type { Views } from "../views/index.js";
import { personFor } from "./issue-input.js";
import {
  byIdOrSlug,
  newcomer,
  optional,
  payload,
  requireDay,
  required,
  requireText,
  touch,
} from "./writing.js";

interface ProjectInput {
  id?: string | null;
  name?: string | null;
  teamIds?: string[] | null;
  description?: string | null;
  content?: string | null;
  statusId?: string | null;
  leadId?: string | null;
  memberIds?: string[] | null;
  labelIds?: string[] | null;
  priority?: number | null;
  startDate?: string | null;
  targetDate?: string | null;
}

/** Cycles, projects and initiatives. */
export function planningRoot(linear: LinearState, views: Views) {
  const { world, planning } = linear;
  return {
    cycles(args: ListArgs) {
      const found = filtered(planning.cycles, args, (cycle) => cycleFacts(cycle, world));
      return connection([...found].reverse(), args, views.cycle);
    },

    initiatives(args: ListArgs) {
      const found = filtered(planning.initiatives, args, initiativeFacts);
      return connection(newestFirst(found, args), args, views.initiative);
    },

    project: ({ id }: { id: string }) => views.project(byIdOrSlug(planning.projects, id, "Project")),
    projects(args: ListArgs) {
      const facts = (project: SimProject) => projectFacts(project, world, planning.initiatives);
      return connection(newestFirst(filtered(planning.projects, args, facts), args), args, views.project);
    },
    projectLabels: (args: ListArgs) => views.projectLabels(planning.projectLabels, args),
    projectStatuses: (args: PagingArgs) => connection(planning.projectStatuses, args, views.projectStatus),

    projectCreate({ input }: { input: ProjectInput }) {
      const stamp = newcomer(linear, input.id, { among: planning.projects, entity: "Project" });
      const [status] = planning.projectStatuses;
      const fields = projectFields(linear, input);
      const first = fields.status ?? required(status, "ProjectStatus");
      const project: SimProject = {
        ...stamp,
        ...momentsOf(first.type, stamp.createdAt),
        name: requireText(input.name, "name"),
        description: "",
        content: null,
        status: first,
        teams: [],
        lead: null,
        members: [],
        labels: [],
        priority: 0,
        startDate: null,
        targetDate: null,
        ...fields,
      };
      if (project.teams.length === 0) throw invalidInput("teamIds must not be empty.");
      planning.projects.push(project);
      return payload({ project: () => views.project(project) });
    },

    projectUpdate({ id, input }: { id: string; input: ProjectInput }) {
      const project = byIdOrSlug(planning.projects, id, "Project");
      const fields = projectFields(linear, input);
      const now = world.now().toISOString();
      const moments = fields.status === undefined ? {} : momentsOf(fields.status.type, now, project);
      Object.assign(project, fields, moments);
      touch(linear, project);
      return payload({ project: () => views.project(project) });
    },
  };
}

/** The fields of a project that the input sets. */
function projectFields(linear: LinearState, input: ProjectInput): Partial<SimProject> {
  const { planning, teams } = linear;
  const { name, description, content, statusId, teamIds, leadId, memberIds, labelIds, priority } = input;
  const { startDate, targetDate } = input;
  if ((description?.length ?? 0) > 255) throw invalidInput("description must not be longer than 255.");
  const fields: Partial<SimProject> = {};
  if (name != null) fields.name = requireText(name, "name");
  if (description !== undefined) fields.description = description ?? "";
  if (content !== undefined) fields.content = content;
  if (statusId != null) fields.status = required(byId(planning.projectStatuses, statusId), "ProjectStatus");
  if (teamIds != null) fields.teams = teamIds.map((id) => required(byId(teams, id), "Team"));
  if (leadId !== undefined) fields.lead = optional(leadId, (id) => personFor(linear, id));
  if (memberIds != null) fields.members = memberIds.map((id) => personFor(linear, id));
  if (labelIds != null)
    fields.labels = labelIds.map((id) => required(byId(planning.projectLabels, id), "ProjectLabel"));
  if (priority != null) fields.priority = priority;
  if (startDate !== undefined) fields.startDate = requireDay(startDate, "startDate");
  if (targetDate !== undefined) fields.targetDate = requireDay(targetDate, "targetDate");
  return fields;
}
