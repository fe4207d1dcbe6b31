import { compact, page, pageSchema, pagingParams, pathSegment } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "zod";
import type { JiraClient } from "../client.js";
import { issueNotFound } from "../not-found.js";
import { issueDetails, issueInList } from "../parse.js";
import { issueKey, issueKeyAliases, issueSummary, person } from "../schemas.js";
import type { VendorIssue } from "../vendor.js";

const operation = operationsFor<JiraClient>();

const BASE_FIELDS = [
  "summary",
  "status",
  "issuetype",
  "priority",
  "assignee",
  "reporter",
  "labels",
  "parent",
  "description",
  "created",
  "updated",
];

/** What can be expanded, and the field of Jira's in which it comes; the changelog comes beside the fields. */
const EXPANSIONS = {
  comments: "comment",
  changelog: undefined,
  links: "issuelinks",
  subtasks: "subtasks",
  attachments: "attachment",
} as const;
const EXPANSION_NAMES = ["comments", "changelog", "links", "subtasks", "attachments"] as const;

const relatedIssue = z.object({
  key: z.string(),
  summary: z.string().optional(),
  status: z.string().optional(),
});

export const getIssue = operation({
  summary: "One issue, with comments, history, links, subtasks or attachments on request",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    issue_key: issueKey,
    expand: z.array(z.enum(EXPANSION_NAMES)).optional(),
  }),
  aliases: issueKeyAliases,
  result: z.object({
    key: z.string(),
    id: z.string(),
    summary: z.string(),
    status: z.string(),
    type: z.string().optional(),
    priority: z.string().optional(),
    assignee: person.optional(),
    reporter: person.optional(),
    labels: z.array(z.string()).optional(),
    parent: relatedIssue.optional(),
    description: z.string().optional(),
    created: z.string().optional(),
    updated: z.string().optional(),
    url: z.string(),
    comments: z
      .array(
        z.object({
          id: z.string(),
          author: person.optional(),
          body: z.string(),
          created: z.string().optional(),
        }),
      )
      .optional(),
    changelog: z
      .array(
        z.object({
          at: z.string().optional(),
          author: person.optional(),
          field: z.string(),
          from: z.string().optional(),
          to: z.string().optional(),
        }),
      )
      .optional(),
    links: z.array(relatedIssue.extend({ id: z.string(), relation: z.string() })).optional(),
    subtasks: z.array(relatedIssue).optional(),
    attachments: z
      .array(
        z.object({
          id: z.string(),
          filename: z.string(),
          size: z.int().optional(),
          media_type: z.string().optional(),
          author: person.optional(),
          created: z.string().optional(),
        }),
      )
      .optional(),
  }),
  limits: ["requests"],
  upstream: ["GET /rest/api/3/issue/{issueIdOrKey}"],
  example: { issue_key: "TRAIN-123", expand: ["comments"] },
  async run({ issue_key, expand = [] }, jira) {
    const fields = expand.map((name) => EXPANSIONS[name]).filter((field) => field !== undefined);
    const answer = await jira.send({
      method: "GET",
      path: `/rest/api/3/issue/${pathSegment(issue_key)}`,
      query: {
        fields: [...BASE_FIELDS, ...fields].join(","),
        expand: expand.includes("changelog") ? "changelog" : undefined,
      },
      notFound: issueNotFound(issue_key),
    });
    return issueDetails(answer.body as VendorIssue, expand, jira.issueUrl);
  },
});

export const searchIssues = operation({
  summary: "Issues that a JQL query finds",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    jql: z.string().min(1).describe("must be bounded, e.g. by a project"),
    fields: z.array(z.string().min(1)).optional().describe("ids of further fields to return under `fields`"),
    ...pagingParams(100),
  }),
  aliases: { max_results: "limit", maxResults: "limit", nextPageToken: "page_token" },
  queryParams: ["jql"],
  result: z.object({ issues: z.array(issueSummary), page: pageSchema }),
  limits: ["requests"],
  upstream: ["POST /rest/api/3/search/jql"],
  example: { jql: "project = TRAIN AND text ~ authentication ORDER BY updated DESC", limit: 5 },
  async run({ jql, fields = [], limit, page_token }, jira) {
    const answer = await jira.send({
      method: "POST",
      path: "/rest/api/3/search/jql",
      readsOnly: true,
      body: compact({
        jql,
        maxResults: limit,
        nextPageToken: page_token,
        fields: ["summary", "status", "issuetype", "priority", "assignee", "updated", ...fields],
      }),
    });
    const { issues = [], nextPageToken } = (answer.body ?? {}) as {
      issues?: VendorIssue[];
      nextPageToken?: string;
    };
    return {
      issues: issues.map((issue) => issueInList(issue, fields, jira.issueUrl)),
      page: page(nextPageToken),
    };
  },
});
