import { changedFields, compact, pathSegment, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "zod";
import type { ConfluenceClient } from "../client.js";
import { toStorage } from "../content.js";
import { pageFrom, rememberPage } from "../lookups/pages.js";
import { resolveSpace } from "../lookups/spaces.js";
import { pagePath } from "../parse.js";
import { label, parentId, spaceAliases, spaceName } from "../schemas.js";

const operation = operationsFor<ConfluenceClient>();

export const createPage = operation({
  summary: "Creates a page",
  effect: "write",
  retry: "none",
  params: z.strictObject({
    space: spaceName,
    title: z.string().min(1).max(255).describe("no other page of the space may have it"),
    body: z.string().describe("Markdown"),
    parent_id: parentId.optional(),
    labels: z.array(label).min(1).optional(),
  }),
  aliases: { ...spaceAliases, parentId: "parent_id", content: "body", markdown: "body" },
  result: receiptSchema.extend({
    version: z.int(),
    warnings: z.array(z.string()).optional().describe("what did not work although the page exists"),
  }),
  caches: ["spaces"],
  invalidates: ["page_trees"],
  limits: ["requests"],
  upstream: [
    "POST /wiki/api/v2/pages",
    "POST /wiki/rest/api/content/{id}/label",
    "GET /wiki/api/v2/spaces",
    "GET /wiki/api/v2/spaces/{id}",
  ],
  expectedCalls: 3,
  expectedMs: 1200,
  example: {
    space: "TECH",
    title: "Key rotation runbook",
    body: "## Steps\n\n1. Create a new signing key\n2. Publish it in the JWKS",
    labels: ["security"],
  },
  async run(params, confluence) {
    const { title, parent_id, labels } = params;
    const [space, storage] = await Promise.all([
      resolveSpace(params.space, confluence),
      toStorage(params.body),
    ]);
    const answer = await confluence.send({
      method: "POST",
      path: "/wiki/api/v2/pages",
      scope: "write:page:confluence",
      body: compact({
        spaceId: space.id,
        status: "current",
        title,
        parentId: parent_id === undefined ? undefined : String(parent_id),
        body: { representation: "storage", value: storage },
      }),
      notFound: notCreated(space.key, parent_id),
    });
    const page = pageFrom(answer.body, confluence);
    const { id = "" } = page;
    confluence.step.cache.forget("page_trees");
    rememberPage(page, confluence);
    const warnings = labels === undefined ? [] : await addLabels(id, labels, confluence);
    return {
      id,
      url: confluence.webUrl({ ...page._links, webui: page._links?.webui ?? pagePath(id) }),
      changed: changedFields(params, warnings.length === 0 ? [] : ["labels"]),
      version: page.version?.number ?? 1,
      ...(warnings.length === 0 ? {} : { warnings }),
    };
  },
});

/** The page exists by now: whatever goes wrong with its labels is told in the receipt, and does not hide it. */
async function addLabels(
  id: string,
  labels: readonly string[],
  confluence: ConfluenceClient,
): Promise<string[]> {
  try {
    await confluence.send({
      method: "POST",
      path: `/wiki/rest/api/content/${pathSegment(id)}/label`,
      scope: "write:confluence-content",
      body: labels.map((name) => ({ prefix: "global", name })),
    });
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [`The page was created, but not its labels (${labels.join(", ")}): ${reason}`];
  }
}

/** Confluence says 404 for a space, a parent or a permission that lacks; the space was found just before. */
function notCreated(space: string, parent: string | number | undefined) {
  return parent === undefined
    ? {
        code: "PERMISSION_DENIED" as const,
        message: `These credentials may not create pages in ${space}.`,
        details: { space },
      }
    : {
        code: "PAGE_NOT_FOUND" as const,
        message: `There is no page ${parent} in ${space} below which these credentials may create pages.`,
        details: { parent_id: String(parent), space },
      };
}
