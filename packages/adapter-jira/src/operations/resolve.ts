import { compact } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { resolveIssueType, resolvePriority, resolveUser } from "../lookups/named.js";
import { PROJECT_LOOKUPS, projectRef, resolveProject } from "../lookups/projects.js";
import { project, projectAliases } from "../schemas.js";

const operation = operationsFor<JiraClient>();
const name = z.string().min(1);
const resolved = z.object({ id: z.string(), name: z.string() });

export const resolveProjectName = operation({
  summary: "Which project is meant by a key, id or name",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ name: name.describe("key, id or whole name") }),
  aliases: { project: "name", key: "name" },
  result: z.object({ id: z.string(), key: z.string(), name: z.string() }),
  caches: ["projects"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: PROJECT_LOOKUPS,
  expectedCalls: 2,
  example: { name: "Train Platform" },
  async run({ name: wanted }, jira) {
    const { id = "", key = "", name = "" } = await resolveProject(wanted, jira);
    return { id, key, name };
  },
});

export const resolveIssueTypeName = operation({
  summary: "Which issue type of a project is meant by a name or id",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ project, name }),
  aliases: { ...projectAliases, issue_type: "name", issueType: "name" },
  result: resolved,
  caches: ["issue_types", "projects"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["GET /rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes", ...PROJECT_LOOKUPS],
  example: { project: "TRAIN", name: "bug" },
  async run({ project, name: wanted }, jira) {
    const { id = "", name = "" } = await resolveIssueType(await projectRef(project, jira), wanted, jira);
    return { id, name };
  },
});

export const resolvePriorityName = operation({
  summary: "Which priority is meant by a name or id",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ name }),
  aliases: { priority: "name" },
  result: resolved,
  caches: ["priorities"],
  limits: ["requests", "quota"],
  scopes: ["manage:jira-configuration"],
  upstream: ["GET /rest/api/3/priority/search"],
  example: { name: "high" },
  async run({ name: wanted }, jira) {
    const { id = "", name = "" } = await resolvePriority(wanted, jira);
    return { id, name };
  },
});

export const resolveAssignee = operation({
  summary: "Who is meant by an e-mail address, name, account id or me",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ name: name.describe("e-mail, name, account id or me") }),
  aliases: { assignee: "name", user: "name", query: "name" },
  result: resolved.extend({ email: z.string().optional() }),
  caches: ["users"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-user"],
  upstream: ["GET /rest/api/3/user/search", "GET /rest/api/3/myself"],
  example: { name: "priya@acme.example" },
  async run({ name }, jira) {
    const { accountId = "", displayName = "", emailAddress } = await resolveUser(name, jira);
    return compact({ id: accountId, name: displayName, email: emailAddress || undefined });
  },
});
