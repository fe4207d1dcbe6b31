import { pathSegment } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import { fetchIssues, MOST_FETCHED } from "../bulk-fetch.js";
import type { JiraClient } from "../client.js";
import { askFor, DETAIL_FIELDS, detailParams, issueDetail } from "../issue-reading.js";
import { issueNotFound } from "../not-found.js";
import { issueDetails } from "../parse.js";
import { issueKey, issueKeyAliases } from "../schemas.js";
import type { VendorIssue } from "../vendor.js";

const operation = operationsFor<JiraClient>();

export const getIssue = operation({
  summary: "One issue, with comments, history, links, subtasks or attachments on request",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ issue_key: issueKey, ...detailParams }),
  aliases: { ...issueKeyAliases, commentLimit: "comment_limit" },
  result: issueDetail,
  caches: ["fields"],
  limits: ["requests"],
  scopes: ["read:jira-work"],
  coalesce: { into: "batch_get_issues", by: "issue_key", list: "keys", most: MOST_FETCHED },
  upstream: ["GET /rest/api/3/issue/{issueIdOrKey}", "GET /rest/api/3/field"],
  example: { issue_key: "TRAIN-123", expand: ["comments"] },
  async run({ issue_key, properties, ...wanted }, jira) {
    const { query, withChangelog, asked } = await askFor(DETAIL_FIELDS, wanted, jira);
    const answer = await jira.send({
      method: "GET",
      path: `/rest/api/3/issue/${pathSegment(issue_key)}`,
      query: {
        fields: query.join(","),
        expand: withChangelog ? "changelog" : undefined,
        properties: properties?.join(","),
      },
      notFound: issueNotFound(issue_key),
    });
    return issueDetails(answer.body as VendorIssue, asked, jira.issueUrl);
  },
});

export const batchGetIssues = operation({
  summary: "Many issues at once, each as get_issue shows it",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    keys: z.array(issueKey).min(1).max(MOST_FETCHED),
    ...detailParams,
  }),
  aliases: { issue_keys: "keys", issueKeys: "keys", commentLimit: "comment_limit" },
  result: z.object({
    issues: z.array(issueDetail).describe("in the order of keys"),
    missing: z.array(z.object({ key: z.string(), reason: z.string() })),
  }),
  caches: ["fields"],
  limits: ["requests"],
  scopes: ["read:jira-work"],
  upstream: ["POST /rest/api/3/issue/bulkfetch", "GET /rest/api/3/field"],
  example: { keys: ["TRAIN-123", "TRAIN-124"] },
  async run({ keys, properties, ...wanted }, jira) {
    const { query, withChangelog, asked } = await askFor(DETAIL_FIELDS, wanted, jira);
    const { issues, missing } = await fetchIssues(
      { keys, fields: query, expand: withChangelog ? ["changelog"] : undefined, properties },
      jira,
    );
    const details = await Promise.all(issues.map((issue) => issueDetails(issue, asked, jira.issueUrl)));
    return { issues: inOrder(keys, details), missing };
  },
});

/** Jira answers in an order of its own. An issue that has moved has another key than was asked for: it comes last. */
function inOrder<Issue extends { id: string; key: string }>(
  keys: readonly string[],
  issues: Issue[],
): Issue[] {
  const wanted = keys.map((key) => key.toUpperCase());
  const place = ({ id, key }: Issue) => {
    const index = wanted.findIndex((name) => name === key || name === id);
    return index === -1 ? wanted.length : index;
  };
  return issues.toSorted((a, b) => place(a) - place(b));
}
