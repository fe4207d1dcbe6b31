import { pagingParams } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { BATCH_GET_ISSUES, ISSUE, ISSUE_OF_BRANCH, SEARCH_ISSUES } from "../documents/issues.js";
import { linearErrors } from "../errors.js";
import { theseIssues } from "../inputs/issue-filter.js";
import { teamFilter, teamIfNamed } from "../lookups/teams.js";
import { issueNotFound, missingIssues } from "../not-found.js";
import { pageOf, pageVariables, pagingAliases } from "../paging.js";
import { issueDetails, issueInList } from "../parse.js";
import { issueId, issueIdAliases, issuesSchema, name, team, teamAliases } from "../schemas.js";
import { issueSchema } from "../schemas-issue.js";

const operation = operationsFor<LinearClient>();

const INCLUSIONS = ["comments", "attachments", "children", "relations"] as const;

export const getIssue = operation({
  summary: "One issue, with comments, attachments, sub-issues or relations on request",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    issue_id: issueId,
    include: z.array(z.enum(INCLUSIONS)).optional(),
  }),
  aliases: { ...issueIdAliases, expand: "include" },
  result: issueSchema,
  limits: ["requests", "complexity"],
  scopes: ["read"],
  coalesce: { into: "batch_get_issues", by: "issue_id", list: "issue_ids", most: 50 },
  upstream: ["query issue"],
  example: { issue_id: "PSN-120", include: ["comments"] },
  async run({ issue_id, include = [] }, linear) {
    const wanted = Object.fromEntries(INCLUSIONS.map((name) => [name, include.includes(name)]));
    const { issue = {} } = await linear.ask(ISSUE, { id: issue_id, ...wanted }, issueNotFound(issue_id));
    return issueDetails(issue);
  },
});

export const batchGetIssues = operation({
  summary: "Up to 50 issues at once, in the order asked for",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ issue_ids: z.array(issueId).min(1).max(50) }),
  aliases: { ids: "issue_ids", issueIds: "issue_ids" },
  result: z.object({
    issues: z.array(issueSchema),
    missing: z.array(z.string()).optional().describe("those that are not there"),
  }),
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query issues"],
  example: { issue_ids: ["PSN-120", "PSN-122"] },
  async run({ issue_ids }, linear) {
    const { issues } = await linear.ask(BATCH_GET_ISSUES, { filter: theseIssues(issue_ids) });
    const { found, missing } = missingIssues(issue_ids, issues?.nodes ?? []);
    return { issues: found.map(issueDetails), ...(missing.length === 0 ? {} : { missing }) };
  },
});

export const findIssueByBranch = operation({
  summary: "The issue that a Git branch belongs to",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ branch: name.describe("name of the branch") }),
  aliases: { branch_name: "branch", branchName: "branch" },
  result: issueSchema,
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query issueVcsBranchSearch"],
  example: { branch: "maya/psn-120-security-review-jwt-authentication-for-the-public-api" },
  async run({ branch }, linear) {
    const { issueVcsBranchSearch: issue } = await linear.ask(ISSUE_OF_BRANCH, { branch });
    if (issue != null) return issueDetails(issue);
    throw linearErrors.create("ISSUE_NOT_FOUND", {
      message: `No issue belongs to the branch ${branch}.`,
      system: linear.step.system,
      details: { branch },
    });
  },
});

export const searchIssues = operation({
  summary: "Issues that words find, the most relevant first",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    query: z.string().min(1).describe("words"),
    team: team.optional(),
    ...pagingParams(250),
  }),
  aliases: { ...teamAliases, ...pagingAliases, term: "query" },
  queryParams: ["query"],
  result: issuesSchema,
  caches: ["teams", "statuses"],
  limits: ["requests", "complexity", "search"],
  scopes: ["read"],
  upstream: ["query searchIssues", "query teams"],
  expectedCalls: 2,
  expectedMs: 800,
  example: { query: "JWT", team: "PSN", limit: 5 },
  async run({ query, team: wanted, ...paging }, linear) {
    const found = await teamIfNamed(wanted, linear);
    const variables = { term: query, filter: teamFilter(found), ...pageVariables(paging) };
    const { searchIssues: connection = {} } = await linear.ask(SEARCH_ISSUES, variables);
    return { issues: (connection.nodes ?? []).map(issueInList), page: pageOf(connection) };
  },
});
