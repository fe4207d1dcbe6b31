import { changedFields, pathSegment, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "zod";
import type { JiraClient } from "../client.js";
import { toDocument } from "../content.js";
import { issueNotFound } from "../not-found.js";
import { issueKey, issueKeyAliases, markdown } from "../schemas.js";
import type { VendorComment } from "../vendor.js";

const operation = operationsFor<JiraClient>();

export const addComment = operation({
  summary: "Comments on an issue",
  effect: "write",
  retry: "none",
  params: z.strictObject({
    issue_key: issueKey,
    body: markdown,
    visibility: z
      .strictObject({ type: z.enum(["role", "group"]), value: z.string().min(1) })
      .optional()
      .describe("who may read it; default everybody who sees the issue"),
  }),
  aliases: { ...issueKeyAliases, comment: "body", text: "body" },
  result: receiptSchema,
  limits: ["requests", "issue_writes"],
  upstream: ["POST /rest/api/3/issue/{issueIdOrKey}/comment"],
  example: { issue_key: "TRAIN-123", body: "The tokens now **expire** after 15 minutes." },
  async run(params, jira) {
    const { issue_key, body, visibility } = params;
    const answer = await jira.send({
      method: "POST",
      path: `/rest/api/3/issue/${pathSegment(issue_key)}/comment`,
      body: { body: await toDocument(body), ...(visibility === undefined ? {} : { visibility }) },
      notFound: issueNotFound(issue_key),
    });
    const { id = "" } = (answer.body ?? {}) as VendorComment;
    return {
      id,
      key: issue_key,
      url: `${jira.issueUrl(issue_key)}?focusedCommentId=${encodeURIComponent(id)}`,
      changed: changedFields(params, ["issue_key"]),
    };
  },
});
