import { pathSegment, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { resolveUser } from "../lookups/named.js";
import { issueNotFound } from "../not-found.js";
import { personOf } from "../parse.js";
import { issueReceipt } from "../receipts.js";
import { issueKey, issueKeyAliases, person } from "../schemas.js";
import type { VendorUser } from "../vendor.js";

const operation = operationsFor<JiraClient>();

const watcherParams = z.strictObject({
  issue_key: issueKey,
  user: z.string().min(1).default("me").describe("e-mail, name, account id or me"),
});
const watcherAliases = { ...issueKeyAliases, account_id: "user", accountId: "user" } as const;
const USER_LOOKUPS = ["GET /rest/api/3/user/search", "GET /rest/api/3/myself"];

export const getWatchers = operation({
  summary: "Who watches an issue",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ issue_key: issueKey }),
  aliases: issueKeyAliases,
  result: z.object({
    watchers: z.array(person).describe("as far as these credentials may see them"),
    total: z.int(),
    watching: z.boolean().describe("whether the account itself watches"),
  }),
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["GET /rest/api/3/issue/{issueIdOrKey}/watchers"],
  example: { issue_key: "TRAIN-123" },
  async run({ issue_key }, jira) {
    const answer = await jira.send({
      method: "GET",
      path: watchersPath(issue_key),
      notFound: issueNotFound(issue_key),
    });
    const {
      watchers = [],
      watchCount,
      isWatching = false,
    } = (answer.body ?? {}) as {
      watchers?: VendorUser[];
      watchCount?: number;
      isWatching?: boolean;
    };
    return {
      watchers: watchers.flatMap((user) => personOf(user) ?? []),
      total: watchCount ?? watchers.length,
      watching: isWatching,
    };
  },
});

export const addWatcher = operation({
  summary: "Lets somebody watch an issue",
  effect: "write",
  retry: "natural",
  params: watcherParams,
  aliases: watcherAliases,
  result: receiptSchema.extend({ watcher: person }),
  caches: ["users"],
  limits: ["requests", "quota", "issue_writes", "issue_writes_sustained"],
  scopes: ["write:jira-work", "read:jira-user"],
  upstream: ["POST /rest/api/3/issue/{issueIdOrKey}/watchers", ...USER_LOOKUPS],
  expectedCalls: 2,
  example: { issue_key: "TRAIN-123", user: "elena@acme.example" },
  async run({ issue_key, user }, jira) {
    const watcher = await resolveUser(user, jira);
    await jira.send({
      method: "POST",
      path: watchersPath(issue_key),
      body: watcher.accountId,
      expects: "nothing",
      notFound: issueNotFound(issue_key),
    });
    return watcherReceipt(issue_key, watcher, jira);
  },
});

export const removeWatcher = operation({
  summary: "Ends somebody's watching of an issue",
  effect: "write",
  retry: "natural",
  params: watcherParams,
  aliases: watcherAliases,
  result: receiptSchema.extend({ watcher: person }),
  caches: ["users"],
  limits: ["requests", "edits", "quota", "issue_writes", "issue_writes_sustained"],
  scopes: ["write:jira-work", "read:jira-user"],
  upstream: ["DELETE /rest/api/3/issue/{issueIdOrKey}/watchers", ...USER_LOOKUPS],
  expectedCalls: 2,
  example: { issue_key: "TRAIN-123", user: "priya@acme.example" },
  async run({ issue_key, user }, jira) {
    const watcher = await resolveUser(user, jira);
    await jira.send({
      method: "DELETE",
      path: watchersPath(issue_key),
      query: { accountId: watcher.accountId },
      expects: "nothing",
      notFound: issueNotFound(issue_key),
    });
    return watcherReceipt(issue_key, watcher, jira);
  },
});

function watchersPath(issueKey: string): string {
  return `/rest/api/3/issue/${pathSegment(issueKey)}/watchers`;
}

function watcherReceipt(issueKey: string, { accountId = "", displayName }: VendorUser, jira: JiraClient) {
  return {
    ...issueReceipt(issueKey, ["watchers"], jira),
    watcher: { id: accountId, name: displayName ?? accountId },
  };
}
