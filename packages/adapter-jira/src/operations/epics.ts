import { compact, page, pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { jqlList, jqlText } from "../jql.js";
import { PROJECT_LOOKUPS, projectRef } from "../lookups/projects.js";
import { relatedIssue } from "../parse.js";
import { project, projectAliases, relatedIssue as shownIssue } from "../schemas.js";
import { searchAll, searchPage } from "../search.js";
import type { VendorIssue } from "../vendor.js";

const operation = operationsFor<JiraClient>();

const FIELDS = ["summary", "status", "issuetype", "assignee"];

export const getProjectEpicHierarchy = operation({
  summary: "The epics of a project with their issues and sub-tasks",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ project, ...pagingParams(100) }),
  aliases: { ...projectAliases, max: "limit", max_results: "limit" },
  result: z.object({
    epics: z.array(
      shownIssue.extend({
        assignee: z.string().optional(),
        url: z.string(),
        total: z.int().describe("how many issues"),
        done: z.int().describe("how many of them are done"),
        issues: z.array(
          shownIssue.extend({
            type: z.string().optional(),
            assignee: z.string().optional(),
            subtasks: z.array(shownIssue).optional(),
          }),
        ),
      }),
    ),
    page: pageSchema.describe("counts epics; each comes with all of its issues"),
  }),
  caches: ["projects"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["POST /rest/api/3/search/jql", ...PROJECT_LOOKUPS],
  expectedCalls: 2,
  expectedMs: 1000,
  example: { project: "TRAIN" },
  async run({ project, limit, page_token }, jira) {
    const key = await projectRef(project, jira);
    const { issues: epics, next } = await searchPage(
      compact({
        jql: `project = ${jqlText(key)} AND issuetype = Epic ORDER BY key`,
        fields: FIELDS,
        maxResults: limit,
        nextPageToken: page_token,
      }),
      jira,
    );
    const children = epics.length === 0 ? [] : await childrenOf(epics, jira);
    return {
      epics: epics.map((epic) => {
        const own = children.filter(({ fields }) => fields?.parent?.key === epic.key);
        return compact({
          ...relatedIssue(epic),
          assignee: epic.fields?.assignee?.displayName,
          url: jira.issueUrl(epic.key ?? ""),
          total: own.length,
          done: own.filter(({ fields }) => fields?.status?.statusCategory?.key === "done").length,
          issues: own.map(child),
        });
      }),
      page: page(next),
    };
  },
});

function childrenOf(epics: readonly VendorIssue[], jira: JiraClient): Promise<VendorIssue[]> {
  const keys = epics.map(({ key = "" }) => key);
  return searchAll(
    { jql: `parent in ${jqlList(keys)} ORDER BY key`, fields: [...FIELDS, "parent", "subtasks"] },
    jira,
  );
}

function child(issue: VendorIssue) {
  const { issuetype, assignee, subtasks = [] } = issue.fields ?? {};
  return compact({
    ...relatedIssue(issue),
    type: issuetype?.name,
    assignee: assignee?.displayName,
    subtasks: subtasks.length === 0 ? undefined : subtasks.map(relatedIssue),
  });
}
