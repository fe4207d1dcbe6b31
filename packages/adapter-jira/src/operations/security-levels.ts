import { compact, pathSegment } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { PROJECT_LOOKUPS, projectRef } from "../lookups/projects.js";
import { projectNotFound } from "../not-found.js";
import { project, projectAliases } from "../schemas.js";

const operation = operationsFor<JiraClient>();

export const getSecurityLevels = operation({
  summary: "The security levels that issues of a project can have",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ project }),
  aliases: projectAliases,
  result: z.object({
    levels: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        default: z.boolean().optional(),
        description: z.string().optional(),
      }),
    ),
  }),
  caches: ["projects"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["GET /rest/api/3/project/{projectKeyOrId}/securitylevel", ...PROJECT_LOOKUPS],
  example: { project: "TRAIN" },
  async run({ project }, jira) {
    const ref = await projectRef(project, jira);
    const answer = await jira.send({
      method: "GET",
      path: `/rest/api/3/project/${pathSegment(ref)}/securitylevel`,
      notFound: projectNotFound(project),
    });
    const { levels = [] } = (answer.body ?? {}) as { levels?: VendorLevel[] };
    return {
      levels: levels.map(({ id = "", name = "", isDefault, description }) =>
        compact({ id, name, default: isDefault || undefined, description: description || undefined }),
      ),
    };
  },
});

interface VendorLevel {
  id?: string;
  name?: string;
  description?: string;
  isDefault?: boolean;
}
