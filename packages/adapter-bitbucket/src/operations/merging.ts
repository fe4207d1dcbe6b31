import {
  compact,
  type FailureReading,
  type HttpFailure,
  pathSegment,
  receiptSchema,
} from "@pm-orchestrator/adapter-kit";
import { isPmoError } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { BitbucketClient } from "../client.js";
import type { BitbucketErrorCode } from "../errors.js";
import { currentUser } from "../lookups/people.js";
import { operation } from "../operation.js";
import { type PullRequestAddress, pullRequestAt, readPullRequest } from "../pull-request.js";
import { saidBy, tellsClosed } from "../read-failure.js";
import { markdown, pullRequestAliases, pullRequestParams } from "../schemas.js";
import type { VendorComment, VendorPullRequest } from "../vendor.js";

/** What is read to learn what became of an end whose answer got lost. */
const CLOSING = [
  "GET /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}",
  "GET /user",
] as const;

export const mergePullRequest = operation({
  summary: "Merges a pull request; a merge that takes long goes on as a task",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    ...pullRequestParams,
    message: z.string().min(1).optional().describe("of the merge commit"),
    strategy: z
      .enum([
        "merge_commit",
        "squash",
        "fast_forward",
        "squash_fast_forward",
        "rebase_fast_forward",
        "rebase_merge",
      ])
      .optional()
      .describe("default that of the destination branch"),
    close_source_branch: z.boolean().optional().describe("whether the source branch is deleted"),
  }),
  aliases: { ...pullRequestAliases, merge_strategy: "strategy", mergeStrategy: "strategy" },
  result: receiptSchema.extend({
    state: z.string().describe("MERGED, or PENDING while a task goes on"),
    merge_commit: z.string().optional(),
    task_id: z.string().optional().describe("for get_merge_status"),
  }),
  limits: ["repository_requests"],
  caches: ["users"],
  upstream: ["POST /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/merge", ...CLOSING],
  expectedMs: 3000,
  example: { repository: "acme/platform", id: 42, strategy: "squash" },
  async run({ message, strategy, close_source_branch, ...wanted }, bitbucket) {
    const at = pullRequestAt(wanted, bitbucket);
    const { status, headers, body } = await bitbucket.send({
      method: "POST",
      path: `${at.path}/merge`,
      body: compact({ message, merge_strategy: strategy, close_source_branch }),
      notFound: at.notFound,
      readFailure: mergeRefusal,
    });
    const isPending = status === 202;
    return {
      ...receiptOf(at, ["state"]),
      ...(isPending ? { state: "PENDING" } : stateOf((body ?? {}) as VendorPullRequest)),
      ...compact({ task_id: isPending ? taskIn(headers.get("location")) : undefined }),
    };
  },
  async reconcile(params, bitbucket) {
    const at = pullRequestAt(params, bitbucket);
    const merged = await closedByMe("MERGED", at, bitbucket);
    return merged && { ...receiptOf(at, ["state"]), ...stateOf(merged) };
  },
});

export const getMergeStatus = operation({
  summary: "How a merge goes on that takes long",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    ...pullRequestParams,
    task_id: z.string().min(1).describe("task_id of merge_pull_request"),
  }),
  aliases: pullRequestAliases,
  result: z.object({
    status: z.string().describe("PENDING or SUCCESS; a merge that failed is an error"),
    state: z.string().optional(),
    merge_commit: z.string().optional(),
    url: z.string(),
  }),
  limits: ["repository_requests"],
  upstream: [
    "GET /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/merge/task-status/{task_id}",
  ],
  example: { repository: "acme/platform", id: 60, task_id: "simulated-merge-60" },
  async run({ task_id, ...wanted }, bitbucket) {
    const { path, page, notFound } = pullRequestAt(wanted, bitbucket);
    const answer = await bitbucket.send({
      method: "GET",
      path: `${path}/merge/task-status/${pathSegment(task_id)}`,
      notFound,
      readFailure: mergeRefusal,
    });
    const { task_status = "", merge_result } = (answer.body ?? {}) as VendorMergeTask;
    return { status: task_status, ...(merge_result && stateOf(merge_result)), url: page };
  },
});

