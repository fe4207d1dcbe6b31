import { compact, isRecent, pathSegment, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { BitbucketClient } from "../client.js";
import { currentUser } from "../lookups/people.js";
import { commentNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { readWholeAnswer } from "../paging.js";
import { pageOf } from "../parse.js";
import { bringAbout, type PullRequestAddress, pullRequestAt } from "../pull-request.js";
import { markdown, numberOf, pullRequestAliases, pullRequestParams } from "../schemas.js";
import type { VendorComment } from "../vendor.js";

const aliases = { ...pullRequestAliases, body: "content", text: "content", comment: "content" } as const;
const ofComment = { ...pullRequestAliases, commentId: "comment_id" } as const;
const commentParams = { ...pullRequestParams, comment_id: numberOf("comment") };
const line = z.int().min(1);

export const addPullRequestComment = operation({
  summary: "Comments on a pull request, answers a comment, or comments on a line, also with a suggestion",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    ...pullRequestParams,
    content: markdown,
    parent_id: numberOf("comment that is answered").optional(),
    inline: z
      .strictObject({
        path: z.string().min(1),
        to: line.optional().describe("line in the new file"),
        from: line.optional().describe("line in the old file, for one that is gone"),
      })
      .optional()
      .describe("which line is meant; without one the whole file"),
    suggestion: z.string().optional().describe("what the line should be instead"),
    pending: z.boolean().optional().describe("kept as part of a review that is published on the web"),
  }),
  aliases: { ...aliases, parent: "parent_id" },
  result: receiptSchema,
  limits: ["repository_requests"],
  caches: ["users"],
  upstream: [
    "POST /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/comments",
    "GET /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/comments",
    "GET /user",
  ],
  expectedMs: 700,
  example: {
    repository: "acme/platform",
    id: 42,
    content: "Should `exp` allow for some clock skew?",
    inline: { path: "src/auth/jwt.ts", to: 12 },
  },
  async run({ content, parent_id, inline, suggestion, pending, ...wanted }, bitbucket) {
    const at = pullRequestAt(wanted, bitbucket);
    const answer = await bitbucket.send({
      method: "POST",
      path: `${at.path}/comments`,
      body: compact({
        content: { raw: textOf({ content, suggestion }) },
        parent: parent_id === undefined ? undefined : { id: Number(parent_id) },
        inline: inline && compact(inline),
        pending,
      }),
      notFound: parent_id === undefined ? at.notFound : commentNotFound(at, parent_id),
    });
    const comment = (answer.body ?? {}) as VendorComment;
    bitbucket.claims.take(`comment ${comment.id}`);
    return commentReceipt(comment, at, ["content"]);
  },
  async reconcile({ content, parent_id, inline, suggestion, pending, ...wanted }, bitbucket) {
    const at = pullRequestAt(wanted, bitbucket);
    const [me, { values, headers }] = await Promise.all([
      currentUser(bitbucket),
      readWholeAnswer<VendorComment>({ path: `${at.path}/comments`, notFound: at.notFound }, bitbucket),
    ]);
    const text = textOf({ content, suggestion }).trim();
    const alike = values.filter(
      (comment) =>
        comment.user?.uuid === me.uuid &&
        comment.deleted !== true &&
        (comment.pending ?? false) === (pending ?? false) &&
        comment.content?.raw?.trim() === text &&
        comment.parent?.id === (parent_id === undefined ? undefined : Number(parent_id)) &&
        // An answer stands where the comment stands that it answers.
        (inline === undefined ? parent_id !== undefined || !comment.inline : isAt(comment, inline)) &&
        isRecent(comment.created_on, { headers }),
    );
    const found = bitbucket.claims.takeOnly(alike, ({ id }) => `comment ${id}`);
    return found && commentReceipt(found, at, ["content"]);
  },
});

interface Line {
  path: string;
  to?: number | undefined;
  from?: number | undefined;
}

function isAt({ inline }: VendorComment, { path, to, from }: Line): boolean {
  return (
    inline?.path === path &&
    (to === undefined || inline.to === to) &&
    (from === undefined || inline.from === from)
  );
}

