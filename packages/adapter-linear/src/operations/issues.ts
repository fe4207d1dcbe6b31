import { compact, page, pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "zod";
import type { LinearClient } from "../client.js";
import { ISSUE, SEARCH_ISSUES } from "../documents/issues.js";
import { resolveTeam } from "../lookups/teams.js";
import { issueNotFound } from "../not-found.js";
import { issueDetails, issueInList } from "../parse.js";
import { issueId, issueIdAliases, person, relatedIssue, team, teamAliases } from "../schemas.js";

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
  result: z.object({
    id: z.string(),
    identifier: z.string(),
    title: z.string(),
    status: z.string(),
    status_type: z.string().optional(),
    priority: z.string().optional(),
    team: z.object({ id: z.string(), key: z.string(), name: z.string() }).optional(),
    assignee: person.optional(),
    project: z.object({ id: z.string(), name: z.string() }).optional(),
    labels: z.array(z.string()).optional(),
    parent: relatedIssue.optional(),
    description: z.string().optional(),
    due_date: z.string().optional(),
    branch: z.string().optional(),
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
          parent_id: z.string().optional(),
          url: z.string().optional(),
        }),
      )
      .optional(),
    attachments: z
      .array(
        z.object({
          id: z.string(),
          title: z.string(),
          subtitle: z.string().optional(),
          url: z.string(),
          source: z.string().optional(),
          author: person.optional(),
          created: z.string().optional(),
        }),
      )
      .optional(),
    children: z.array(relatedIssue).optional(),
    relations: z.array(relatedIssue.extend({ issue_id: z.string(), relation: z.string() })).optional(),
    incomplete: z.array(z.string()).optional().describe("lists of which only the first 100 are here"),
  }),
  limits: ["requests", "complexity"],
  upstream: ["query issue"],
  example: { issue_id: "PSN-120", include: ["comments"] },
  async run({ issue_id, include = [] }, linear) {
    const wanted = Object.fromEntries(INCLUSIONS.map((name) => [name, include.includes(name)]));
    const { issue = {} } = await linear.ask(ISSUE, { id: issue_id, ...wanted }, issueNotFound(issue_id));
    return issueDetails(issue);
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
  aliases: { ...teamAliases, term: "query", cursor: "page_token", after: "page_token" },
  queryParams: ["query"],
  result: z.object({
    issues: z.array(
      z.object({
        id: z.string(),
        identifier: z.string(),
        title: z.string(),
        status: z.string(),
        assignee: z.string().optional(),
        updated: z.string().optional(),
        url: z.string(),
      }),
    ),
    page: pageSchema,
  }),
  caches: ["teams", "statuses"],
  limits: ["requests", "complexity", "search"],
  upstream: ["query searchIssues", "query teams"],
  expectedCalls: 2,
  expectedMs: 800,
  example: { query: "JWT", team: "PSN", limit: 5 },
  async run({ query, team: wanted, limit, page_token }, linear) {
    const found = wanted === undefined ? undefined : await resolveTeam(wanted, linear);
    const { searchIssues: connection = {} } = await linear.ask(
      SEARCH_ISSUES,
      compact({
        term: query,
        filter: found === undefined ? undefined : { team: { id: { eq: found.id } } },
        first: limit,
        after: page_token,
      }),
    );
    const { nodes = [], pageInfo, totalCount } = connection;
    return {
      issues: nodes.map(issueInList),
      page: page(pageInfo?.hasNextPage === true ? pageInfo.endCursor : undefined, totalCount),
    };
  },
});
