import type { LinearClient } from "./client.js";
import { createdComment } from "./created.js";
import { CREATE_COMMENT } from "./documents/comments.js";
import { createOnce } from "./minted.js";
import { issueNotFound } from "./not-found.js";
import type { VendorComment } from "./vendor.js";
import { given, requireWritten } from "./written.js";

/** Writes a comment whose id was minted, once, and gives it. */
export function writeComment(
  comment: { id: string; issueId: string; body: string; parentId?: string | undefined },
  linear: LinearClient,
): Promise<VendorComment> {
  const { id, issueId } = comment;
  const lookUp = `Look at the comments of ${issueId} for ${id}: the comment has this id if it was created.`;
  const create = async () => {
    const { commentCreate } = await linear.ask(
      CREATE_COMMENT,
      { input: given(comment) },
      issueNotFound(issueId),
    );
    const details = { id, issue_id: issueId };
    return requireWritten(commentCreate, commentCreate?.comment, {
      unwritten: { code: "COMMENT_CREATION_FAILED", what: "created the comment", details },
      linear,
    });
  };
  return createOnce({ id, create, read: createdComment, lookUp }, linear);
}
