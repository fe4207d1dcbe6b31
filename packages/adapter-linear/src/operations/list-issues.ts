import { pagingParams } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { LIST_ISSUES, MY_ISSUES } from "../documents/issues.js";
import { conditionAliases, issueParams, issueSlots } from "../inputs/issue.js";
import { issueFilter } from "../inputs/issue-filter.js";
import { teamIfNamed } from "../lookups/teams.js";
import { pageOf, pageVariables, pagingAliases } from "../paging.js";
import { issueInList } from "../parse.js";
import { issueId, issuesSchema, priority, since, team, teamAliases } from "../schemas.js";

const operation = operationsFor<LinearClient>();

const { state, labels, assignee, delegate, project, cycle } = issueParams;

const archiveParam = { include_archived: z.boolean().default(false) };

export const listIssues = operation({
  summary: "Issues by team, status, people, labels, project, cycle and dates, the newest first",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    team: team.optional(),
    state: state.describe("name, id or type; a type may mean several").optional(),
    assignee: assignee.nullable().optional().describe("e-mail, name, id or me; null: nobody"),
    labels: labels.optional().describe("names or ids, all of them"),
    project: project.nullable().optional(),
    query: z.string().min(1).optional().describe("text in title or description"),
    cycle: cycle.nullable().optional(),
    delegate: delegate.nullable().optional(),
    priority: priority.optional(),
    parent: issueId.nullable().optional(),
    created_at: since.optional(),
    updated_at: since.optional(),
    order_by: z.enum(["updatedAt", "createdAt"]).default("updatedAt"),
    ...archiveParam,
    ...pagingParams(250),
  }),
  aliases: {
    ...teamAliases,
    ...conditionAliases,
    ...pagingAliases,
    createdAt: "created_at",
    created_after: "created_at",
    updatedAt: "updated_at",
    updated_after: "updated_at",
    orderBy: "order_by",
    includeArchived: "include_archived",
  },
  result: issuesSchema,
  caches: issueSlots,
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: [
    "query issues",
    "query teams",
    "query workflowStates",
    "query issueLabels",
    "query projects",
    "query cycles",
    "query users",
  ],
  expectedCalls: 2,
  expectedMs: 800,
  example: { team: "PSN", state: "started", limit: 5 },
  async run(params, linear) {
    const { team: named, order_by, include_archived, limit, page_token, ...conditions } = params;
    const found = await teamIfNamed(named, linear);
    const { issues } = await linear.ask(LIST_ISSUES, {
      filter: await issueFilter(conditions, found, linear),
      orderBy: order_by,
      includeArchived: include_archived,
      ...pageVariables({ limit, page_token }),
    });
    return { issues: (issues?.nodes ?? []).map(issueInList), page: pageOf(issues) };
  },
});

export const listMyIssues = operation({
  summary: "Issues that are assigned to the account",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    team: team.optional(),
    state: state.describe("name, id or type; a type may mean several").optional(),
    ...archiveParam,
    ...pagingParams(250),
  }),
  aliases: { ...teamAliases, ...pagingAliases, status: "state", includeArchived: "include_archived" },
  result: issuesSchema,
  caches: ["teams", "statuses"],
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query viewer", "query teams", "query workflowStates"],
  example: { limit: 5 },
  async run({ team: named, state: wanted, include_archived, ...paging }, linear) {
    const found = await teamIfNamed(named, linear);
    const { viewer } = await linear.ask(MY_ISSUES, {
      filter: await issueFilter({ state: wanted }, found, linear),
      includeArchived: include_archived,
      ...pageVariables(paging),
    });
    const issues = viewer?.assignedIssues;
    return { issues: (issues?.nodes ?? []).map(issueInList), page: pageOf(issues) };
  },
});
