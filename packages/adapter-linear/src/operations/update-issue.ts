import { changedFields } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { UPDATE_ISSUE } from "../documents/issue-changes.js";
import { issueInput, issueLookups, issueParamAliases, issueSlots, needsTeam } from "../inputs/issue.js";
import { changeParams, refuseBothLabels } from "../inputs/issue-changes.js";
import { linkTasks } from "../links.js";
import { issueNotFound } from "../not-found.js";
import { teamBrief } from "../parse.js";
import { createRelation, existingRelation, issueToChange, type WantedRelation } from "../relations.js";
import { issueId, issueIdAliases, issueReceiptSchema, issueReceiptWithWarnings, link } from "../schemas.js";
import type { VendorIssue } from "../vendor.js";
import { afterwards, given, issueReceipt, requireWritten, withWarnings } from "../written.js";

const operation = operationsFor<LinearClient>();

const params = z.strictObject({
  issue_id: issueId,
  title: z.string().min(1).optional(),
  description: z.string().optional().describe("Markdown; replaces all of it"),
  ...changeParams,
  links: z.array(link).optional().describe("addresses to attach"),
  blocks: z.array(issueId).optional(),
  blocked_by: z.array(issueId).optional(),
  related_to: z.array(issueId).optional(),
  duplicate_of: issueId.optional(),
});

export const updateIssue = operation({
  summary: "Changes an issue: fields, labels, links and relations; null clears",
  effect: "write",
  retry: "natural",
  params,
  aliases: {
    ...issueIdAliases,
    ...issueParamAliases,
    addLabels: "add_labels",
    removeLabels: "remove_labels",
    blockedBy: "blocked_by",
    relatedTo: "related_to",
    duplicateOf: "duplicate_of",
  },
  result: issueReceiptWithWarnings,
  caches: issueSlots,
  limits: ["requests", "complexity"],
  scopes: ["write"],
  upstream: [
    "mutation issueUpdate",
    "query issue",
    ...issueLookups,
    "mutation attachmentLinkURL",
    "mutation issueRelationCreate",
    "query attachment",
    "query issueRelation",
  ],
  expectedCalls: 4,
  expectedMs: 1200,
  example: { issue_id: "PSN-122", state: "In Progress", add_labels: ["backend"] },
  async run(change, linear) {
    const { issue_id, title, description, links, blocks, blocked_by, related_to, duplicate_of, ...fields } =
      change;
    refuseBothLabels(fields, linear);
    const relations = wantedRelations(change);
    const before =
      relations.length > 0 || needsTeam(fields)
        ? issueToChange(issue_id, linear, { relations: relations.length > 0 })
        : Promise.resolve<VendorIssue>({ id: issue_id });
    const where = {
      team: async () => teamBrief((await before).team ?? {}),
      project: async () => (await before).project,
    };
    const [was, fromNames] = await Promise.all([before, issueInput(fields, where, linear)]);
    const input = given({ title, description, ...fromNames });
    const now =
      Object.keys(input).length > 0 ? await update(issue_id, input, linear) : await whole(was, linear);
    const missing = relations.filter((relation) => existingRelation(was, relation) === undefined);
    const warnings = await afterwards([
      ...linkTasks(now.id ?? issue_id, links, linear),
      ...missing.map((relation) => ({
        what: `${relation.from} ${relation.type} ${relation.to}`,
        run: () => createRelation(relation, linear),
      })),
    ]);
    return withWarnings(issueReceipt(now, changedFields(change, ["issue_id"])), warnings);
  },
});

export const updateIssueDescription = operation({
  summary: "Replaces the description of an issue",
  effect: "write",
  retry: "natural",
  params: z.strictObject({
    issue_id: issueId,
    description: z.string().describe("Markdown; replaces all of it"),
  }),
  aliases: issueIdAliases,
  result: issueReceiptSchema,
  limits: ["requests", "complexity"],
  scopes: ["write"],
  upstream: ["mutation issueUpdate"],
  example: { issue_id: "PSN-122", description: "Keys rotate **every 90 days**." },
  async run({ issue_id, description }, linear) {
    return issueReceipt(await update(issue_id, { description }, linear), ["description"]);
  },
});

/** Changes one issue. */
export async function update(
  issueId: string,
  input: Record<string, unknown>,
  linear: LinearClient,
): Promise<VendorIssue> {
  const { issueUpdate } = await linear.ask(UPDATE_ISSUE, { id: issueId, input }, issueNotFound(issueId));
  const details = { issue_id: issueId };
  return requireWritten(issueUpdate, issueUpdate?.issue, {
    unwritten: { code: "ISSUE_UPDATE_FAILED", what: "changed the issue", details },
    linear,
  });
}

/** The issue with what a receipt tells of it, where nothing has read that yet. */
async function whole(issue: VendorIssue, linear: LinearClient): Promise<VendorIssue> {
  return issue.url === undefined ? issueToChange(issue.id ?? "", linear, { relations: false }) : issue;
}

function wantedRelations(change: z.output<typeof params>): WantedRelation[] {
  const { issue_id, blocks = [], blocked_by = [], related_to = [], duplicate_of } = change;
  return [
    ...blocks.map((to) => ({ type: "blocks" as const, from: issue_id, to })),
    ...blocked_by.map((from) => ({ type: "blocks" as const, from, to: issue_id })),
    ...related_to.map((to) => ({ type: "related" as const, from: issue_id, to })),
    ...(duplicate_of === undefined ? [] : [{ type: "duplicate" as const, from: issue_id, to: duplicate_of }]),
  ];
}
