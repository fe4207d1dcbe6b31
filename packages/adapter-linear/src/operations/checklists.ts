import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import { type ChecklistItem, checklistItems, withItemsMarked, withProgress } from "../checklist.js";
import type { LinearClient } from "../client.js";
import { writeComment } from "../comments.js";
import { linearErrors } from "../errors.js";
import { issueToChange } from "../relations.js";
import { issueId, issueIdAliases, issueReceiptWithWarnings } from "../schemas.js";
import { afterwards, issueReceipt, withWarnings } from "../written.js";
import { update } from "./update-issue.js";

const operation = operationsFor<LinearClient>();

export const updateChecklistItems = operation({
  summary: "Checks or unchecks items of the checklists in an issue's description",
  effect: "write",
  retry: "natural",
  params: z.strictObject({
    issue_id: issueId,
    indices: z.array(z.int().min(0)).min(1).describe("places of the items in the description, from 0"),
    mark_complete: z.boolean(),
    add_comment: z.boolean().default(false).describe("also tell it in a comment"),
    update_timestamp: z.boolean().default(true).describe("also a line `Last updated:`, if there is one"),
  }),
  aliases: {
    ...issueIdAliases,
    markComplete: "mark_complete",
    addComment: "add_comment",
    updateTimestamp: "update_timestamp",
  },
  result: issueReceiptWithWarnings.extend({
    completed: z.int(),
    total: z.int(),
    progress: z.number().describe("a fraction"),
    updated: z.array(z.object({ index: z.int(), text: z.string() })).describe("items that changed"),
  }),
  limits: ["requests", "complexity"],
  scopes: ["write"],
  upstream: ["query issue", "mutation issueUpdate", "mutation commentCreate", "query comment"],
  expectedCalls: 2,
  expectedMs: 700,
  example: { issue_id: "PSN-119", indices: [1], mark_complete: true },
  async run({ issue_id, indices, mark_complete, add_comment, update_timestamp }, linear) {
    // Read at this moment, never from a cache: somebody may have edited it since.
    const issue = await issueToChange(issue_id, linear, { relations: false });
    const before = issue.description ?? "";
    const items = checklistItems(before);
    const chosen = chosenItems(items, indices, { issueId: issue_id, linear });
    const changing = chosen.filter(({ checked }) => checked !== mark_complete);
    const wereDone = items.filter(({ checked }) => checked).length;
    const completed = wereDone + (mark_complete ? changing.length : -changing.length);
    const total = items.length;
    const numbers = { completed, total, progress: completed / total };
    const updated = changing.map(({ index, text }) => ({ index, text }));
    if (changing.length === 0) return { ...issueReceipt(issue, []), ...numbers, updated };
    const at = update_timestamp ? new Date() : undefined;
    const description = withProgress(
      withItemsMarked(before, chosen, mark_complete),
      { completed, total },
      at,
    );
    const now = await update(issue_id, { description }, linear);
    const warnings = add_comment
      ? await afterwards([
          {
            what: "comment",
            run: () =>
              writeComment(
                {
                  id: linear.step.mint("comment"),
                  issueId: issue_id,
                  body: told(updated, mark_complete, numbers),
                },
                linear,
              ),
          },
        ])
      : [];
    return withWarnings({ ...issueReceipt(now, ["description"]), ...numbers, updated }, warnings);
  },
});

function chosenItems(
  items: readonly ChecklistItem[],
  indices: readonly number[],
  { issueId, linear }: { issueId: string; linear: LinearClient },
): ChecklistItem[] {
  if (items.length === 0) {
    throw linearErrors.create("NO_CHECKLIST", {
      message: `The description of ${issueId} has no checklist.`,
      system: linear.step.system,
      details: { issue_id: issueId },
    });
  }
  const wrong = indices.filter((index) => index >= items.length);
  if (wrong.length > 0) {
    throw linearErrors.create("INVALID_INDICES", {
      message: `The checklists of ${issueId} have ${items.length} items, numbered from 0.`,
      system: linear.step.system,
      details: {
        issue_id: issueId,
        invalid: wrong,
        total: items.length,
        items: items.map(({ text }) => text),
      },
    });
  }
  const wanted = new Set(indices);
  return items.filter(({ index }) => wanted.has(index));
}

function told(
  updated: readonly { text: string }[],
  complete: boolean,
  { completed, total }: { completed: number; total: number },
): string {
  const lines = updated.map(({ text }) => `- ${text}`);
  return `${complete ? "Completed" : "Reopened"} (${completed}/${total}):\n${lines.join("\n")}`;
}
