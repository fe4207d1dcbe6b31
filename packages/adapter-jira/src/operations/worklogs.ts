import { changedFields, compact, pageSchema, pathSegment, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { utcInstant } from "@pm-orchestrator/atlassian";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { toDocument, toMarkdown } from "../content.js";
import { issueNotFound } from "../not-found.js";
import { type Position, positionPage, positionParams, positionQuery } from "../paging.js";
import { personOf } from "../parse.js";
import { issueReceipt } from "../receipts.js";
import { markedAs } from "../reconcile/marks.js";
import { findMarkedWorklog, MARKED_WORKLOG } from "../reconcile/worklogs.js";
import { issueKey, issueKeyAliases, markdown, person, visibility } from "../schemas.js";
import type { VendorWorklog } from "../vendor.js";

const operation = operationsFor<JiraClient>();

const duration = z
  .string()
  .regex(/^\s*(?:\d+(?:\.\d+)?[wdhm]\s*)+$/, "must be a duration such as 1d 4h 30m")
  .describe("such as 1d 4h 30m");

export const getWorklog = operation({
  summary: "The time that was logged on an issue",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ issue_key: issueKey, ...positionParams(1000) }),
  aliases: issueKeyAliases,
  result: z.object({
    worklogs: z.array(
      z.object({
        id: z.string(),
        author: person.optional(),
        time_spent: z.string(),
        seconds: z.int(),
        started: z.string().optional(),
        comment: z.string().optional(),
      }),
    ),
    page: pageSchema,
  }),
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["GET /rest/api/3/issue/{issueIdOrKey}/worklog"],
  example: { issue_key: "TRAIN-123" },
  async run({ issue_key, limit, page_token }, jira) {
    const answer = await jira.send({
      method: "GET",
      path: worklogPath(issue_key),
      query: positionQuery({ limit, page_token }),
      notFound: issueNotFound(issue_key),
    });
    const { worklogs = [], ...rest } = (answer.body ?? {}) as Position & { worklogs?: VendorWorklog[] };
    return {
      worklogs: await Promise.all(worklogs.map(worklog)),
      page: positionPage(rest, worklogs.length),
    };
  },
});

export const addWorklog = operation({
  summary: "Logs time on an issue",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    issue_key: issueKey,
    time_spent: duration,
    comment: markdown.optional(),
    started: z.iso
      .datetime({ offset: true })
      .optional()
      .describe("when the work began, such as 2025-11-18T09:00:00Z; default now"),
    remaining_estimate: duration.optional().describe("what is left; default: the estimate less time_spent"),
    visibility: visibility.optional(),
  }),
  aliases: { ...issueKeyAliases, timeSpent: "time_spent", remainingEstimate: "remaining_estimate" },
  result: receiptSchema.extend({ seconds: z.int().optional() }),
  limits: ["requests", "quota", "issue_writes", "issue_writes_sustained"],
  scopes: ["write:jira-work", { any: ["read:jira-work"], partly: true }],
  upstream: ["POST /rest/api/3/issue/{issueIdOrKey}/worklog", ...MARKED_WORKLOG],
  example: { issue_key: "TRAIN-123", time_spent: "2h 30m", comment: "Wrote the *refresh* flow." },
  async run(params, jira) {
    const { issue_key, time_spent, comment, started, remaining_estimate, visibility } = params;
    const answer = await jira.send({
      method: "POST",
      path: worklogPath(issue_key),
      query:
        remaining_estimate === undefined ? {} : { adjustEstimate: "new", newEstimate: remaining_estimate },
      body: compact({
        timeSpent: time_spent,
        comment: comment === undefined ? undefined : await toDocument(comment),
        // Jira asks for it whenever a worklog is made.
        started: vendorInstant(started ?? new Date().toISOString()),
        visibility,
        properties: markedAs("worklog", jira),
      }),
      notFound: issueNotFound(issue_key),
    });
    return worklogReceipt((answer.body ?? {}) as VendorWorklog, params, jira);
  },
  async reconcile(params, jira) {
    const found = await findMarkedWorklog(params.issue_key, "worklog", jira);
    return found && worklogReceipt(found, params, jira);
  },
});

function worklogReceipt(
  { id = "", timeSpentSeconds }: VendorWorklog,
  params: { issue_key: string } & Record<string, unknown>,
  jira: JiraClient,
) {
  const changed = changedFields(params, ["issue_key"]);
  return compact({ ...issueReceipt(params.issue_key, changed, jira), id, seconds: timeSpentSeconds });
}

function worklogPath(issueKey: string): string {
  return `/rest/api/3/issue/${pathSegment(issueKey)}/worklog`;
}

/** Jira wants milliseconds and an offset without its colon. */
function vendorInstant(iso: string): string {
  return new Date(iso).toISOString().replace(/Z$/, "+0000");
}

async function worklog({ id = "", author, comment, started, timeSpent, timeSpentSeconds }: VendorWorklog) {
  return compact({
    id,
    author: personOf(author),
    time_spent: timeSpent ?? "",
    seconds: timeSpentSeconds ?? 0,
    started: utcInstant(started),
    comment: await toMarkdown(comment),
  });
}
