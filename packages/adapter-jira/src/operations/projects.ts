import { compact, pageSchema } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { PROJECT_LOOKUPS, rememberProject, resolveProject } from "../lookups/projects.js";
import { type Position, positionPage, positionParams, positionQuery } from "../paging.js";
import { personOf } from "../parse.js";
import { person, project, projectAliases } from "../schemas.js";
import type { VendorProject } from "../vendor.js";
import { issueType, shownIssueType } from "./issue-types.js";

const operation = operationsFor<JiraClient>();

export const getProject = operation({
  summary: "One project",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    project,
    // The lead is always there; people ask for it all the same.
    expand: z.array(z.enum(["description", "lead", "issue_types"])).optional(),
  }),
  aliases: { ...projectAliases, key: "project" },
  result: z.object({
    id: z.string(),
    key: z.string(),
    name: z.string(),
    type: z.string().optional(),
    lead: person.optional(),
    url: z.string(),
    description: z.string().optional(),
    issue_types: z.array(issueType).optional(),
  }),
  caches: ["projects"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: [...PROJECT_LOOKUPS],
  example: { project: "TRAIN" },
  async run({ project, expand = [] }, jira) {
    const found = await resolveProject(project, jira);
    const { id = "", key = "", name = "", projectTypeKey, lead, description, issueTypes = [] } = found;
    return compact({
      id,
      key,
      name,
      type: projectTypeKey,
      lead: personOf(lead),
      url: jira.projectUrl(key),
      description: (expand.includes("description") && description) || undefined,
      issue_types: expand.includes("issue_types") ? issueTypes.map(shownIssueType) : undefined,
    });
  },
});

export const listProjects = operation({
  summary: "Projects that these credentials can see, by name or key",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    query: z.string().min(1).optional().describe("part of a name or key"),
    include_archived: z.boolean().default(false),
    ...positionParams(100),
  }),
  aliases: { max_results: "limit", maxResults: "limit", includeArchived: "include_archived" },
  result: z.object({
    projects: z.array(
      z.object({
        key: z.string(),
        id: z.string(),
        name: z.string(),
        type: z.string().optional(),
        lead: z.string().optional(),
        archived: z.boolean().optional(),
        url: z.string(),
      }),
    ),
    page: pageSchema,
  }),
  caches: ["projects"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["GET /rest/api/3/project/search"],
  example: { query: "train" },
  async run({ query, include_archived, ...paging }, jira) {
    const answer = await jira.send({
      method: "GET",
      path: "/rest/api/3/project/search",
      query: {
        query,
        status: include_archived ? ["live", "archived"] : ["live"],
        orderBy: "key",
        expand: "description,lead,issueTypes",
        ...positionQuery(paging),
      },
    });
    const body = (answer.body ?? {}) as Position & { values?: VendorProject[] };
    const found = (body.values ?? []).map((each) => rememberProject(each, jira));
    return {
      projects: found.map(({ id = "", key = "", name = "", projectTypeKey, lead, archived }) =>
        compact({
          key,
          id,
          name,
          type: projectTypeKey,
          lead: lead?.displayName,
          archived: archived || undefined,
          url: jira.projectUrl(key),
        }),
      ),
      page: positionPage(body, found.length),
    };
  },
});
