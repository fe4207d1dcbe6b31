import {
  changedFields,
  compact,
  isGone,
  pageSchema,
  pathSegment,
  receiptSchema,
} from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { toDocument } from "../content.js";
import { allowRemoval, editable, editedDocument, removed } from "../editing.js";
import { issueNotFound, partNotFound } from "../not-found.js";
import { type Position, positionPage, positionParams, positionQuery } from "../paging.js";
import { comment } from "../parse.js";
import { issueReceipt } from "../receipts.js";
import { findMarkedComment, MARKED_COMMENT } from "../reconcile/comments.js";
import { LOOKUP_SCOPES, markedAs } from "../reconcile/marks.js";
import { issueKey, issueKeyAliases, markdown, shownComment, visibility } from "../schemas.js";
import type { VendorComment } from "../vendor.js";

const operation = operationsFor<JiraClient>();

const commentId = z.string().regex(/^[0-9]+$/, "must be the id of a comment");
const commentAliases = { ...issueKeyAliases, commentId: "comment_id", id: "comment_id" } as const;

export const getComments = operation({
  summary: "The comments on an issue",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    issue_key: issueKey,
    order_by: z.enum(["created", "-created"]).default("created").describe("-created: newest first"),
    editable,
    ...positionParams(100),
  }),
  aliases: {
    ...issueKeyAliases,
    orderBy: "order_by",
    max_results: "limit",
    maxResults: "limit",
  },
  result: z.object({
    comments: z.array(shownComment),
    page: pageSchema,
  }),
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["GET /rest/api/3/issue/{issueIdOrKey}/comment"],
  example: { issue_key: "TRAIN-123" },
  async run({ issue_key, order_by, editable, limit, page_token }, jira) {
    const answer = await jira.send({
      method: "GET",
      path: commentsPath(issue_key),
      query: { ...positionQuery({ limit, page_token }), orderBy: order_by },
      notFound: issueNotFound(issue_key),
    });
    const { comments = [], ...rest } = (answer.body ?? {}) as Position & { comments?: VendorComment[] };
    return {
      comments: await Promise.all(comments.map((one) => comment(one, editable))),
      page: positionPage(rest, comments.length),
    };
  },
});

export const addComment = operation({
  summary: "Comments on an issue",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({ issue_key: issueKey, body: markdown, visibility: visibility.optional() }),
  aliases: { ...issueKeyAliases, comment: "body", text: "body" },
  result: receiptSchema,
  limits: ["requests", "quota", "issue_writes", "issue_writes_sustained"],
  scopes: ["write:jira-work", ...LOOKUP_SCOPES],
  upstream: ["POST /rest/api/3/issue/{issueIdOrKey}/comment", ...MARKED_COMMENT],
  example: { issue_key: "TRAIN-123", body: "The tokens now **expire** after 15 minutes." },
  async run(params, jira) {
    const { issue_key, body, visibility } = params;
    const answer = await jira.send({
      method: "POST",
      path: commentsPath(issue_key),
      body: compact({
        body: await toDocument(body),
        visibility,
        properties: markedAs("comment", jira),
      }),
      notFound: issueNotFound(issue_key),
    });
    const { id = "" } = (answer.body ?? {}) as VendorComment;
    return commentReceipt({ issue_key, id, changed: changedFields(params, ["issue_key"]) }, jira);
  },
  async reconcile(params, jira) {
    const { issue_key } = params;
    const { id } = (await findMarkedComment(issue_key, "comment", jira)) ?? {};
    if (id === undefined) return undefined;
    return commentReceipt({ issue_key, id, changed: changedFields(params, ["issue_key"]) }, jira);
  },
});

export const updateComment = operation({
  summary: "Replaces the text of a comment",
  effect: "write",
  retry: "natural",
  params: z.strictObject({
    issue_key: issueKey,
    comment_id: commentId,
    body: markdown.describe("Markdown, the whole new text, best as get_comments gave it with editable"),
    allow_removal: allowRemoval,
    visibility: visibility.optional(),
  }),
  aliases: { ...commentAliases, comment: "body", text: "body" },
  result: receiptSchema.extend({ removed }),
  limits: ["requests", "edits", "quota", "issue_writes", "issue_writes_sustained"],
  scopes: ["write:jira-work", "read:jira-work"],
  upstream: [
    "PUT /rest/api/3/issue/{issueIdOrKey}/comment/{id}",
    "GET /rest/api/3/issue/{issueIdOrKey}/comment/{id}",
  ],
  expectedCalls: 2,
  example: { issue_key: "TRAIN-123", comment_id: "20442", body: "Use **ES256** instead." },
  async run(params, jira) {
    const { issue_key, comment_id, body, allow_removal, visibility } = params;
    const path = `${commentsPath(issue_key)}/${pathSegment(comment_id)}`;
    const notFound = partNotFound("COMMENT_NOT_FOUND", { issue_key, id: comment_id });
    const read = await jira.send({ method: "GET", path, notFound });
    const { body: before } = (read.body ?? {}) as VendorComment;
    const edited = await editedDocument({ before, markdown: body, allowRemoval: allow_removal }, jira);
    await jira.send({
      method: "PUT",
      path,
      body: compact({ body: edited.document, visibility }),
      notFound,
    });
    const changed = changedFields(params, ["issue_key", "comment_id", "allow_removal"]);
    return compact({
      ...commentReceipt({ issue_key, id: comment_id, changed }, jira),
      removed: edited.removed,
    });
  },
});

export const deleteComment = operation({
  summary: "Deletes a comment for ever",
  effect: "destructive",
  retry: "natural",
  params: z.strictObject({ issue_key: issueKey, comment_id: commentId }),
  aliases: commentAliases,
  result: receiptSchema,
  limits: ["requests", "edits", "quota", "issue_writes", "issue_writes_sustained"],
  scopes: ["write:jira-work"],
  upstream: ["DELETE /rest/api/3/issue/{issueIdOrKey}/comment/{id}"],
  example: { issue_key: "TRAIN-123", comment_id: "20442" },
  async run({ issue_key, comment_id }, jira) {
    await jira.send({
      method: "DELETE",
      path: `${commentsPath(issue_key)}/${pathSegment(comment_id)}`,
      expects: "nothing",
      doneWhen: isGone,
      notFound: partNotFound("COMMENT_NOT_FOUND", { issue_key, id: comment_id }),
    });
    return { ...issueReceipt(issue_key, ["comment"], jira), id: comment_id };
  },
});

function commentsPath(issueKey: string): string {
  return `/rest/api/3/issue/${pathSegment(issueKey)}/comment`;
}

function commentReceipt(
  { issue_key, id, changed }: { issue_key: string; id: string; changed: string[] },
  jira: JiraClient,
) {
  return {
    id,
    key: issue_key,
    url: `${jira.issueUrl(issue_key)}?focusedCommentId=${encodeURIComponent(id)}`,
    changed,
  };
}
