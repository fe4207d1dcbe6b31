import {
  changedFields,
  compact,
  isGone,
  pageSchema,
  pathSegment,
  receiptSchema,
} from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { resolveUser } from "../lookups/named.js";
import { partId, partMissing, partsOf } from "../lookups/project-parts.js";
import { PROJECT_LOOKUPS, projectRef } from "../lookups/projects.js";
import { projectNotFound } from "../not-found.js";
import { pageOfList, positionParams } from "../paging.js";
import { changesBeside, NOTHING_TO_CHANGE, project, projectAliases } from "../schemas.js";
import type { VendorComponent } from "../vendor.js";

const operation = operationsFor<JiraClient>();
const name = z.string().min(1);

const componentId = name.describe("id; or the name, with its project");
const idAliases = {
  ...projectAliases,
  component: "component_id",
  componentId: "component_id",
  id: "component_id",
} as const;
const ASSIGNEES = ["PROJECT_DEFAULT", "COMPONENT_LEAD", "PROJECT_LEAD", "UNASSIGNED"] as const;
const assignee = z.enum(ASSIGNEES).optional().describe("who gets new issues with this component");

const COMPONENTS = "GET /rest/api/3/project/{projectIdOrKey}/components";
const PEOPLE = ["GET /rest/api/3/user/search", "GET /rest/api/3/myself"];

export const getComponents = operation({
  summary: "The components of a project",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    project,
    query: name.optional().describe("part of a name"),
    ...positionParams(200),
  }),
  aliases: projectAliases,
  result: z.object({
    components: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        lead: z.string().optional(),
        assignee: z.string().optional(),
        description: z.string().optional(),
      }),
    ),
    page: pageSchema,
  }),
  caches: ["components", "projects"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: [COMPONENTS, ...PROJECT_LOOKUPS],
  example: { project: "TRAIN" },
  async run({ project, query = "", ...paging }, jira) {
    const all = await partsOf("component", await projectRef(project, jira), jira);
    const wanted = query.toLowerCase();
    const { items, page } = pageOfList(
      all.filter(({ name = "" }) => name.toLowerCase().includes(wanted)),
      paging,
    );
    return {
      components: items.map(({ id = "", name = "", lead, assigneeType, description }) =>
        compact({
          id,
          name,
          lead: lead?.displayName,
          assignee: assigneeType,
          description: description || undefined,
        }),
      ),
      page,
    };
  },
});

export const createComponent = operation({
  summary: "Creates a component in a project",
  effect: "write",
  // Jira tells of a component neither who made it nor when: one of that name may have been there before.
  retry: "none",
  params: z.strictObject({
    project,
    name: name.max(255),
    description: z.string().optional(),
    lead: name.optional().describe("e-mail, name, account id or me"),
    assignee,
  }),
  aliases: projectAliases,
  result: receiptSchema,
  caches: ["projects", "users"],
  invalidates: ["components"],
  limits: ["requests", "quota"],
  scopes: ["manage:jira-project"],
  upstream: ["POST /rest/api/3/component", ...PROJECT_LOOKUPS, ...PEOPLE],
  example: { project: "TRAIN", name: "Ticketing", description: "Tickets and refunds." },
  async run(params, jira) {
    const [key, fields] = await Promise.all([
      projectRef(params.project, jira),
      componentFields(params, jira),
    ]);
    const answer = await jira.send({
      method: "POST",
      path: "/rest/api/3/component",
      body: { ...fields, project: key },
      notFound: projectNotFound(params.project),
    });
    jira.step.cache.forget("components");
    const { id = "" } = (answer.body ?? {}) as VendorComponent;
    return { id, url: issuesUrl(id, jira), changed: changedFields(params) };
  },
});

export const updateComponent = operation({
  summary: "Changes a component",
  effect: "write",
  retry: "natural",
  params: z
    .strictObject({
      component_id: componentId,
      project: project.optional(),
      name: name.max(255).optional(),
      description: z.string().optional(),
      lead: name.nullable().optional().describe("e-mail, name, account id or me; null for nobody"),
      assignee,
    })
    .refine(changesBeside("component_id", "project"), NOTHING_TO_CHANGE),
  aliases: idAliases,
  result: receiptSchema,
  caches: ["projects", "users"],
  invalidates: ["components"],
  limits: ["requests", "edits", "quota"],
  scopes: ["manage:jira-project"],
  upstream: ["PUT /rest/api/3/component/{id}", COMPONENTS, ...PROJECT_LOOKUPS, ...PEOPLE],
  expectedCalls: 2,
  example: { component_id: "API", project: "TRAIN", lead: "me" },
  async run(params, jira) {
    const { component_id, project } = params;
    const [id, body] = await Promise.all([
      partId("component", { wanted: component_id, project }, jira),
      componentFields(params, jira),
    ]);
    await jira.send({
      method: "PUT",
      path: `/rest/api/3/component/${pathSegment(id)}`,
      body,
      notFound: partMissing("component", id),
    });
    jira.step.cache.forget("components");
    return {
      id,
      url: issuesUrl(id, jira),
      changed: changedFields(params, ["component_id", "project"]),
    };
  },
});

export const deleteComponent = operation({
  summary: "Deletes a component; its issues lose it, or get another one",
  effect: "destructive",
  retry: "natural",
  params: z.strictObject({
    component_id: componentId,
    project: project.optional(),
    move_issues_to: name.optional().describe("component that its issues get: id; or name, with the project"),
  }),
  aliases: { ...idAliases, moveIssuesTo: "move_issues_to" },
  result: receiptSchema,
  caches: ["projects"],
  invalidates: ["components"],
  limits: ["requests", "edits", "quota"],
  scopes: ["manage:jira-project"],
  upstream: ["DELETE /rest/api/3/component/{id}", COMPONENTS, ...PROJECT_LOOKUPS],
  expectedCalls: 2,
  example: { component_id: "Mobile", project: "TRAIN", move_issues_to: "Web" },
  async run({ component_id, project, move_issues_to }, jira) {
    // One after another: the first reads the names of both.
    const id = await partId("component", { wanted: component_id, project }, jira);
    const moveIssuesTo =
      move_issues_to && (await partId("component", { wanted: move_issues_to, project }, jira));
    await jira.send({
      method: "DELETE",
      path: `/rest/api/3/component/${pathSegment(id)}`,
      query: { moveIssuesTo },
      expects: "nothing",
      doneWhen: isGone,
      notFound: partMissing("component", id),
    });
    jira.step.cache.forget("components");
    return {
      id,
      url: issuesUrl(moveIssuesTo ?? id, jira),
      changed: ["component", ...(moveIssuesTo === undefined ? [] : ["issues"])],
    };
  },
});

interface GivenComponent {
  name?: string | undefined;
  description?: string | undefined;
  lead?: string | null | undefined;
  assignee?: (typeof ASSIGNEES)[number] | undefined;
}

async function componentFields({ name, description, lead, assignee }: GivenComponent, jira: JiraClient) {
  return compact({
    name,
    description,
    // An empty id takes the lead away; leaving it out leaves the lead alone.
    leadAccountId: lead === null ? "" : lead && (await resolveUser(lead, jira)).accountId,
    assigneeType: assignee,
  });
}

/** A component has no page of its own that an id leads to; its issues have. */
function issuesUrl(id: string, jira: JiraClient): string {
  return jira.pageUrl(`/issues/?jql=${encodeURIComponent(`component = ${id}`)}`);
}
