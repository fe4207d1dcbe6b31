import { compact, pathSegment } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { oneNamed } from "../lookups/one-named.js";
import { PROJECT_LOOKUPS, projectRef } from "../lookups/projects.js";
import { projectNotFound } from "../not-found.js";
import { project, projectAliases } from "../schemas.js";

const operation = operationsFor<JiraClient>();

export const getProjectRoles = operation({
  summary: "The roles that people can have in a project",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ project }),
  aliases: projectAliases,
  result: z.object({ roles: z.array(z.object({ id: z.string(), name: z.string() })) }),
  caches: ["projects"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["GET /rest/api/3/project/{projectIdOrKey}/role", ...PROJECT_LOOKUPS],
  example: { project: "TRAIN" },
  async run({ project }, jira) {
    return { roles: await rolesOf(await projectRef(project, jira), jira) };
  },
});

export const getProjectRole = operation({
  summary: "Who has a role in a project: people and groups",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ project, role: z.string().min(1).describe("name or id") }),
  aliases: { ...projectAliases, role_id: "role", role_name: "role" },
  result: z.object({
    id: z.string(),
    name: z.string(),
    members: z.array(z.object({ id: z.string(), name: z.string(), type: z.enum(["user", "group"]) })),
    description: z.string().optional(),
  }),
  caches: ["projects"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: [
    "GET /rest/api/3/project/{projectIdOrKey}/role/{id}",
    "GET /rest/api/3/project/{projectIdOrKey}/role",
    ...PROJECT_LOOKUPS,
  ],
  expectedCalls: 2,
  example: { project: "TRAIN", role: "Developers" },
  async run({ project, role }, jira) {
    const ref = await projectRef(project, jira);
    const id = /^[0-9]+$/.test(role) ? role : await roleId(role, ref, jira);
    const answer = await jira.send({
      method: "GET",
      path: `/rest/api/3/project/${pathSegment(ref)}/role/${id}`,
      notFound: {
        code: "ROLE_NOT_FOUND",
        message: `There is no role ${role} in ${ref} that these credentials can see.`,
        details: { project: ref, role },
      },
    });
    const found = (answer.body ?? {}) as VendorRole;
    return compact({
      id,
      name: found.name ?? "",
      members: (found.actors ?? []).map(({ displayName = "", actorUser, actorGroup }) =>
        actorGroup === undefined
          ? { id: actorUser?.accountId ?? "", name: displayName, type: "user" as const }
          : { id: actorGroup.groupId ?? "", name: displayName, type: "group" as const },
      ),
      description: found.description || undefined,
    });
  },
});

interface VendorRole {
  name?: string;
  description?: string;
  actors?: {
    displayName?: string;
    actorUser?: { accountId?: string };
    actorGroup?: { groupId?: string };
  }[];
}

/** Jira lists roles as names with addresses, at the end of which stands the id. */
async function rolesOf(project: string, jira: JiraClient): Promise<{ id: string; name: string }[]> {
  const answer = await jira.send({
    method: "GET",
    path: `/rest/api/3/project/${pathSegment(project)}/role`,
    notFound: projectNotFound(project),
  });
  return Object.entries((answer.body ?? {}) as Record<string, string>).map(([name, address]) => ({
    id: address.split("/").at(-1) ?? "",
    name,
  }));
}

async function roleId(name: string, project: string, jira: JiraClient): Promise<string> {
  const roles = await rolesOf(project, jira);
  return oneNamed(name, roles, { code: "ROLE_NOT_FOUND", what: `role in ${project}`, jira }).id;
}
