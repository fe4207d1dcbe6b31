import { pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { GET_PROJECT, LIST_PROJECTS } from "../documents/projects.js";
import { resolveInitiative, resolveProjectLabels, resolveProjectStatus } from "../lookups/planning.js";
import { keepProjects, resolveProject } from "../lookups/projects.js";
import { type Team, teamIfNamed } from "../lookups/teams.js";
import { resolveUser } from "../lookups/users.js";
import { notFound } from "../not-found.js";
import { pageOf, pageVariables, pagingAliases } from "../paging.js";
import { projectDetails, projectInList, projectInListSchema, projectSchema } from "../parse-planning.js";
import { name, team, teamAliases, user } from "../schemas.js";
import { given } from "../written.js";

const operation = operationsFor<LinearClient>();

const INCLUSIONS = ["milestones", "members"] as const;

const params = z.strictObject({
  team: team.optional(),
  state: name.optional().describe("name, id or type of the status"),
  query: z.string().min(1).optional().describe("text in the name"),
  initiative: name.optional().describe("name or id"),
  member: user.optional(),
  label: name.optional().describe("name or id"),
  include_archived: z.boolean().default(false),
  ...pagingParams(250),
});

export const getProject = operation({
  summary: "One project, with milestones and members on request",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    project: name.describe("name, id or the end of its address"),
    team: team.optional().describe("where to look for the name: key, name or id"),
    include: z.array(z.enum(INCLUSIONS)).optional(),
  }),
  aliases: {
    ...teamAliases,
    id: "project",
    project_id: "project",
    projectId: "project",
    query: "project",
    name: "project",
  },
  result: projectSchema,
  caches: ["teams", "statuses", "projects"],
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query project", "query projects", "query teams"],
  expectedCalls: 2,
  expectedMs: 600,
  example: { project: "API authentication", include: ["milestones"] },
  async run({ project: wanted, team: named, include = [] }, linear) {
    const { id } = await resolveProject(wanted, await teamIfNamed(named, linear), linear);
    const variables = { id, ...Object.fromEntries(INCLUSIONS.map((one) => [one, include.includes(one)])) };
    const missing = notFound("PROJECT_NOT_FOUND", `project ${wanted}`, { project: wanted });
    const { project = {} } = await linear.ask(GET_PROJECT, variables, missing);
    return projectDetails(project);
  },
});

export const listProjects = operation({
  summary: "Projects by team, status, initiative, member, label and name, the newest first",
  effect: "read",
  retry: "natural",
  params,
  aliases: { ...teamAliases, ...pagingAliases, status: "state", includeArchived: "include_archived" },
  result: z.object({ projects: z.array(projectInListSchema), page: pageSchema }),
  caches: ["teams", "statuses", "projects", "users"],
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: [
    "query projects",
    "query teams",
    "query projectStatuses",
    "query initiatives",
    "query projectLabels",
    "query users",
    "query viewer",
  ],
  expectedCalls: 2,
  expectedMs: 600,
  example: { team: "PSN" },
  async run({ limit, page_token, include_archived, ...conditions }, linear) {
    const found = await teamIfNamed(conditions.team, linear);
    const filter = await filterFor(conditions, found, linear);
    const { projects } = await linear.ask(LIST_PROJECTS, {
      filter: Object.keys(filter).length === 0 ? undefined : filter,
      includeArchived: include_archived,
      ...pageVariables({ limit, page_token }),
    });
    const nodes = projects?.nodes ?? [];
    keepProjects(nodes, found, linear);
    return { projects: nodes.map(projectInList), page: pageOf(projects) };
  },
});

type Conditions = Omit<z.output<typeof params>, "limit" | "page_token" | "include_archived">;

async function filterFor(conditions: Conditions, team: Team | undefined, linear: LinearClient) {
  const { state, query, initiative, member, label } = conditions;
  const some = (id: string | null | undefined) => ({ some: { id: { eq: id } } });
  const [status, within, person, labels] = await Promise.all([
    state === undefined ? undefined : resolveProjectStatus(state, linear),
    initiative === undefined ? undefined : resolveInitiative(initiative, linear),
    member === undefined ? undefined : resolveUser(member, linear),
    label === undefined ? undefined : resolveProjectLabels([label], linear),
  ]);
  return given({
    accessibleTeams: team && some(team.id),
    status: status && { id: { eq: status.id } },
    name: query === undefined ? undefined : { containsIgnoreCase: query },
    initiatives: within && some(within.id),
    members: person && some(person.id),
    labels: labels && some(labels[0]),
  });
}
