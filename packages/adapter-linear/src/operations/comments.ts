import {
  changedFields,
  compact,
  pageSchema,
  pagingParams,
  receiptSchema,
} from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { writeComment } from "../comments.js";
import { createdComment, createdReaction } from "../created.js";
import {
  CREATE_REACTION,
  DELETE_COMMENT,
  LIST_COMMENTS,
  RESOLVE_COMMENT,
  UPDATE_COMMENT,
} from "../documents/comments.js";
import { linearErrors } from "../errors.js";
import { createOnce, removeOnce } from "../minted.js";
import { commentNotFound, issueNotFound } from "../not-found.js";
import { pageOf, pageVariables, pagingAliases } from "../paging.js";
import { comment as parsed } from "../parse.js";
import { issueId, issueIdAliases, markdown, receiptWithoutPage, uuid } from "../schemas.js";
import { commentSchema } from "../schemas-issue.js";
import type { VendorComment } from "../vendor.js";
import { given, requireSuccess, requireWritten } from "../written.js";

const operation = operationsFor<LinearClient>();

const commentIdAliases = { id: "comment_id", commentId: "comment_id" } as const;

export const listComments = operation({
  summary: "The comments on an issue, the newest first",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ issue_id: issueId, ...pagingParams(100) }),
  aliases: { ...issueIdAliases, ...pagingAliases },
  result: z.object({ comments: z.array(commentSchema), page: pageSchema }),
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query issue"],
  example: { issue_id: "PSN-120" },
  async run({ issue_id, ...paging }, linear) {
    const variables = { id: issue_id, ...pageVariables(paging) };
    const { issue } = await linear.ask(LIST_COMMENTS, variables, issueNotFound(issue_id));
    return { comments: (issue?.comments?.nodes ?? []).map(parsed), page: pageOf(issue?.comments) };
  },
});

/** The same by its other name. */
export const getComments = { ...listComments, summary: "The same as list_comments" };

export const createComment = operation({
  summary: "Comments on an issue, or replies to a comment",
  effect: "write",
  retry: "client_id",
  params: z.strictObject({
    issue_id: issueId,
    body: markdown,
    parent_id: z.uuid().optional().describe("id of the comment to reply to"),
  }),
  aliases: { ...issueIdAliases, comment: "body", text: "body", parentId: "parent_id" },
  result: receiptSchema,
  limits: ["requests", "complexity"],
  scopes: ["write"],
  upstream: ["mutation commentCreate", "query comment"],
  example: { issue_id: "PSN-120", body: "The tokens now **expire** after 15 minutes." },
  async run(params, linear) {
    const { issue_id, body, parent_id } = params;
    const comment = { id: linear.step.mint("comment"), issueId: issue_id, body, parentId: parent_id };
    return receipt(await writeComment(comment, linear), changedFields(params, ["issue_id"]));
  },
  async reconcile(params, linear) {
    const comment = await createdComment(linear.step.mint("comment"), linear);
    return comment && receipt(comment, changedFields(params, ["issue_id"]));
  },
});

export const updateComment = operation({
  summary: "Replaces the text of a comment",
  effect: "write",
  retry: "natural",
  params: z.strictObject({ comment_id: uuid, body: markdown }),
  aliases: { ...commentIdAliases, comment: "body", text: "body" },
  result: receiptSchema,
  limits: ["requests", "complexity"],
  scopes: ["write"],
  upstream: ["mutation commentUpdate"],
  example: { comment_id: "90078850-0aa0-4fc8-a1a5-bea47cd47a52", body: "RS256 it is." },
  async run({ comment_id, body }, linear) {
    const variables = { id: comment_id, body };
    const { commentUpdate } = await linear.ask(UPDATE_COMMENT, variables, commentNotFound(comment_id));
    return receipt(requireWritten(commentUpdate, commentUpdate?.comment, unchanged(comment_id, linear)), [
      "body",
    ]);
  },
});

