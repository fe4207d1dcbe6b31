import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { ARCHIVE_ISSUE, DELETE_ISSUE, UNARCHIVE_ISSUE } from "../documents/issue-changes.js";
import { removeOnce } from "../minted.js";
import { issueNotFound } from "../not-found.js";
import { issueId, issueIdAliases, issueReceiptSchema } from "../schemas.js";
import { issueReceipt, requireWritten } from "../written.js";

const operation = operationsFor<LinearClient>();

export const archiveIssue = operation({
  summary: "Archives an issue; unarchive_issue brings it back",
  effect: "write",
  retry: "natural",
  params: z.strictObject({ issue_id: issueId }),
  aliases: issueIdAliases,
  result: issueReceiptSchema,
  limits: ["requests", "complexity"],
  scopes: ["write"],
  upstream: ["mutation issueArchive"],
  example: { issue_id: "PSN-1" },
  async run({ issue_id }, linear) {
    const { issueArchive } = await linear.ask(ARCHIVE_ISSUE, { id: issue_id }, issueNotFound(issue_id));
    const unwritten = unchanged("archived", issue_id);
    return issueReceipt(requireWritten(issueArchive, issueArchive?.entity, { unwritten, linear }), [
      "archived",
    ]);
  },
});

export const unarchiveIssue = operation({
  summary: "Brings an archived or deleted issue back",
  effect: "write",
  retry: "natural",
  params: z.strictObject({ issue_id: issueId }),
  aliases: issueIdAliases,
  result: issueReceiptSchema,
  limits: ["requests", "complexity"],
  scopes: ["write"],
  upstream: ["mutation issueUnarchive"],
  example: { issue_id: "PSN-2" },
  async run({ issue_id }, linear) {
    const { issueUnarchive } = await linear.ask(UNARCHIVE_ISSUE, { id: issue_id }, issueNotFound(issue_id));
    const unwritten = unchanged("brought back", issue_id);
    return issueReceipt(requireWritten(issueUnarchive, issueUnarchive?.entity, { unwritten, linear }), [
      "archived",
    ]);
  },
});

export const deleteIssue = operation({
  summary: "Deletes an issue; Linear keeps it for 30 days unless permanently is set",
  effect: "destructive",
  retry: "natural",
  params: z.strictObject({
    issue_id: issueId,
    permanently: z.boolean().default(false).describe("at once and for ever; administrators only"),
  }),
  aliases: {
    ...issueIdAliases,
    permanentlyDelete: "permanently",
    permanently_delete: "permanently",
  },
  result: issueReceiptSchema,
  limits: ["requests", "complexity"],
  scopes: ["write"],
  upstream: ["mutation issueDelete"],
  example: { issue_id: "PSN-3" },
  async run({ issue_id, permanently }, linear) {
    const variables = { id: issue_id, permanently };
    const removed = await removeOnce(() => linear.ask(DELETE_ISSUE, variables, issueNotFound(issue_id)));
    if (removed === "gone") return issueReceipt({ id: issue_id }, ["deleted"]);
    const { issueDelete } = removed;
    const unwritten = unchanged("deleted", issue_id);
    // What is gone for ever is not shown any more.
    const issue = permanently ? (issueDelete?.entity ?? { id: issue_id }) : issueDelete?.entity;
    return issueReceipt(requireWritten(issueDelete, issue, { unwritten, linear }), ["deleted"]);
  },
});

function unchanged(what: string, issueId: string) {
  return { code: "ISSUE_UPDATE_FAILED", what: `${what} the issue`, details: { issue_id: issueId } } as const;
}
