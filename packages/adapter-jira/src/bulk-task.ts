import { pathSegment } from "@pm-orchestrator/adapter-kit";
import { isPmoError } from "@pm-orchestrator/core";
import type { JiraClient } from "./client.js";
import { jiraErrors } from "./errors.js";
import { pause } from "./pause.js";

/** How long to wait before each further look. Together about ten seconds; what takes longer goes on by itself. */
const WAITS_MS = [250, 500, 1000, 2000, 3000, 3000];

const FAILED = new Set(["FAILED", "CANCELLED", "CANCEL_REQUESTED", "DEAD"]);

interface BulkTask {
  status?: string;
  failedAccessibleIssues?: Record<string, string[]>;
  invalidOrInaccessibleIssueCount?: number;
}

/**
 * Waits for a task that Jira works on by itself. Throws ISSUE_MOVE_FAILED (2301) when it did not do what it should. That it
 * cannot be looked at does not undo it: then it is running, as far as anybody knows.
 */
export async function waitFor(taskId: string, jira: JiraClient): Promise<"complete" | "running"> {
  for (const wait of [0, ...WAITS_MS]) {
    if (wait > 0) await pause(wait, jira.step.signal);
    const task = await lookAt(taskId, jira);
    if (task === undefined || jira.step.signal.aborted) return "running";
    const refused = Object.values(task.failedAccessibleIssues ?? {}).flat();
    const { invalidOrInaccessibleIssueCount: invisible = 0 } = task;
    if (
      FAILED.has(task.status ?? "") ||
      refused.length > 0 ||
      (task.status === "COMPLETE" && invisible > 0)
    ) {
      throw jiraErrors.create("ISSUE_MOVE_FAILED", {
        message: `Jira did not move the issue: ${refused.join(" ") || (task.status ?? "no reason given").toLowerCase()}.`,
        system: jira.step.system,
        details: { status: task.status, task_id: taskId, reasons: refused },
      });
    }
    if (task.status === "COMPLETE") return "complete";
  }
  return "running";
}

async function lookAt(taskId: string, jira: JiraClient): Promise<BulkTask | undefined> {
  try {
    const answer = await jira.send({ method: "GET", path: `/rest/api/3/bulk/queue/${pathSegment(taskId)}` });
    return (answer.body ?? {}) as BulkTask;
  } catch (error) {
    if (isPmoError(error)) return undefined;
    throw error;
  }
}
