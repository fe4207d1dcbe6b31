import { compact, pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { LIST_INITIATIVES } from "../documents/initiatives.js";
import { pageOf, pageVariables, pagingAliases } from "../paging.js";
import type { VendorInitiative } from "../vendor-planning.js";
import { given } from "../written.js";

const operation = operationsFor<LinearClient>();

const STATUSES = ["Proposed", "Planned", "Active", "Completed", "Canceled"] as const;

export const listInitiatives = operation({
  summary: "Initiatives of the workspace, the newest first",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    query: z.string().min(1).optional().describe("text in the name"),
    status: z.enum(STATUSES).optional(),
    ...pagingParams(250),
  }),
  aliases: { ...pagingAliases, name: "query", state: "status" },
  result: z.object({
    initiatives: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        status: z.string(),
        health: z.string().optional(),
        owner: z.string().optional(),
        target_date: z.string().optional(),
        description: z.string().optional(),
        updated: z.string().optional(),
        url: z.string(),
      }),
    ),
    page: pageSchema,
  }),
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query initiatives"],
  example: { status: "Active" },
  async run({ query, status, ...paging }, linear) {
    const filter = given({
      name: query === undefined ? undefined : { containsIgnoreCase: query },
      status: status === undefined ? undefined : { eq: status },
    });
    const { initiatives } = await linear.ask(LIST_INITIATIVES, { filter, ...pageVariables(paging) });
    return { initiatives: (initiatives?.nodes ?? []).map(parsed), page: pageOf(initiatives) };
  },
});

function parsed(initiative: VendorInitiative) {
  const { id, name, status = "", health, owner, targetDate, description, updatedAt, url = "" } = initiative;
  return {
    id: id ?? "",
    name: name ?? "",
    status,
    ...compact({
      health,
      owner: owner?.name,
      target_date: targetDate,
      description: description || undefined,
      updated: updatedAt,
    }),
    url,
  };
}
