import { type HttpFailure, isGone, pathSegment, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { atlassianErrorText } from "@pm-orchestrator/atlassian";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { issueNotFound } from "../not-found.js";
import { issueReceipt } from "../receipts.js";
import { issueKey, issueKeyAliases } from "../schemas.js";

const operation = operationsFor<JiraClient>();

export const deleteIssue = operation({
  summary: "Deletes an issue for ever",
  effect: "destructive",
  retry: "natural",
  params: z.strictObject({
    issue_key: issueKey,
    delete_subtasks: z
      .boolean()
      .default(false)
      .describe("also its sub-tasks; without it an issue that has some is refused"),
  }),
  aliases: { ...issueKeyAliases, deleteSubtasks: "delete_subtasks" },
  result: receiptSchema,
  invalidates: ["transitions"],
  limits: ["requests", "edits", "quota", "issue_writes", "issue_writes_sustained"],
  scopes: ["write:jira-work"],
  upstream: ["DELETE /rest/api/3/issue/{issueIdOrKey}"],
  example: { issue_key: "TRAIN-400" },
  async run({ issue_key, delete_subtasks }, jira) {
    await jira.send({
      method: "DELETE",
      path: `/rest/api/3/issue/${pathSegment(issue_key)}`,
      query: { deleteSubtasks: delete_subtasks },
      expects: "nothing",
      doneWhen: isGone,
      notFound: issueNotFound(issue_key),
      readFailure: subtasksInTheWay,
    });
    jira.step.cache.forget("transitions", issue_key.toUpperCase());
    return issueReceipt(issue_key, delete_subtasks ? ["issue", "subtasks"] : ["issue"], jira);
  },
});

function subtasksInTheWay(failure: HttpFailure) {
  if (failure.kind !== "status" || failure.status !== 400) return undefined;
  const text = atlassianErrorText(failure.body);
  return text?.includes("subtask") ? { code: "ISSUE_HAS_SUBTASKS" as const, message: text } : undefined;
}
