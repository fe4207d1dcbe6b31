import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";

const operation = operationsFor<JiraClient>();

interface ParsedQuery {
  query?: string;
  errors?: string[];
  warnings?: string[];
}

export const validateJql = operation({
  summary: "Whether JQL queries can be run, and what is wrong with them, without running them",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ queries: z.array(z.string().min(1)).min(1).max(50) }),
  queryParams: ["queries"],
  result: z.object({
    queries: z.array(
      z.object({
        query: z.string(),
        valid: z.boolean(),
        errors: z.array(z.string()),
        warnings: z.array(z.string()).optional(),
      }),
    ),
  }),
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["POST /rest/api/3/jql/parse"],
  example: { queries: ["project = TRAIN AND status = Done", "nonsense = 1"] },
  async run({ queries }, jira) {
    const answer = await jira.send({
      method: "POST",
      path: "/rest/api/3/jql/parse",
      query: { validation: "strict" },
      body: { queries },
      readsOnly: true,
    });
    const { queries: parsed = [] } = (answer.body ?? {}) as { queries?: ParsedQuery[] };
    return {
      queries: parsed.map(({ query = "", errors = [], warnings = [] }) => ({
        query,
        valid: errors.length === 0,
        errors,
        ...(warnings.length === 0 ? {} : { warnings }),
      })),
    };
  },
});