function textOf({ content, suggestion }: { content: string; suggestion: string | undefined }): string {
  return suggestion === undefined ? content : `${content}\n\n${suggested(suggestion)}`;
}

export const updatePullRequestComment = operation({
  summary: "Rewrites a comment on a pull request",
  effect: "write",
  retry: "natural",
  params: z.strictObject({ ...commentParams, content: markdown }),
  aliases: { ...aliases, ...ofComment },
  result: receiptSchema,
  limits: ["repository_requests"],
  upstream: [
    "PUT /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/comments/{comment_id}",
  ],
  expectedMs: 700,
  example: {
    repository: "acme/platform",
    id: 42,
    comment_id: 4202,
    content: "Refused now, with **two** tests.",
  },
  async run({ content, comment_id, ...wanted }, bitbucket) {
    const at = pullRequestAt(wanted, bitbucket);
    const answer = await bitbucket.send({
      method: "PUT",
      path: `${at.path}/comments/${pathSegment(comment_id)}`,
      body: { content: { raw: content } },
      notFound: commentNotFound(at, comment_id),
    });
    return commentReceipt({ id: Number(comment_id), ...(answer.body as VendorComment) }, at, ["content"]);
  },
});

export const deletePullRequestComment = operation({
  summary: "Deletes a comment on a pull request",
  effect: "destructive",
  retry: "natural",
  params: z.strictObject(commentParams),
  aliases: ofComment,
  result: receiptSchema,
  limits: ["repository_requests"],
  upstream: [
    "DELETE /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/comments/{comment_id}",
  ],
  example: { repository: "acme/platform", id: 42, comment_id: 4201 },
  async run({ comment_id, ...wanted }, bitbucket) {
    const at = pullRequestAt(wanted, bitbucket);
    await bitbucket.remove({
      path: `${at.path}/comments/${pathSegment(comment_id)}`,
      notFound: commentNotFound(at, comment_id),
    });
    return commentReceipt({ id: Number(comment_id) }, at, ["deleted"]);
  },
});

/** What resolving a thread and reopening it declare. */
const threading = {
  effect: "write",
  retry: "natural",
  params: z.strictObject(commentParams),
  aliases: ofComment,
  result: receiptSchema,
  limits: ["repository_requests"],
} as const;

export const resolvePullRequestComment = operation({
  ...threading,
  summary: "Resolves the thread that a comment began",
  upstream: [
    "POST /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/comments/{comment_id}/resolve",
  ],
  example: { repository: "acme/platform", id: 42, comment_id: 4203 },
  run: (params, bitbucket) => settle({ method: "POST", already: /already .*resolved/i }, params, bitbucket),
});

export const reopenPullRequestComment = operation({
  ...threading,
  summary: "Reopens a thread that was resolved",
  upstream: [
    "DELETE /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/comments/{comment_id}/resolve",
  ],
  example: { repository: "acme/platform", id: 42, comment_id: 4201 },
  run: (params, bitbucket) => settle({ method: "DELETE", already: /not .*resolved/i }, params, bitbucket),
});

async function settle(
  { method, already }: { method: "POST" | "DELETE"; already: RegExp },
  { comment_id, ...wanted }: z.output<typeof threading.params>,
  bitbucket: BitbucketClient,
) {
  const at = pullRequestAt(wanted, bitbucket);
  const path = `${at.path}/comments/${pathSegment(comment_id)}/resolve`;
  const changed = await bringAbout(
    { method, path, notFound: commentNotFound(at, comment_id), already },
    bitbucket,
  );
  return commentReceipt({ id: Number(comment_id) }, at, changed ? ["resolved"] : []);
}

function commentReceipt(comment: VendorComment, at: PullRequestAddress, changed: string[]) {
  const id = String(comment.id ?? "");
  return { id, url: pageOf(comment) || `${at.page}#comment-${id}`, changed };
}

/** A block that Bitbucket offers to apply; its fence is longer than any within. */
function suggested(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}suggestion\n${text}\n${fence}`;
}
