import { compact } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { allPriorities } from "../lookups/named.js";

const operation = operationsFor<JiraClient>();

export const getPriorities = operation({
  summary: "All priorities, the highest first",
  effect: "read",
  retry: "natural",
  params: z.strictObject({}),
  result: z.object({
    priorities: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        default: z.boolean().optional(),
        description: z.string().optional(),
      }),
    ),
  }),
  caches: ["priorities"],
  limits: ["requests", "quota"],
  scopes: ["manage:jira-configuration"],
  upstream: ["GET /rest/api/3/priority/search"],
  example: {},
  async run(_params, jira) {
    const priorities = await allPriorities(jira);
    return {
      priorities: priorities.map(({ id = "", name = "", isDefault, description }) =>
        compact({ id, name, default: isDefault || undefined, description: description || undefined }),
      ),
    };
  },
});
