import { compact, page, pageSchema, pagingParams, pathSegment } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import { fetchIssues, MOST_FETCHED } from "../bulk-fetch.js";
import type { JiraClient } from "../client.js";
import { fieldIds } from "../lookups/fields.js";
import { issueNotFound } from "../not-found.js";
import { type Position, positionPage, positionParams, positionQuery } from "../paging.js";
import { changes } from "../parse.js";
import { issueKey, issueKeyAliases, shownChange } from "../schemas.js";
import type { VendorHistory } from "../vendor.js";

const operation = operationsFor<JiraClient>();

export const getChangelog = operation({
  summary: "What was changed on an issue, oldest first",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ issue_key: issueKey, ...positionParams(100) }),
  aliases: issueKeyAliases,
  result: z.object({
    changes: z.array(shownChange).describe("one entry may change several fields: each stands by itself"),
    page: pageSchema.describe("counts entries"),
  }),
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["GET /rest/api/3/issue/{issueIdOrKey}/changelog"],
  example: { issue_key: "TRAIN-123" },
  async run({ issue_key, ...paging }, jira) {
    const answer = await jira.send({
      method: "GET",
      path: `/rest/api/3/issue/${pathSegment(issue_key)}/changelog`,
      query: positionQuery(paging),
      notFound: issueNotFound(issue_key),
    });
    const { values = [], ...position } = (answer.body ?? {}) as Position & { values?: VendorHistory[] };
    return { changes: values.flatMap(changes), page: positionPage(position, values.length) };
  },
});

export const batchGetChangelogs = operation({
  summary: "What was changed on many issues, oldest first",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    keys: z.array(issueKey).min(1).max(1000),
    fields: z
      .array(z.string().min(1))
      .min(1)
      .max(10)
      .optional()
      .describe("ids or names of fields: only changes of these"),
    ...pagingParams(1000),
  }),
  aliases: { issue_keys: "keys", issueKeys: "keys" },
  result: z.object({
    changelogs: z.array(z.object({ key: z.string(), issue_id: z.string(), changes: z.array(shownChange) })),
    missing: z.array(z.string()).describe("keys of no issue that these credentials can see"),
    page: pageSchema.describe("counts entries; an issue may go on in the next page"),
  }),
  caches: ["fields"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: [
    "POST /rest/api/3/changelog/bulkfetch",
    "POST /rest/api/3/issue/bulkfetch",
    "GET /rest/api/3/field",
  ],
  expectedCalls: 2,
  example: { keys: ["TRAIN-123", "TRAIN-124"], fields: ["status"] },
  async run({ keys, fields, limit, page_token }, jira) {
    const [histories, known] = await Promise.all([
      historiesOf({ keys, fields, limit, page_token }, jira),
      keysById(keys, jira),
    ]);
    const { issueChangeLogs = [], nextPageToken } = histories;
    return {
      changelogs: issueChangeLogs.map(({ issueId = "", changeHistories = [] }) => ({
        key: known.keys.get(issueId) ?? issueId,
        issue_id: issueId,
        changes: changeHistories.flatMap(changes),
      })),
      missing: known.missing,
      page: page(nextPageToken),
    };
  },
});

interface Wanted {
  keys: string[];
  fields?: string[] | undefined;
  limit: number;
  page_token?: string | undefined;
}

interface Histories {
  issueChangeLogs?: { issueId?: string; changeHistories?: VendorHistory[] }[];
  nextPageToken?: string;
}

async function historiesOf(
  { keys, fields, limit, page_token }: Wanted,
  jira: JiraClient,
): Promise<Histories> {
  const answer = await jira.send({
    method: "POST",
    path: "/rest/api/3/changelog/bulkfetch",
    readsOnly: true,
    body: compact({
      issueIdsOrKeys: keys,
      fieldIds: fields === undefined ? undefined : await fieldIds(fields, jira),
      maxResults: limit,
      nextPageToken: page_token,
    }),
  });
  return (answer.body ?? {}) as Histories;
}

/** Histories name their issues by id only, and say nothing of issues that are not there. */
async function keysById(wanted: readonly string[], jira: JiraClient) {
  const parts = Array.from({ length: Math.ceil(wanted.length / MOST_FETCHED) }, (_, part) =>
    wanted.slice(part * MOST_FETCHED, (part + 1) * MOST_FETCHED),
  );
  const answers = await Promise.all(parts.map((keys) => fetchIssues({ keys, fields: ["status"] }, jira)));
  return {
    keys: new Map(answers.flatMap(({ issues }) => issues.map(({ id, key }) => [id, key] as const))),
    missing: answers.flatMap(({ missing }) => missing.map(({ key }) => key)),
  };
}
