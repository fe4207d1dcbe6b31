import { eachAlone, pagingParams } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { ISSUE_OF_BRANCH, SEARCH_ISSUES } from "../documents/issues.js";
import { linearErrors } from "../errors.js";
import { ISSUE_INCLUSIONS, MOST_ISSUES, mostAtOnce, readIssue, readIssues } from "../issue-reading.js";
import { teamFilter, teamIfNamed } from "../lookups/teams.js";
import { issuesByName, missingIssues } from "../not-found.js";
import { pageOf, pageVariables, pagingAliases } from "../paging.js";
import { issueDetails, issueInList } from "../parse.js";
import { issueId, issueIdAliases, issuesSchema, name, team, teamAliases } from "../schemas.js";
import { issueSchema } from "../schemas-issue.js";
import { parts, together } from "../together.js";

const operation = operationsFor<LinearClient>();

const params = z.strictObject({
  issue_id: issueId,
  include: z.array(z.enum(ISSUE_INCLUSIONS)).optional(),
});

export const getIssue = operation({
  summary: "One issue, with comments, attachments, sub-issues or relations on request",
  effect: "read",
  retry: "natural",
  params,
  aliases: { ...issueIdAliases, expand: "include" },
  result: issueSchema,
  limits: ["requests", "complexity"],
  scopes: ["read"],
  coalesce: { into: "batch_get_issues", by: "issue_id", list: "issue_ids", most: MOST_ISSUES },
  leadsTo: [
    { at: "parent.identifier", because: "parent of the issue" },
    { at: "children[].identifier", because: "sub-issue of the issue" },
    { at: "relations[].identifier", because: "related issue" },
    { at: "attachments[].url", because: "attachment of the issue" },
    { at: "description", because: "address in the description of the issue", within: "addresses" },
    { at: "comments[].body", because: "address in a comment on the issue", within: "addresses" },
  ],
  upstream: ["query issue", "query issues"],
  example: { issue_id: "PSN-120", include: ["comments"] },
  run: readIssue,
  async runMany(calls, linear) {
    const include = calls[0]?.include ?? [];
    const outcomes = await Promise.all(
      parts(calls, mostAtOnce(include)).map((part) =>
        together(part, {
          run: (call) => readIssue(call, linear),
          async asOne() {
            const ids = part.map(({ issue_id }) => issue_id);
            const found = issuesByName(await readIssues(ids, include, linear));
            // What was not found under its name may be called otherwise by now: only a question for it alone can tell.
            return eachAlone(part, async (call) => {
              const issue = found.get(call.issue_id.toUpperCase());
              return issue === undefined ? readIssue(call, linear) : issueDetails(issue);
            });
          },
        }),
      ),
    );
    return outcomes.flat();
  },
});

export const batchGetIssues = operation({
  summary: "Up to 50 issues at once, in the order asked for",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ issue_ids: z.array(issueId).min(1).max(MOST_ISSUES) }),
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
    const { found, missing } = missingIssues(issue_ids, await readIssues(issue_ids, [], linear));
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
  leadsTo: [{ at: "issues[].identifier", because: "issue that was found" }],
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
