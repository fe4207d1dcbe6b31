import { compact, page, pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { askFor, expandedFields, LIST_FIELDS, readingParams } from "../issue-reading.js";
import { jqlText } from "../jql.js";
import { PROJECT_LOOKUPS, projectRef } from "../lookups/projects.js";
import { issueInList } from "../parse.js";
import { issueKey, issueSummary, project, projectAliases } from "../schemas.js";
import { searchPage } from "../search.js";

const operation = operationsFor<JiraClient>();

const jql = z.string().min(1).describe("must be bounded, e.g. by a project");
const listAliases = { max_results: "limit", maxResults: "limit", nextPageToken: "page_token" } as const;
const listParams = { ...readingParams, ...pagingParams(100) };
const issueList = z.object({ issues: z.array(issueSummary.extend(expandedFields)), page: pageSchema });

export const searchIssues = operation({
  summary: "Issues that a JQL query finds",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    jql,
    ...listParams,
    reconcile_issues: z
      .array(z.int())
      .max(50)
      .optional()
      .describe("ids of issues just written, so that the search sees their newest state"),
  }),
  aliases: { ...listAliases, query: "jql", reconcileIssues: "reconcile_issues" },
  queryParams: ["jql"],
  result: issueList,
  caches: ["fields"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  leadsTo: [{ at: "issues[].key", because: "issue that was found" }],
  upstream: ["POST /rest/api/3/search/jql", "GET /rest/api/3/field"],
  example: { jql: "project = TRAIN AND text ~ authentication ORDER BY updated DESC", limit: 5 },
  run: (params, jira) => listIssues(params.jql, params, jira),
});

export const countIssues = operation({
  summary: "About how many issues a JQL query finds",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ jql }),
  aliases: { query: "jql" },
  queryParams: ["jql"],
  result: z.object({ count: z.int().describe("approximate: the newest changes may not count yet") }),
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["POST /rest/api/3/search/approximate-count"],
  example: { jql: "project = TRAIN AND status = Done" },
  async run({ jql }, jira) {
    const answer = await jira.send({
      method: "POST",
      path: "/rest/api/3/search/approximate-count",
      readsOnly: true,
      body: { jql },
    });
    return { count: ((answer.body ?? {}) as { count?: number }).count ?? 0 };
  },
});

export const getProjectIssues = operation({
  summary: "The issues of a project, last changed first",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ project, ...listParams }),
  aliases: { ...listAliases, ...projectAliases },
  result: issueList,
  caches: ["fields", "projects"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["POST /rest/api/3/search/jql", "GET /rest/api/3/field", ...PROJECT_LOOKUPS],
  example: { project: "TRAIN", limit: 5 },
  async run(params, jira) {
    const key = await projectRef(params.project, jira);
    return listIssues(`project = ${jqlText(key)} ORDER BY updated DESC`, params, jira);
  },
});

export const getEpicIssues = operation({
  summary: "The issues of an epic",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ epic_key: issueKey.describe("key of the epic"), ...listParams }),
  aliases: { ...listAliases, epic: "epic_key", epicKey: "epic_key" },
  result: issueList,
  caches: ["fields"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["POST /rest/api/3/search/jql", "GET /rest/api/3/field"],
  example: { epic_key: "TRAIN-100" },
  run: (params, jira) => listIssues(`parent = ${jqlText(params.epic_key)} ORDER BY key`, params, jira),
});

type ListParams = z.output<z.ZodObject<typeof listParams>> & { reconcile_issues?: number[] | undefined };

async function listIssues(jql: string, params: ListParams, jira: JiraClient) {
  const { query, withChangelog, asked } = await askFor(LIST_FIELDS, params, jira);
  const { issues, next } = await searchPage(
    compact({
      jql,
      fields: query,
      expand: withChangelog ? "changelog" : undefined,
      maxResults: params.limit,
      nextPageToken: params.page_token,
      reconcileIssues: params.reconcile_issues,
    }),
    jira,
  );
  return {
    issues: await Promise.all(issues.map((issue) => issueInList(issue, asked, jira.issueUrl))),
    page: page(next),
  };
}
