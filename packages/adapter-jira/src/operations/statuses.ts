import { compact } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { PROJECT_LOOKUPS, projectRef } from "../lookups/projects.js";
import { allStatuses, statusesOf, type TypeStatuses } from "../lookups/statuses.js";
import { project, projectAliases } from "../schemas.js";
import type { VendorStatus } from "../vendor.js";

const operation = operationsFor<JiraClient>();

export const getStatuses = operation({
  summary: "The statuses that issues can have, in one project or on the whole site",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ project: project.optional() }),
  aliases: projectAliases,
  result: z.object({
    statuses: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        category: z.string().optional(),
        issue_types: z.array(z.string()).optional(),
      }),
    ),
  }),
  caches: ["statuses", "projects"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: [
    "GET /rest/api/3/project/{projectIdOrKey}/statuses",
    "GET /rest/api/3/status",
    ...PROJECT_LOOKUPS,
  ],
  example: { project: "TRAIN" },
  async run({ project }, jira) {
    if (project === undefined) {
      return { statuses: (await allStatuses(jira)).map((status) => shown(status)) };
    }
    return { statuses: byStatus(await statusesOf(await projectRef(project, jira), jira)) };
  },
});

/** Jira lists statuses type by type; people want each once, with the types that use it. */
function byStatus(types: readonly TypeStatuses[]) {
  const found = new Map<string, { status: VendorStatus; types: string[] }>();
  for (const { name = "", statuses = [] } of types) {
    for (const status of statuses) {
      const entry = found.get(status.id ?? "") ?? { status, types: [] };
      entry.types.push(name);
      found.set(status.id ?? "", entry);
    }
  }
  return [...found.values()].map(({ status, types }) => shown(status, types));
}

function shown({ id = "", name = "", statusCategory }: VendorStatus, issue_types?: string[]) {
  return compact({ id, name, category: statusCategory?.name, issue_types });
}
