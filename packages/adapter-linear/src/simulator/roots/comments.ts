import { byId, findIssue, type LinearState } from "../state.js";
import type { Views } from "../views/index.js";
import { newcomer, optional, payload, remove, required, requireText, touch } from "./writing.js";

interface CommentCreateInput {
  id?: string | null;
  issueId?: string | null;
  body?: string | null;
  parentId?: string | null;
}

interface ReactionCreateInput {
  id?: string | null;
  emoji: string;
  issueId?: string | null;
  commentId?: string | null;
}

/** Comments and reactions. */
export function commentsRoot(linear: LinearState, views: Views) {
  const found = (id: string) => required(byId(linear.comments, id), "Comment");
  const foundIssue = (id: string) => required(findIssue(linear, id), "Issue");
  return {
    comment: ({ id }: { id?: string | null }) => views.comment(found(id ?? "")),

    commentCreate({ input }: { input: CommentCreateInput }) {
      const { id, issueId, body, parentId } = input;
      const stamp = newcomer(linear, id, { among: linear.comments, entity: "Comment" });
      const issue = foundIssue(requireText(issueId, "issueId"));
      const comment = {
        ...stamp,
        issue,
        user: linear.world.me,
        body: requireText(body, "body"),
        parent: optional(parentId, found),
        resolvedAt: null,
        resolvingComment: null,
      };
      linear.comments.push(comment);
      touch(linear, issue);
      return payload({ comment: () => views.comment(comment) });
    },

    commentUpdate({ id, input }: { id: string; input: { body?: string | null } }) {
      const comment = found(id);
      comment.body = requireText(input.body, "body");
      touch(linear, comment);
      return payload({ comment: () => views.comment(comment) });
    },

    commentResolve({ id, resolvingCommentId }: { id: string; resolvingCommentId?: string | null }) {
      const comment = found(id);
      comment.resolvingComment = optional(resolvingCommentId, found);
      comment.resolvedAt = linear.world.now().toISOString();
      return payload({ comment: () => views.comment(comment) });
    },

    commentDelete({ id }: { id: string }) {
      remove(linear.comments, found(id));
      return payload({ entityId: id });
    },

    reactionCreate({ input }: { input: ReactionCreateInput }) {
      const stamp = newcomer(linear, input.id, { among: linear.reactions, entity: "Reaction" });
      const reaction = {
        ...stamp,
        emoji: requireText(input.emoji, "emoji"),
        user: linear.world.me,
        issue: optional(input.issueId, foundIssue),
        comment: optional(input.commentId, found),
      };
      linear.reactions.push(reaction);
      return payload({ reaction: () => views.reaction(reaction) });
    },
  };
}
