import { changedFields, pageSchema, pagingParams, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { createdMilestone } from "../created.js";
import { CREATE_MILESTONE, LIST_MILESTONES, UPDATE_MILESTONE } from "../documents/milestones.js";
import { linearErrors } from "../errors.js";
import { resolveMilestone } from "../lookups/milestones.js";
import { resolveProject } from "../lookups/projects.js";
import { createOnce } from "../minted.js";
import { notFound } from "../not-found.js";
import { pageOf, pageVariables, pagingAliases } from "../paging.js";
import { milestoneSchema, milestone as parsed } from "../parse-planning.js";
import { day, name, named, uuid } from "../schemas.js";
import type { VendorMilestone } from "../vendor-planning.js";
import { given, requireWritten } from "../written.js";

const operation = operationsFor<LinearClient>();

const project = name.describe("name, id or the end of its address");

const projectAliases = { project_id: "project", projectId: "project" } as const;

export const listMilestones = operation({
  summary: "The milestones of a project",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ project, ...pagingParams(250) }),
  aliases: { ...projectAliases, ...pagingAliases },
  result: z.object({ milestones: z.array(milestoneSchema), page: pageSchema }),
  caches: ["projects"],
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query projectMilestones", "query projects"],
  expectedCalls: 2,
  expectedMs: 500,
  example: { project: "API authentication" },
  async run({ project: wanted, ...paging }, linear) {
    const { id } = await resolveProject(wanted, undefined, linear);
    const filter = { project: { id: { eq: id } } };
    const { projectMilestones } = await linear.ask(LIST_MILESTONES, { filter, ...pageVariables(paging) });
    return { milestones: (projectMilestones?.nodes ?? []).map(parsed), page: pageOf(projectMilestones) };
  },
});

export const getMilestone = operation({
  summary: "One milestone of a project",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ project, milestone: name.describe("name or id") }),
  aliases: {
    ...projectAliases,
    query: "milestone",
    name: "milestone",
    id: "milestone",
    milestone_id: "milestone",
  },
  result: milestoneSchema.extend({ project: named.optional() }),
  caches: ["projects"],
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query projectMilestones", "query projects"],
  expectedCalls: 2,
  expectedMs: 500,
  example: { project: "API authentication", milestone: "Beta for partners" },
  async run({ project: wanted, milestone }, linear) {
    const found = await resolveMilestone(milestone, await resolveProject(wanted, undefined, linear), linear);
    const { id, name } = found.project ?? {};
    return { ...parsed(found), project: { id: id ?? "", name: name ?? "" } };
  },
});

export const saveMilestone = operation({
  summary: "Creates a milestone of a project, or changes the one whose id is given",
  effect: "write",
  retry: "client_id",
  params: z.strictObject({
    milestone_id: uuid.optional().describe("of the one to change"),
    project: project.optional().describe("of the one to create: name or id"),
    name: name.optional(),
    description: z.string().optional().describe("Markdown"),
    target_date: day.nullable().optional(),
  }),
  aliases: { ...projectAliases, id: "milestone_id", targetDate: "target_date" },
  result: receiptSchema,
  caches: ["projects"],
  limits: ["requests", "complexity"],
  scopes: ["write"],
  upstream: [
    "mutation projectMilestoneCreate",
    "mutation projectMilestoneUpdate",
    "query projectMilestone",
    "query projects",
  ],
  expectedCalls: 2,
  expectedMs: 600,
  example: { project: "API authentication", name: "General availability", target_date: "2026-01-30" },
  async run(params, linear) {
    const { milestone_id, project: wanted, name, description, target_date } = params;
    const input = given({ name, description, targetDate: target_date });
    const changed = changedIn(params);
    if (milestone_id !== undefined) return receipt(await change(milestone_id, input, linear), changed);
    if (wanted === undefined || name === undefined) {
      throw linearErrors.create("MISSING_REQUIRED_PARAM", {
        message: "A new milestone needs project and name; one that is there its milestone_id.",
        system: linear.step.system,
      });
    }
    const { id: projectId } = await resolveProject(wanted, undefined, linear);
    const id = linear.step.mint("milestone");
    const lookUp = `Look with list_milestones for ${id}: the milestone has this id if it was created.`;
    const create = async () => {
      const { projectMilestoneCreate } = await linear.ask(CREATE_MILESTONE, {
        input: { id, projectId, ...input },
      });
      return requireWritten(projectMilestoneCreate, projectMilestoneCreate?.projectMilestone, {
        unwritten: { code: "CREATION_FAILED", what: "created the milestone", details: { id } },
        linear,
      });
    };
    return receipt(await createOnce({ id, create, read: createdMilestone, lookUp }, linear), changed);
  },
  async reconcile(params, linear) {
    // What a change of one that was there did, cannot be told from what others did.
    if (params.milestone_id !== undefined) return undefined;
    const milestone = await createdMilestone(linear.step.mint("milestone"), linear);
    return milestone && receipt(milestone, changedIn(params));
  },
});

function changedIn(params: Readonly<Record<string, unknown>>): string[] {
  return changedFields(params, ["milestone_id", "project"]);
}

async function change(id: string, input: Record<string, unknown>, linear: LinearClient) {
  const missing = notFound("MILESTONE_NOT_FOUND", `milestone ${id}`, { milestone_id: id });
  const { projectMilestoneUpdate } = await linear.ask(UPDATE_MILESTONE, { id, input }, missing);
  return requireWritten(projectMilestoneUpdate, projectMilestoneUpdate?.projectMilestone, {
    unwritten: { code: "CHANGE_FAILED", what: "changed the milestone", details: { milestone_id: id } },
    linear,
  });
}

/** A milestone is shown on its project's page. */
function receipt({ id, project }: VendorMilestone, changed: string[]) {
  return { id: id ?? "", url: project?.url ?? "", changed };
}
