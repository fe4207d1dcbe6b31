import { changedFields, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { createdProject } from "../created.js";
import { CREATE_PROJECT, UPDATE_PROJECT } from "../documents/projects.js";
import { resolveProjectLabels, resolveProjectStatus } from "../lookups/planning.js";
import { resolveProject } from "../lookups/projects.js";
import { resolveTeam } from "../lookups/teams.js";
import { resolveUser } from "../lookups/users.js";
import { createOnce } from "../minted.js";
import { notFound } from "../not-found.js";
import { day, name, priority, team, teamAliases, user } from "../schemas.js";
import type { VendorProject } from "../vendor-planning.js";
import { given, requireWritten } from "../written.js";

const operation = operationsFor<LinearClient>();

/** What creating and changing take alike; null clears. */
const fields = {
  summary: z.string().max(255).optional().describe("one line"),
  description: z.string().optional().describe("Markdown; replaces all of it"),
  state: name.optional().describe("name, id or type of the status"),
  priority: priority.optional(),
  labels: z.array(name).optional().describe("project labels, replacing all"),
  lead: user.nullable().optional(),
  members: z.array(user).optional().describe("replacing all"),
  start_date: day.nullable().optional(),
  target_date: day.nullable().optional(),
};

const fieldAliases = {
  status: "state",
  content: "description",
  startDate: "start_date",
  targetDate: "target_date",
} as const;

const common = {
  effect: "write",
  result: receiptSchema,
  limits: ["requests", "complexity"],
  scopes: ["write"],
} as const;

const lookups = [
  "query teams",
  "query projectStatuses",
  "query projectLabels",
  "query users",
  "query viewer",
] as const;

export const createProject = operation({
  ...common,
  summary: "Creates a project of a team, or of several",
  retry: "client_id",
  params: z.strictObject({
    name,
    team: z.union([team, z.array(team).min(1)]).describe("key, name or id; or a list of those"),
    ...fields,
  }),
  aliases: { ...teamAliases, ...fieldAliases, teams: "team" },
  caches: ["teams", "statuses", "users"],
  upstream: ["mutation projectCreate", "query project", ...lookups],
  expectedCalls: 2,
  expectedMs: 900,
  example: { name: "Key rotation", team: "PSN", summary: "Every key has an end.", target_date: "2026-02-27" },
  async run(params, linear) {
    const { name, team, ...rest } = params;
    const id = linear.step.mint("project");
    const teams = Array.isArray(team) ? team : [team];
    const [teamIds, input] = await Promise.all([idsOfTeams(teams, linear), inputFor(rest, linear)]);
    const lookUp = `Look with get_project for ${id}: the project has this id if it was created.`;
    const create = async () => {
      const { projectCreate } = await linear.ask(CREATE_PROJECT, {
        input: { id, name, teamIds, ...input },
      });
      return requireWritten(projectCreate, projectCreate?.project, {
        unwritten: { code: "PROJECT_CREATION_FAILED", what: "created the project", details: { id } },
        linear,
      });
    };
    const project = await createOnce({ id, create, read: createdProject, lookUp }, linear);
    return receipt(project, changedFields(params));
  },
  async reconcile(params, linear) {
    const project = await createdProject(linear.step.mint("project"), linear);
    return project && receipt(project, changedFields(params));
  },
});

export const updateProject = operation({
  ...common,
  summary: "Changes a project; null clears",
  retry: "natural",
  params: z.strictObject({
    project: name.describe("name, id or the end of its address"),
    name: name.optional().describe("the new name"),
    teams: z.array(team).min(1).optional().describe("replacing all"),
    ...fields,
  }),
  aliases: { ...fieldAliases, id: "project", project_id: "project", projectId: "project" },
  caches: ["teams", "statuses", "projects", "users"],
  invalidates: ["projects"],
  upstream: ["mutation projectUpdate", "query projects", ...lookups],
  expectedCalls: 4,
  expectedMs: 900,
  example: { project: "Zero trust network", state: "In Progress", lead: "liam@acme.example" },
  async run(params, linear) {
    const { project: wanted, name, teams, ...rest } = params;
    const [found, teamIds, input] = await Promise.all([
      resolveProject(wanted, undefined, linear),
      teams === undefined ? undefined : idsOfTeams(teams, linear),
      inputFor(rest, linear),
    ]);
    const missing = notFound("PROJECT_NOT_FOUND", `project ${wanted}`, { project: wanted });
    const variables = { id: found.id, input: given({ name, teamIds, ...input }) };
    const { projectUpdate } = await linear.ask(UPDATE_PROJECT, variables, missing);
    const details = { project: wanted };
    const project = requireWritten(projectUpdate, projectUpdate?.project, {
      unwritten: { code: "PROJECT_UPDATE_FAILED", what: "changed the project", details },
      linear,
    });
    // Its name and its teams are what it is looked up by.
    if (name !== undefined || teams !== undefined) linear.step.cache.forget("projects");
    return receipt(project, changedFields(params, ["project"]));
  },
});

function idsOfTeams(teams: readonly string[], linear: LinearClient): Promise<string[]> {
  return Promise.all(teams.map(async (team) => (await resolveTeam(team, linear)).id));
}

type Fields = z.output<z.ZodObject<typeof fields>>;

async function inputFor(fields: Fields, linear: LinearClient) {
  const { summary, description, state, priority, labels, lead, members, start_date, target_date } = fields;
  const userId = async (who: string) => (await resolveUser(who, linear)).id;
  const [status, labelIds, leadId, memberIds] = await Promise.all([
    state === undefined ? undefined : resolveProjectStatus(state, linear),
    labels === undefined ? undefined : resolveProjectLabels(labels, linear),
    lead == null ? lead : userId(lead),
    members === undefined ? undefined : Promise.all(members.map(userId)),
  ]);
  return given({
    description: summary,
    content: description,
    statusId: status?.id,
    priority,
    labelIds,
    leadId,
    memberIds,
    startDate: start_date,
    targetDate: target_date,
  });
}

function receipt({ id, url = "" }: VendorProject, changed: string[]) {
  return { id: id ?? "", url, changed };
}
