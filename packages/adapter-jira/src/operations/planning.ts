import { compact, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { sprintIdOf, sprintMissing } from "../lookups/boards.js";
import { issueReceipt } from "../receipts.js";
import { issueKey } from "../schemas.js";
import { SPRINT_LOOKUPS, sprintAliases, sprintParams, sprintUrl } from "./board-params.js";

const operation = operationsFor<JiraClient>();

/** Jira moves at most so many issues at once, and either all of them or none. */
const issueKeys = z.array(issueKey).min(1).max(50);
const keyAliases = { issueKeys: "issue_keys", issues: "issue_keys", keys: "issue_keys" } as const;

const rankParams = {
  rank_before: issueKey.optional().describe("put them before this issue"),
  rank_after: issueKey.optional().describe("put them after this issue"),
};
const rankAliases = {
  rankBeforeIssue: "rank_before",
  rankAfterIssue: "rank_after",
  before: "rank_before",
  after: "rank_after",
} as const;

export const addIssuesToSprint = operation({
  summary: "Puts issues into a sprint",
  effect: "write",
  retry: "natural",
  params: z
    .strictObject({ ...sprintParams, issue_keys: issueKeys, ...rankParams })
    .refine(({ rank_before, rank_after }) => rank_before === undefined || rank_after === undefined, {
      message: "give rank_before or rank_after, not both",
      path: ["rank_after"],
    }),
  aliases: { ...sprintAliases, ...keyAliases, ...rankAliases },
  result: receiptSchema.extend({ issues: z.array(receiptSchema) }),
  caches: ["boards"],
  limits: ["requests", "quota"],
  scopes: ["write:sprint:jira-software"],
  upstream: ["POST /rest/agile/1.0/sprint/{sprintId}/issue", ...SPRINT_LOOKUPS],
  example: { sprint_id: "110", issue_keys: ["TRAIN-200", "TRAIN-201"] },
  async run({ issue_keys, rank_before, rank_after, ...sprint }, jira) {
    const id = await sprintIdOf(sprint, jira);
    await jira.send({
      method: "POST",
      path: `/rest/agile/1.0/sprint/${id}/issue`,
      body: compact({ issues: issue_keys, rankBeforeIssue: rank_before, rankAfterIssue: rank_after }),
      expects: "nothing",
      notFound: sprintMissing(id),
    });
    const changed = ["sprint", ...((rank_before ?? rank_after) === undefined ? [] : ["rank"])];
    return {
      id,
      url: sprintUrl(id, jira),
      changed: ["issues"],
      issues: issue_keys.map((key) => issueReceipt(key, changed, jira)),
    };
  },
});

export const moveIssuesToBacklog = operation({
  summary: "Takes issues out of their active or future sprints",
  effect: "write",
  retry: "natural",
  params: z.strictObject({ issue_keys: issueKeys }),
  aliases: keyAliases,
  result: z.object({ issues: z.array(receiptSchema) }),
  limits: ["requests", "quota"],
  scopes: ["write:board-scope:jira-software"],
  upstream: ["POST /rest/agile/1.0/backlog/issue"],
  example: { issue_keys: ["TRAIN-124"] },
  async run({ issue_keys }, jira) {
    await jira.send({
      method: "POST",
      path: "/rest/agile/1.0/backlog/issue",
      body: { issues: issue_keys },
      expects: "nothing",
    });
    return { issues: issue_keys.map((key) => issueReceipt(key, ["sprint"], jira)) };
  },
});

export const rankIssues = operation({
  summary: "Moves issues before or after another one",
  effect: "write",
  retry: "natural",
  params: z
    .strictObject({ issue_keys: issueKeys, ...rankParams })
    .refine(({ rank_before, rank_after }) => (rank_before === undefined) !== (rank_after === undefined), {
      message: "give either rank_before or rank_after",
      path: ["rank_before"],
    }),
  aliases: { ...keyAliases, ...rankAliases },
  result: z.object({
    issues: z.array(receiptSchema),
    failed: z.array(z.object({ issue_key: z.string(), message: z.string() })).optional(),
  }),
  limits: ["requests", "edits", "quota"],
  scopes: ["write:issue:jira-software"],
  upstream: ["PUT /rest/agile/1.0/issue/rank"],
  example: { issue_keys: ["TRAIN-123"], rank_before: "TRAIN-120" },
  async run({ issue_keys, rank_before, rank_after }, jira) {
    const answer = await jira.send({
      method: "PUT",
      path: "/rest/agile/1.0/issue/rank",
      body: compact({ issues: issue_keys, rankBeforeIssue: rank_before, rankAfterIssue: rank_after }),
    });
    // 204 says that all were ranked; 207 tells of each.
    const { entries = [] } = (answer.body ?? {}) as { entries?: RankEntry[] };
    const failed = entries
      .filter(({ status = 200 }) => status >= 400)
      .map(({ issueKey = "", errors = [], status }) => ({
        issue_key: issueKey,
        message: errors.join(" ") || `Jira answered ${status}.`,
      }));
    const lost = new Set(failed.map(({ issue_key }) => issue_key));
    const ranked = issue_keys.map((key) => key.toUpperCase()).filter((key) => !lost.has(key));
    return compact({
      issues: ranked.map((key) => issueReceipt(key, ["rank"], jira)),
      failed: failed.length === 0 ? undefined : failed,
    });
  },
});

interface RankEntry {
  issueKey?: string;
  status?: number;
  errors?: string[];
}
