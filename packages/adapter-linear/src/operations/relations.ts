import { compact } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { createdRelation } from "../created.js";
import { DELETE_RELATION } from "../documents/issue-changes.js";
import { removeOnce } from "../minted.js";
import { createRelation, existingRelation, issueToChange, RELATION_TYPES, relationId } from "../relations.js";
import { issueId, issueReceiptSchema } from "../schemas.js";
import { issueReceipt, requireSuccess } from "../written.js";

const operation = operationsFor<LinearClient>();

export const linkIssues = operation({
  summary: "Relates two issues, or takes the relation away; what is so already stays so",
  effect: "write",
  retry: "client_id",
  params: z.strictObject({
    issue_id: issueId,
    related_issue_id: issueId,
    type: z.enum(RELATION_TYPES).describe("issue_id blocks, is a duplicate of … related_issue_id"),
    remove: z.boolean().default(false),
  }),
  aliases: {
    issueId: "issue_id",
    issue: "issue_id",
    related: "related_issue_id",
    relatedIssueId: "related_issue_id",
  },
  result: issueReceiptSchema.extend({ relation_id: z.string().optional() }),
  limits: ["requests", "complexity"],
  scopes: ["write"],
  upstream: [
    "mutation issueRelationCreate",
    "mutation issueRelationDelete",
    "query issue",
    "query issueRelation",
  ],
  expectedCalls: 2,
  expectedMs: 700,
  example: { issue_id: "PSN-122", related_issue_id: "PSN-123", type: "blocks" },
  async run({ issue_id, related_issue_id, type, remove }, linear) {
    const issue = await issueToChange(issue_id, linear, { relations: true });
    const wanted = { type, from: issue_id, to: related_issue_id };
    const there = existingRelation(issue, wanted)?.id;
    const asWanted = remove === (there === undefined);
    if (!asWanted && there !== undefined) {
      const removed = await removeOnce(() => linear.ask(DELETE_RELATION, { id: there }));
      const details = { relation_id: there };
      const unwritten = { code: "CHANGE_FAILED", what: "removed the relation", details } as const;
      if (removed !== "gone") requireSuccess(removed.issueRelationDelete, unwritten, linear);
    }
    const relation_id = asWanted || remove ? there : await createRelation(wanted, linear);
    return { ...issueReceipt(issue, asWanted ? [] : ["relations"]), ...compact({ relation_id }) };
  },
  async reconcile({ issue_id, related_issue_id, type, remove }, linear) {
    // Which relation was taken away nobody can read any more.
    if (remove) return undefined;
    const id = relationId({ type, from: issue_id, to: related_issue_id }, linear);
    if ((await createdRelation(id, linear)) === undefined) return undefined;
    const issue = await issueToChange(issue_id, linear, { relations: false });
    return { ...issueReceipt(issue, ["relations"]), relation_id: id };
  },
});
