import { compact, pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { operation } from "../operation.js";
import { readPage } from "../paging.js";
import { commitInList, pageOf, statusInList, utcInstant } from "../parse.js";
import { pullRequestAt } from "../pull-request.js";
import { buildStatus, commitSummary, pullRequestAliases, pullRequestParams } from "../schemas.js";
import type { VendorActivity, VendorCommit, VendorStatus } from "../vendor.js";

/** Bitbucket gives no more of a pull request's activity at once. */
const LARGEST_ACTIVITY_PAGE = 50;

/** What every list on a pull request declares. */
const listing = {
  effect: "read",
  retry: "natural",
  aliases: { ...pullRequestAliases, max_results: "limit", pagelen: "limit" },
  limits: ["repository_requests"],
  example: { repository: "acme/platform", id: 42 },
} as const;

const params = z.strictObject({ ...pullRequestParams, ...pagingParams(100) });

export const getPullRequestActivity = operation({
  ...listing,
  summary:
    "What happened to a pull request, the newest first: updates, comments, approvals, requests for changes",
  params: z.strictObject({ ...pullRequestParams, ...pagingParams(LARGEST_ACTIVITY_PAGE) }),
  result: z.object({
    activity: z.array(
      z.object({
        what: z.enum(["update", "comment", "approval", "changes_requested", "other"]),
        by: z.string().optional(),
        at: z.string().optional(),
        state: z.string().optional().describe("of the pull request, after an update"),
        text: z.string().optional().describe("of a comment"),
        comment_id: z.int().optional(),
        url: z.string().optional(),
      }),
    ),
    page: pageSchema,
  }),
  upstream: ["GET /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/activity"],
  async run({ limit, page_token, ...wanted }, bitbucket) {
    const { path, notFound } = pullRequestAt(wanted, bitbucket);
    const { values, page } = await readPage<VendorActivity>(
      { path: `${path}/activity`, limit, page_token, notFound },
      bitbucket,
    );
    return { activity: values.map(activityOf), page };
  },
});

export const listPullRequestCommits = operation({
  ...listing,
  summary: "Commits that a pull request brings",
  params,
  result: z.object({ commits: z.array(commitSummary), page: pageSchema }),
  upstream: ["GET /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/commits"],
  async run({ limit, page_token, ...wanted }, bitbucket) {
    const { path, notFound } = pullRequestAt(wanted, bitbucket);
    const { values, page } = await readPage<VendorCommit>(
      { path: `${path}/commits`, limit, page_token, notFound },
      bitbucket,
    );
    return { commits: values.map(commitInList), page };
  },
});

export const getPullRequestStatuses = operation({
  ...listing,
  summary: "Builds and other checks of a pull request",
  params,
  result: z.object({ statuses: z.array(buildStatus), page: pageSchema }),
  upstream: ["GET /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/statuses"],
  async run({ limit, page_token, ...wanted }, bitbucket) {
    const { path, notFound } = pullRequestAt(wanted, bitbucket);
    const { values, page } = await readPage<VendorStatus>(
      { path: `${path}/statuses`, limit, page_token, notFound },
      bitbucket,
    );
    return { statuses: values.map(statusInList), page };
  },
});

function activityOf({ update, comment, approval, changes_requested }: VendorActivity) {
  if (update !== undefined) {
    const { author, date, state } = update;
    return compact({ what: "update" as const, by: author?.display_name, at: utcInstant(date), state });
  }
  if (comment !== undefined) {
    return compact({
      what: "comment" as const,
      by: comment.user?.display_name,
      at: utcInstant(comment.created_on),
      text: comment.content?.raw,
      comment_id: comment.id,
      url: pageOf(comment),
    });
  }
  const review = approval ?? changes_requested;
  const what = approval ? ("approval" as const) : ("changes_requested" as const);
  if (review === undefined) return { what: "other" as const };
  return compact({ what, by: review.user?.display_name, at: utcInstant(review.date) });
}
