import { compact, pathSegment, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { boardIdOf } from "../lookups/boards.js";
import { issueNotFound } from "../not-found.js";
import { issueReceipt } from "../receipts.js";
import { issueKey, issueKeyAliases } from "../schemas.js";
import { BOARD_LOOKUP, boardAliases, boardId } from "./board-params.js";

const operation = operationsFor<JiraClient>();

const aliases = { ...issueKeyAliases, ...boardAliases } as const;
const board = boardId.describe("id, or whole name; it decides which field holds the estimate");

export const getEstimate = operation({
  summary: "The estimate of an issue, in the field that a board uses",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ issue_key: issueKey, board_id: board }),
  aliases,
  result: z.object({ value: z.string().optional(), field_id: z.string() }),
  caches: ["boards"],
  limits: ["requests", "quota"],
  scopes: ["read:issue:jira-software", "read:issue-details:jira"],
  upstream: ["GET /rest/agile/1.0/issue/{issueIdOrKey}/estimation", BOARD_LOOKUP],
  example: { issue_key: "TRAIN-123", board_id: "1" },
  async run({ issue_key, board_id }, jira) {
    const answer = await jira.send({
      method: "GET",
      path: estimatePath(issue_key),
      query: { boardId: await boardIdOf(board_id, jira) },
      notFound: issueNotFound(issue_key),
    });
    const { value, fieldId = "" } = (answer.body ?? {}) as { value?: string | null; fieldId?: string };
    return compact({ value, field_id: fieldId });
  },
});

export const estimateIssue = operation({
  summary: "Sets the estimate of an issue, in the field that a board uses",
  effect: "write",
  retry: "natural",
  params: z.strictObject({
    issue_key: issueKey,
    board_id: board,
    value: z
      .union([z.number().min(0), z.string().min(1)])
      .describe("points; on boards that estimate in time, minutes or a text such as 3h"),
  }),
  aliases: { ...aliases, estimate: "value", story_points: "value" },
  result: receiptSchema,
  caches: ["boards"],
  limits: ["requests", "edits", "quota", "issue_writes", "issue_writes_sustained"],
  scopes: ["write:issue:jira-software", "read:issue-details:jira"],
  upstream: ["PUT /rest/agile/1.0/issue/{issueIdOrKey}/estimation", BOARD_LOOKUP],
  example: { issue_key: "TRAIN-123", board_id: "1", value: 8 },
  async run({ issue_key, board_id, value }, jira) {
    await jira.send({
      method: "PUT",
      path: estimatePath(issue_key),
      query: { boardId: await boardIdOf(board_id, jira) },
      body: { value: String(value) },
      notFound: issueNotFound(issue_key),
    });
    return issueReceipt(issue_key, ["estimate"], jira);
  },
});

function estimatePath(issueKey: string): string {
  return `/rest/agile/1.0/issue/${pathSegment(issueKey)}/estimation`;
}
