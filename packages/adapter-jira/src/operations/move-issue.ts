import { compact, pathSegment, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import { waitFor } from "../bulk-task.js";
import type { JiraClient } from "../client.js";
import { resolveIssueType } from "../lookups/named.js";
import { PROJECT_LOOKUPS, projectRef } from "../lookups/projects.js";
import { issueNotFound } from "../not-found.js";
import { pause } from "../pause.js";
import { ownChanges } from "../reconcile/own-changes.js";
import { issueKey, issueKeyAliases, project } from "../schemas.js";
import type { VendorIssue, VendorProject } from "../vendor.js";

const operation = operationsFor<JiraClient>();

/** How long to wait before each look for an issue whose move nobody confirmed: Jira moves in its own time. */
const WAITS_MS = [0, 500, 1000];

export const moveIssue = operation({
  summary: "Moves an issue with its sub-tasks to another project, where it gets a new key",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    issue_key: issueKey,
    target_project: project,
    issue_type: z
      .string()
      .min(1)
      .optional()
      .describe("name or id of its type there; default the type of the same name"),
    parent: issueKey.optional().describe("key of its parent there; sub-tasks need one"),
    notify: z.boolean().default(false).describe("tell its watchers by mail"),
  }),
  aliases: {
    ...issueKeyAliases,
    target_project_key: "target_project",
    targetProjectKey: "target_project",
    issueType: "issue_type",
  },
  result: receiptSchema.extend({
    from: z.string().describe("the key that it had"),
    task_id: z.string().optional().describe("absent when Jira's answer was lost"),
    status: z
      .enum(["complete", "running"])
      .describe("running: Jira goes on by itself; the old key leads there"),
  }),
  caches: ["projects", "issue_types"],
  invalidates: ["transitions"],
  limits: ["requests", "quota", "issue_writes", "issue_writes_sustained"],
  scopes: ["write:jira-work", "read:jira-work", { any: ["read:jira-user"], partly: true }],
  upstream: [
    "POST /rest/api/3/bulk/issues/move",
    "GET /rest/api/3/bulk/queue/{taskId}",
    "GET /rest/api/3/issue/{issueIdOrKey}",
    "GET /rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes",
    "GET /rest/api/3/myself",
    ...PROJECT_LOOKUPS,
  ],
  expectedCalls: 5,
  expectedMs: 3000,
  example: { issue_key: "TRAIN-50", target_project: "OPS" },
  async run({ issue_key, target_project, issue_type, parent, notify }, jira) {
    const [before, target] = await Promise.all([
      readIssue(issue_key, jira),
      projectRef(target_project, jira),
    ]);
    const wanted = issue_type ?? before.fields?.issuetype?.name ?? "";
    const type = await resolveIssueType(target, wanted, jira);
    const destination = [target, type.id, parent].filter((part) => part !== undefined).join(",");
    const answer = await jira.send({
      method: "POST",
      path: "/rest/api/3/bulk/issues/move",
      body: {
        sendBulkNotification: notify,
        targetToSourcesMapping: {
          [destination]: {
            issueIdsOrKeys: [before.key ?? issue_key],
            inferClassificationDefaults: true,
            inferFieldDefaults: true,
            inferStatusDefaults: true,
            inferSubtaskTypeDefault: true,
          },
        },
      },
    });
    jira.step.cache.forget("transitions", issue_key.toUpperCase());
    const { taskId = "" } = (answer.body ?? {}) as { taskId?: string };
    const status = await waitFor(taskId, jira);
    // Its id stays, and leads to the new key.
    const id = before.id ?? issue_key;
    const after = status === "complete" ? await readIssue(id, jira).catch(() => before) : before;
    const key = after.key ?? issue_key;
    return {
      ...compact({ id, key, url: jira.issueUrl(key) }),
      changed: movedFields(issue_type),
      from: before.key ?? issue_key,
      task_id: taskId,
      status,
    };
  },
  async reconcile({ issue_key, target_project, issue_type }, jira) {
    const target = await projectRef(target_project, jira);
    jira.step.cache.forget("transitions", issue_key.toUpperCase());
    for (const wait of WAITS_MS) {
      if (wait > 0) await pause(wait, jira.step.signal);
      if (jira.step.signal.aborted) break;
      const { issue, latest } = await ownChanges(issue_key, { field: "key", fields: "project" }, jira);
      const { id = "", key = "", fields } = issue;
      const project = fields?.["project"] as VendorProject | undefined;
      const isThere = [project?.id, project?.key].includes(target);
      if (!isThere || latest?.to !== key) continue;
      return {
        ...compact({ id, key, url: jira.issueUrl(key) }),
        changed: movedFields(issue_type),
        from: latest.from,
        status: "complete" as const,
      };
    }
    return undefined;
  },
});

function movedFields(issueType: string | undefined): string[] {
  return issueType === undefined ? ["project", "key"] : ["project", "key", "issue_type"];
}

async function readIssue(key: string, jira: JiraClient): Promise<VendorIssue> {
  const answer = await jira.send({
    method: "GET",
    path: `/rest/api/3/issue/${pathSegment(key)}`,
    query: { fields: "issuetype" },
    notFound: issueNotFound(key),
  });
  return (answer.body ?? {}) as VendorIssue;
}
