import { pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { ISSUE_HISTORY } from "../documents/issues.js";
import { issueNotFound } from "../not-found.js";
import { pageOf, pageVariables, pagingAliases } from "../paging.js";
import { historyEntry } from "../parse-history.js";
import { issueId, issueIdAliases, person } from "../schemas.js";

const operation = operationsFor<LinearClient>();

export const getIssueHistory = operation({
  summary: "What happened to an issue: who changed what from what to what, the newest first",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ issue_id: issueId, ...pagingParams(100) }),
  aliases: { ...issueIdAliases, ...pagingAliases },
  result: z.object({
    history: z.array(
      z.object({
        id: z.string(),
        author: person.optional(),
        created: z.string().optional(),
        changes: z.array(
          z.object({ field: z.string(), from: z.string().optional(), to: z.string().optional() }),
        ),
      }),
    ),
    page: pageSchema,
  }),
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query issue"],
  example: { issue_id: "PSN-120" },
  async run({ issue_id, ...paging }, linear) {
    const variables = { id: issue_id, ...pageVariables(paging) };
    const { issue } = await linear.ask(ISSUE_HISTORY, variables, issueNotFound(issue_id));
    return { history: (issue?.history?.nodes ?? []).map(historyEntry), page: pageOf(issue?.history) };
  },
});