export const resolveComment = operation({
  summary: "Resolves a thread of comments",
  effect: "write",
  retry: "natural",
  params: z.strictObject({
    comment_id: uuid.describe("the first comment of the thread"),
    resolving_comment_id: uuid.optional().describe("the reply that settles it"),
  }),
  aliases: { ...commentIdAliases, resolvingCommentId: "resolving_comment_id" },
  result: receiptSchema,
  limits: ["requests", "complexity"],
  scopes: ["write"],
  upstream: ["mutation commentResolve"],
  example: { comment_id: "b5e6a318-58d6-47bd-aea0-31202f4a190c" },
  async run({ comment_id, resolving_comment_id }, linear) {
    const variables = { id: comment_id, resolvingCommentId: resolving_comment_id };
    const { commentResolve } = await linear.ask(RESOLVE_COMMENT, variables, commentNotFound(comment_id));
    const comment = requireWritten(commentResolve, commentResolve?.comment, unchanged(comment_id, linear));
    return receipt(comment, ["resolved"]);
  },
});

export const deleteComment = operation({
  summary: "Deletes a comment",
  effect: "destructive",
  retry: "natural",
  params: z.strictObject({ comment_id: uuid }),
  aliases: commentIdAliases,
  result: receiptWithoutPage,
  limits: ["requests", "complexity"],
  scopes: ["write"],
  upstream: ["mutation commentDelete"],
  example: { comment_id: "c9977042-2acf-4e65-ab31-530b54ba924e" },
  async run({ comment_id }, linear) {
    const removed = await removeOnce(() =>
      linear.ask(DELETE_COMMENT, { id: comment_id }, commentNotFound(comment_id)),
    );
    if (removed !== "gone") {
      const { unwritten } = unchanged(comment_id, linear);
      requireSuccess(removed.commentDelete, { ...unwritten, what: "deleted the comment" }, linear);
    }
    return { id: comment_id, changed: ["deleted"] };
  },
});

export const createReaction = operation({
  summary: "Reacts to an issue or a comment with an emoji",
  effect: "write",
  retry: "client_id",
  params: z.strictObject({
    emoji: z.string().min(1).describe("the emoji, or its name such as tada"),
    issue_id: issueId.optional(),
    comment_id: uuid.optional(),
  }),
  aliases: { issueId: "issue_id", commentId: "comment_id" },
  result: receiptWithoutPage,
  limits: ["requests", "complexity"],
  scopes: ["write"],
  upstream: ["mutation reactionCreate", "query issue", "query comment"],
  example: { emoji: "tada", issue_id: "PSN-120" },
  async run({ emoji, issue_id, comment_id }, linear) {
    if ((issue_id === undefined) === (comment_id === undefined)) {
      throw linearErrors.create("INVALID_INPUT", {
        message: "A reaction is to exactly one of issue_id and comment_id.",
        system: linear.step.system,
      });
    }
    const id = linear.step.mint("reaction");
    const missing = issue_id === undefined ? commentNotFound(comment_id ?? "") : issueNotFound(issue_id);
    const input = given({ id, emoji, issueId: issue_id, commentId: comment_id });
    const lookUp = "Look whether the reaction is there.";
    const create = async () => {
      const { reactionCreate } = await linear.ask(CREATE_REACTION, { input }, missing);
      const unwritten = { code: "CREATION_FAILED", what: "created the reaction", details: { id } } as const;
      return requireWritten(reactionCreate, reactionCreate?.reaction, { unwritten, linear });
    };
    const read = createdReaction({ issue_id, comment_id });
    const reaction = await createOnce({ id, create, read, lookUp }, linear);
    return { id: reaction.id ?? id, changed: ["emoji"] };
  },
  async reconcile({ issue_id, comment_id }, linear) {
    const id = linear.step.mint("reaction");
    const reaction = await createdReaction({ issue_id, comment_id })(id, linear);
    return reaction && { id, changed: ["emoji"] };
  },
});

function receipt({ id = "", url = "", issue }: VendorComment, changed: string[]) {
  return { id, ...compact({ identifier: issue?.identifier }), url, changed };
}

function unchanged(commentId: string, linear: LinearClient) {
  const details = { comment_id: commentId };
  return { unwritten: { code: "CHANGE_FAILED", what: "changed the comment", details } as const, linear };
}
