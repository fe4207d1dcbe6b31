import { conflict, entityNotFound, invalidInput } from "../problems.js";
import { byId, findIssue, type LinearState, type SimComment, uuid } from "../state.js";
import type { Views } from "../views.js";
import { MINTED_ID } from "./create-issue.js";

interface CommentCreateInput {
  id?: string | null;
  issueId?: string | null;
  body?: string | null;
  parentId?: string | null;
}

/** Comments. */
export function commentsRoot(linear: LinearState, views: Views) {
  return {
    commentCreate({ input }: { input: CommentCreateInput }) {
      const comment = newComment(linear, input);
      linear.comments.push(comment);
      comment.issue.updatedAt = comment.createdAt;
      return { success: true, lastSyncId: linear.comments.length, comment: () => views.comment(comment) };
    },
  };
}

function newComment(linear: LinearState, { id, issueId, body, parentId }: CommentCreateInput): SimComment {
  if (id != null && !MINTED_ID.test(id)) throw invalidInput("id must be a UUID.");
  if (id != null && byId(linear.comments, id) !== undefined) throw conflict("Comment");
  if (issueId == null) throw invalidInput("issueId is required.");
  const issue = findIssue(linear, issueId);
  if (issue === undefined) throw entityNotFound("Issue");
  if (!body?.trim()) throw invalidInput("body must not be empty.");
  const parent = parentId == null ? null : byId(linear.comments, parentId);
  if (parent === undefined) throw entityNotFound("Comment");
  const now = linear.world.now().toISOString();
  return {
    id: id ?? uuid(`comment:${linear.comments.length + 1}`),
    issue,
    user: linear.world.me,
    body,
    parent,
    createdAt: now,
    updatedAt: now,
  };
}