export const declinePullRequest = operation({
  summary: "Declines a pull request, with a comment that says why",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    ...pullRequestParams,
    message: markdown.optional().describe("why, as a comment; Markdown"),
  }),
  aliases: { ...pullRequestAliases, reason: "message", comment: "message" },
  result: receiptSchema.extend({
    state: z.string(),
    comment_id: z.string().optional(),
    comment_failed: z.string().optional().describe("why there is no comment although it is declined"),
  }),
  limits: ["repository_requests"],
  upstream: [
    "POST /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/decline",
    "POST /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/comments",
    ...CLOSING,
  ],
  caches: ["users"],
  expectedCalls: 2,
  expectedMs: 1000,
  example: { repository: "acme/platform", id: 41, message: "Overtaken by TRAIN-123." },
  async run({ message, ...wanted }, bitbucket) {
    const at = pullRequestAt(wanted, bitbucket);
    const answer = await bitbucket.send({
      method: "POST",
      path: `${at.path}/decline`,
      notFound: at.notFound,
    });
    const { state = "DECLINED" } = (answer.body ?? {}) as VendorPullRequest;
    if (message === undefined) return { ...receiptOf(at, ["state"]), state };
    const explained = await explain(message, at, bitbucket);
    return { ...receiptOf(at, ["state", ...(explained.comment_id ? ["comment"] : [])]), state, ...explained };
  },
  async reconcile({ message, ...wanted }, bitbucket) {
    const at = pullRequestAt(wanted, bitbucket);
    const declined = await closedByMe("DECLINED", at, bitbucket);
    if (declined === undefined) return undefined;
    // The comment comes after the deed, so it was not even tried; and nothing is written here.
    const comment_failed =
      message === undefined ? undefined : "The answer to the decline got lost, so nothing was said.";
    return { ...receiptOf(at, ["state"]), state: "DECLINED", ...compact({ comment_failed }) };
  },
});

/** The pull request, if it has ended so and by whom the credentials belong to. */
async function closedByMe(
  state: "MERGED" | "DECLINED",
  at: PullRequestAddress,
  bitbucket: BitbucketClient,
): Promise<VendorPullRequest | undefined> {
  const [found, me] = await Promise.all([readPullRequest(at, bitbucket), currentUser(bitbucket)]);
  const isMine = me.uuid !== undefined && found.closed_by?.uuid === me.uuid;
  return found.state === state && isMine ? found : undefined;
}

interface VendorMergeTask {
  task_status?: string;
  merge_result?: VendorPullRequest;
}

/** The reason comes after the deed, so that nothing is explained that did not happen; it cannot undo the deed either. */
async function explain(message: string, at: PullRequestAddress, bitbucket: BitbucketClient) {
  try {
    const answer = await bitbucket.send({
      method: "POST",
      path: `${at.path}/comments`,
      body: { content: { raw: message } },
      notFound: at.notFound,
    });
    return { comment_id: String(((answer.body ?? {}) as VendorComment).id ?? "") };
  } catch (error) {
    if (!isPmoError(error)) throw error;
    return { comment_failed: error.message };
  }
}

function receiptOf({ id, page }: PullRequestAddress, changed: string[]) {
  return { id: String(id), url: page, changed };
}

function stateOf({ state = "MERGED", merge_commit }: VendorPullRequest) {
  return { state, ...compact({ merge_commit: merge_commit?.hash }) };
}

function taskIn(location: string | null): string | undefined {
  const task = /\/merge\/task-status\/([^/?#]+)/.exec(location ?? "")?.[1];
  return task === undefined ? undefined : decodeURIComponent(task);
}

/** A merge is refused for many reasons, which Bitbucket tells in its own words. */
function mergeRefusal(failure: HttpFailure): FailureReading<BitbucketErrorCode> | undefined {
  if (failure.kind !== "status" || failure.status !== 400) return undefined;
  const message = saidBy(failure.body);
  return tellsClosed(message) ? undefined : { code: "MERGE_REFUSED", ...compact({ message }) };
}
