import { pageSchema, pagingParams, pathSegment } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { comment, commentOf } from "../discussion.js";
import { commentNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { readPage } from "../paging.js";
import { pullRequestAt } from "../pull-request.js";
import { numberOf, pullRequestAliases, pullRequestParams } from "../schemas.js";
import type { VendorComment } from "../vendor.js";

export const listPullRequestComments = operation({
  summary: "Comments on a pull request and on its lines, the oldest first",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ ...pullRequestParams, ...pagingParams(100) }),
  aliases: { ...pullRequestAliases, max_results: "limit", pagelen: "limit" },
  result: z.object({ comments: z.array(comment), page: pageSchema }),
  limits: ["repository_requests"],
  upstream: ["GET /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/comments"],
  example: { repository: "acme/platform", id: 42 },
  async run({ limit, page_token, ...wanted }, bitbucket) {
    const { path, notFound } = pullRequestAt(wanted, bitbucket);
    const { values, page } = await readPage<VendorComment>(
      { path: `${path}/comments`, limit, page_token, notFound },
      bitbucket,
    );
    return { comments: values.map(commentOf), page };
  },
});

export const getPullRequestComment = operation({
  summary: "One comment on a pull request",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ ...pullRequestParams, comment_id: numberOf("comment") }),
  aliases: { ...pullRequestAliases, commentId: "comment_id" },
  result: comment,
  limits: ["repository_requests"],
  upstream: [
    "GET /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/comments/{comment_id}",
  ],
  example: { repository: "acme/platform", id: 42, comment_id: 4201 },
  async run({ comment_id, ...wanted }, bitbucket) {
    const at = pullRequestAt(wanted, bitbucket);
    const answer = await bitbucket.send({
      method: "GET",
      path: `${at.path}/comments/${pathSegment(comment_id)}`,
      notFound: commentNotFound(at, comment_id),
    });
    return commentOf((answer.body ?? {}) as VendorComment);
  },
});
