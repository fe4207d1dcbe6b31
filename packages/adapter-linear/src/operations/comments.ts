import { randomUUID } from "node:crypto";
import { changedFields, compact, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "zod";
import type { LinearClient } from "../client.js";
import { CREATE_COMMENT } from "../documents/comments.js";
import { linearErrors } from "../errors.js";
import { tellingId } from "../minted.js";
import { issueNotFound } from "../not-found.js";
import { issueId, issueIdAliases, markdown } from "../schemas.js";

const operation = operationsFor<LinearClient>();

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
  upstream: ["mutation commentCreate"],
  example: { issue_id: "PSN-120", body: "The tokens now **expire** after 15 minutes." },
  async run(params, linear) {
    const { issue_id, body, parent_id } = params;
    const id = randomUUID();
    const { commentCreate } = await linear
      .ask(
        CREATE_COMMENT,
        { input: compact({ id, issueId: issue_id, body, parentId: parent_id }) },
        issueNotFound(issue_id),
      )
      .catch(
        tellingId(
          id,
          `Look at the comments of ${issue_id} for ${id}: the comment has this id if it was created.`,
          linear,
        ),
      );
    const { success, comment } = commentCreate ?? {};
    if (success === false || comment == null) {
      throw linearErrors.create("COMMENT_CREATION_FAILED", {
        message: "Linear did not say that it created the comment.",
        system: linear.step.system,
        details: { id, issue_id },
      });
    }
    return {
      id: comment.id ?? id,
      ...compact({ identifier: comment.issue?.identifier }),
      url: comment.url ?? "",
      changed: changedFields(params, ["issue_id"]),
    };
  },
});
