import { type FailureReading, page, pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import type { JiraErrorCode } from "../errors.js";
import { askFor, expandedFields, LIST_FIELDS, readingParams } from "../issue-reading.js";
import { boardIdOf, boardMissing, sprintIdOf, sprintMissing } from "../lookups/boards.js";
import { issueInList } from "../parse.js";
import { issueSummary } from "../schemas.js";
import type { VendorIssue } from "../vendor.js";
import {
  BOARD_LOOKUP,
  boardAliases,
  boardId,
  SPRINT_LOOKUPS,
  sprintAliases,
  sprintParams,
} from "./board-params.js";

const operation = operationsFor<JiraClient>();

const listParams = {
  jql: z.string().min(1).optional().describe("only issues that it finds; its order wins over the board's"),
  ...readingParams,
  ...pagingParams(100),
};
const listAliases = { max_results: "limit", maxResults: "limit", nextPageToken: "page_token" } as const;
const issueList = z.object({ issues: z.array(issueSummary.extend(expandedFields)), page: pageSchema });
type ListParams = z.output<z.ZodObject<typeof listParams>>;

export const getBoardIssues = operation({
  summary: "The issues on a board, in its order",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ board_id: boardId, ...listParams }),
  aliases: { ...boardAliases, ...listAliases },
  queryParams: ["jql"],
  result: issueList,
  caches: ["boards", "fields"],
  limits: ["requests", "quota"],
  scopes: ["read:board-scope:jira-software", "read:issue-details:jira"],
  upstream: ["GET /rest/software/1.0/board/{boardId}/issue", BOARD_LOOKUP, "GET /rest/api/3/field"],
  example: { board_id: "TRAIN board", jql: "status = 'In Review'", limit: 5 },
  async run({ board_id, ...params }, jira) {
    const id = await boardIdOf(board_id, jira);
    return issuesAt({ path: `/board/${id}/issue`, notFound: boardMissing(id) }, params, jira);
  },
});

export const getBacklogIssues = operation({
  summary: "The issues in the backlog of a board, in its order",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ board_id: boardId, ...listParams }),
  aliases: { ...boardAliases, ...listAliases },
  queryParams: ["jql"],
  result: issueList,
  caches: ["boards", "fields"],
  limits: ["requests", "quota"],
  scopes: ["read:board-scope:jira-software", "read:issue-details:jira"],
  upstream: ["GET /rest/software/1.0/board/{boardId}/backlog", BOARD_LOOKUP, "GET /rest/api/3/field"],
  example: { board_id: "1", limit: 5 },
  async run({ board_id, ...params }, jira) {
    const id = await boardIdOf(board_id, jira);
    return issuesAt({ path: `/board/${id}/backlog`, notFound: boardMissing(id) }, params, jira);
  },
});

export const getSprintIssues = operation({
  summary: "The issues of a sprint, in the board's order",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ ...sprintParams, ...listParams }),
  aliases: { ...sprintAliases, ...listAliases },
  queryParams: ["jql"],
  result: issueList,
  caches: ["boards", "fields"],
  limits: ["requests", "quota"],
  scopes: ["read:sprint:jira-software", "read:issue-details:jira", "read:jql:jira"],
  upstream: ["GET /rest/software/1.0/sprint/{sprintId}/issue", ...SPRINT_LOOKUPS, "GET /rest/api/3/field"],
  example: { sprint_id: "TRAIN Sprint 9", board_id: "1", limit: 5 },
  async run({ sprint_id, board_id, ...params }, jira) {
    const id = await sprintIdOf({ sprint_id, board_id }, jira);
    return issuesAt({ path: `/sprint/${id}/issue`, notFound: sprintMissing(id) }, params, jira);
  },
});

interface Place {
  path: string;
  notFound: FailureReading<JiraErrorCode>;
}

async function issuesAt({ path, notFound }: Place, params: ListParams, jira: JiraClient) {
  const { query, withChangelog, asked } = await askFor(LIST_FIELDS, params, jira);
  const answer = await jira.send({
    method: "GET",
    path: `/rest/software/1.0${path}`,
    query: {
      jql: params.jql,
      fields: query.join(","),
      expand: withChangelog ? "changelog" : undefined,
      maxResults: params.limit,
      nextPageToken: params.page_token,
    },
    notFound,
  });
  const { issues = [], nextPageToken } = (answer.body ?? {}) as {
    issues?: VendorIssue[];
    nextPageToken?: string;
  };
  return {
    issues: await Promise.all(issues.map((issue) => issueInList(issue, asked, jira.issueUrl))),
    page: page(nextPageToken),
  };
}
