import { compact } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { issueTypesOf } from "../lookups/named.js";
import { PROJECT_LOOKUPS, projectRef } from "../lookups/projects.js";
import { project, projectAliases } from "../schemas.js";
import type { VendorIssueType } from "../vendor.js";

const operation = operationsFor<JiraClient>();

export const issueType = z.object({
  id: z.string(),
  name: z.string(),
  subtask: z.boolean(),
  level: z.int().optional().describe("1 epics, 0 what is below them, -1 sub-tasks"),
  description: z.string().optional(),
});

export const getIssueTypes = operation({
  summary: "The issue types that can be created in a project",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ project }),
  aliases: projectAliases,
  result: z.object({ issue_types: z.array(issueType) }),
  caches: ["issue_types", "projects"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["GET /rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes", ...PROJECT_LOOKUPS],
  example: { project: "TRAIN" },
  async run({ project }, jira) {
    const types = await issueTypesOf(await projectRef(project, jira), jira);
    return { issue_types: types.map(shownIssueType) };
  },
});

export function shownIssueType({
  id = "",
  name = "",
  subtask = false,
  hierarchyLevel,
  description,
}: VendorIssueType) {
  return compact({ id, name, subtask, level: hierarchyLevel, description: description || undefined });
}
