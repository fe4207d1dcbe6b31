import { changedFields, compact, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "zod";
import type { JiraClient } from "../client.js";
import { toDocument } from "../content.js";
import { resolveIssueType, resolvePriority, resolveUser } from "../lookups/named.js";
import { projectNotFound } from "../not-found.js";
import { markdown } from "../schemas.js";
import type { VendorIssue } from "../vendor.js";

const operation = operationsFor<JiraClient>();
const name = z.string().min(1);

export const createIssue = operation({
  summary: "Creates an issue",
  effect: "write",
  retry: "none",
  params: z.strictObject({
    project: name.describe("key or id"),
    issue_type: name.describe("name or id"),
    summary: z.string().min(1).max(255),
    description: markdown.optional(),
    assignee: name.optional().describe("e-mail, name, account id or me"),
    priority: name.optional(),
    labels: z.array(z.string().regex(/^\S+$/, "must not contain spaces")).optional(),
    components: z.array(name).optional(),
    parent: name.optional().describe("key of the parent issue or epic"),
    custom_fields: z.record(z.string(), z.unknown()).optional().describe("by field id"),
  }),
  aliases: { project_key: "project", projectKey: "project", type: "issue_type", issueType: "issue_type" },
  result: receiptSchema,
  caches: ["issue_types", "priorities", "users"],
  limits: ["requests"],
  upstream: [
    "POST /rest/api/3/issue",
    "GET /rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes",
    "GET /rest/api/3/priority/search",
    "GET /rest/api/3/user/search",
    "GET /rest/api/3/myself",
  ],
  expectedCalls: 2,
  expectedMs: 800,
  example: { project: "TRAIN", issue_type: "Task", summary: "Rotate the signing keys", labels: ["security"] },
  async run(params, jira) {
    const { project, summary, labels, components, parent, custom_fields } = params;
    const [type, priority, assignee, description] = await Promise.all([
      resolveIssueType(project, params.issue_type, jira),
      params.priority === undefined ? undefined : resolvePriority(params.priority, jira),
      params.assignee === undefined ? undefined : resolveUser(params.assignee, jira),
      params.description === undefined ? undefined : toDocument(params.description),
    ]);
    const answer = await jira.send({
      method: "POST",
      path: "/rest/api/3/issue",
      body: {
        fields: compact({
          ...custom_fields,
          project: /^[0-9]+$/.test(project) ? { id: project } : { key: project.toUpperCase() },
          issuetype: { id: type.id },
          summary,
          description,
          assignee: assignee === undefined ? undefined : { accountId: assignee.accountId },
          priority: priority === undefined ? undefined : { id: priority.id },
          labels,
          components: components?.map((component) => ({ name: component })),
          parent: parent === undefined ? undefined : { key: parent },
        }),
      },
      notFound: projectNotFound(project),
    });
    const { id = "", key = "" } = (answer.body ?? {}) as VendorIssue;
    return { id, key, url: jira.issueUrl(key), changed: changedFields(params) };
  },
});
