import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { PROJECT_LOOKUPS, projectRef } from "../lookups/projects.js";
import { issueNotFound, projectNotFound } from "../not-found.js";
import { issueKey, project, projectAliases } from "../schemas.js";

const operation = operationsFor<JiraClient>();

/** What people are most often asked for, when they do not say. */
const USUAL_PERMISSIONS = [
  "BROWSE_PROJECTS",
  "CREATE_ISSUES",
  "EDIT_ISSUES",
  "ASSIGN_ISSUES",
  "TRANSITION_ISSUES",
  "DELETE_ISSUES",
  "LINK_ISSUES",
  "ADD_COMMENTS",
  "CREATE_ATTACHMENTS",
  "WORK_ON_ISSUES",
  "MANAGE_SPRINTS_PERMISSION",
  "ADMINISTER_PROJECTS",
  "ADMINISTER",
] as const;

export const getMyPermissions = operation({
  summary: "What these credentials may do, in a project, on an issue, or anywhere",
  effect: "read",
  retry: "natural",
  params: z
    .strictObject({
      project: project.optional(),
      issue_key: issueKey.optional(),
      permissions: z
        .array(z.string().regex(/^[A-Z_]+$/, "must be a key such as EDIT_ISSUES"))
        .min(1)
        .optional()
        .describe("keys such as EDIT_ISSUES; default the usual ones"),
    })
    .refine(({ project, issue_key }) => project === undefined || issue_key === undefined, {
      message: "give a project or an issue, not both",
      path: ["issue_key"],
    }),
  aliases: { ...projectAliases, issueKey: "issue_key" },
  result: z.object({ granted: z.array(z.string()), denied: z.array(z.string()) }),
  caches: ["projects"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["GET /rest/api/3/mypermissions", ...PROJECT_LOOKUPS],
  example: { project: "TRAIN" },
  async run({ project, issue_key, permissions = USUAL_PERMISSIONS }, jira) {
    const ref = project === undefined ? undefined : await projectRef(project, jira);
    const isId = ref !== undefined && /^[0-9]+$/.test(ref);
    const answer = await jira.send({
      method: "GET",
      path: "/rest/api/3/mypermissions",
      query: {
        permissions: permissions.join(","),
        ...(isId ? { projectId: ref } : { projectKey: ref }),
        issueKey: issue_key,
      },
      notFound: issue_key === undefined ? projectNotFound(project ?? "") : issueNotFound(issue_key),
    });
    const { permissions: found = {} } = (answer.body ?? {}) as {
      permissions?: Record<string, { havePermission?: boolean }>;
    };
    const keys = (granted: boolean) =>
      Object.entries(found).flatMap(([key, { havePermission = false }]) =>
        havePermission === granted ? [key] : [],
      );
    return { granted: keys(true), denied: keys(false) };
  },
});
