import type { VendorComment, VendorConnection, VendorPayload } from "../vendor.js";
import { mutation, query } from "./document.js";
import { COMMENT, PAGE } from "./fields.js";

/** The newest first. */
export const LIST_COMMENTS = query<{ issue?: { comments?: VendorConnection<VendorComment> } }>(`
  query ListComments($id: String!, $first: Int!, $after: String) {
    issue(id: $id) {
      comments(first: $first, after: $after) {
        nodes { ${COMMENT} }
        ${PAGE}
      }
    }
  }
`);

type CommentPayload = VendorPayload & { comment?: VendorComment | null };

const COMMENT_RECEIPT = "id url issue { identifier }";

export const CREATE_COMMENT = mutation<{ commentCreate?: CommentPayload }>(`
  mutation CreateComment($input: CommentCreateInput!) {
    commentCreate(input: $input) {
      success
      comment { ${COMMENT_RECEIPT} }
    }
  }
`);

export const UPDATE_COMMENT = mutation<{ commentUpdate?: CommentPayload }>(`
  mutation UpdateComment($id: String!, $body: String!) {
    commentUpdate(id: $id, input: { body: $body }) {
      success
      comment { ${COMMENT_RECEIPT} }
    }
  }
`);

export const DELETE_COMMENT = mutation<{ commentDelete?: VendorPayload }>(`
  mutation DeleteComment($id: String!) {
    commentDelete(id: $id) { success }
  }
`);

export const RESOLVE_COMMENT = mutation<{ commentResolve?: CommentPayload }>(`
  mutation ResolveComment($id: String!, $resolvingCommentId: String) {
    commentResolve(id: $id, resolvingCommentId: $resolvingCommentId) {
      success
      comment { ${COMMENT_RECEIPT} }
    }
  }
`);

export const CREATE_REACTION = mutation<{
  reactionCreate?: VendorPayload & { reaction?: { id?: string; emoji?: string } | null };
}>(`
  mutation CreateReaction($input: ReactionCreateInput!) {
    reactionCreate(input: $input) {
      success
      reaction { id emoji }
    }
  }
`);
