import { changedFields, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { ConfluenceClient } from "../client.js";
import { toStorage } from "../content.js";
import { pageReceipt } from "../lookups/pages.js";
import { resolveSpace } from "../lookups/spaces.js";
import { findPublishedPage, type Published, publishPage } from "../new-page.js";
import { operation } from "../operation.js";
import { PUBLISHED_PAGES } from "../reconcile/published.js";
import { label, parentId, spaceAliases, spaceName, warnings } from "../schemas.js";

export const createPage = operation({
  summary: "Creates a page",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    space: spaceName,
    title: z.string().min(1).max(255).describe("no other page of the space may have it"),
    body: z.string().describe("Markdown"),
    parent_id: parentId.optional(),
    labels: z.array(label).min(1).optional(),
    status: z
      .enum(["current", "draft"])
      .optional()
      .describe("draft: seen by its author only; default current"),
  }),
  aliases: { ...spaceAliases, parentId: "parent_id", content: "body", markdown: "body" },
  result: receiptSchema.extend({ version: z.int(), warnings }),
  caches: ["spaces"],
  invalidates: ["page_trees"],
  limits: ["requests", "quota"],
  upstream: [
    "POST /wiki/api/v2/pages",
    "POST /wiki/rest/api/content/{id}/label",
    "GET /wiki/api/v2/spaces",
    "GET /wiki/api/v2/spaces/{id}",
  ],
  lookUps: PUBLISHED_PAGES,
  expectedCalls: 3,
  expectedMs: 1200,
  example: {
    space: "TECH",
    title: "Key rotation runbook",
    body: "## Steps\n\n1. Create a new signing key\n2. Publish it in the JWKS",
    labels: ["security"],
  },
  async run(params, confluence) {
    const [space, storage] = await Promise.all([
      resolveSpace(params.space, confluence),
      toStorage(params.body),
    ]);
    return receipt(params, await publishPage({ ...params, space, storage }, confluence), confluence);
  },
  async reconcile(params, confluence) {
    const [space, storage] = await Promise.all([
      resolveSpace(params.space, confluence),
      toStorage(params.body),
    ]);
    const found = await findPublishedPage({ ...params, space, storage }, confluence);
    return found && receipt(params, found, confluence);
  },
});

function receipt(params: object, { page, warnings }: Published, confluence: ConfluenceClient) {
  const changed = changedFields({ ...params }, warnings.length === 0 ? [] : ["labels"]);
  return { ...pageReceipt(page, changed, confluence), ...(warnings.length === 0 ? {} : { warnings }) };
}
