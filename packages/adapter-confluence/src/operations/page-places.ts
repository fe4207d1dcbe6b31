import { changedFields, compact, pathSegment, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { ConfluenceClient } from "../client.js";
import { confluenceErrors } from "../errors.js";
import { forgetPage, loadPage, pageUrl } from "../lookups/pages.js";
import { resolveSpace } from "../lookups/spaces.js";
import { operation } from "../operation.js";
import { claimPublished, PUBLISHED_PAGES, publishedClaim } from "../reconcile/published.js";
import { contradiction } from "../require.js";
import { pageId, pageIdAliases, spaceName } from "../schemas.js";
import type { VendorContent } from "../vendor.js";

const SPACE_ENDPOINTS = ["GET /wiki/api/v2/spaces", "GET /wiki/api/v2/spaces/{id}"];

export const movePage = operation({
  summary: "Moves a page, with all that stands below it, under or beside another page or into another space",
  effect: "write",
  retry: "natural",
  params: z.strictObject({
    page_id: pageId,
    target_parent_id: pageId.optional().describe("id of the page under which it goes; or give target_space"),
    target_space: spaceName.optional().describe("key, name or id: it goes under the space's home page"),
    position: z
      .enum(["append", "before", "after"])
      .default("append")
      .describe("before and after: beside the target page, not under it"),
  }),
  aliases: {
    ...pageIdAliases,
    target_space_key: "target_space",
    target_id: "target_parent_id",
    parent_id: "target_parent_id",
  },
  result: receiptSchema,
  caches: ["spaces"],
  invalidates: ["page_metadata", "page_trees"],
  limits: ["requests", "quota"],
  upstream: ["PUT /wiki/rest/api/content/{pageId}/move/{position}/{targetId}", ...SPACE_ENDPOINTS],
  expectedMs: 800,
  example: { page_id: "98784", target_parent_id: "98752" },
  async run({ page_id, target_parent_id, target_space, position }, confluence) {
    const id = String(page_id);
    if (position !== "append" && target_parent_id === undefined) {
      throw contradiction(
        `Beside which page is it to go? position ${position} needs target_parent_id.`,
        "Give the id of a page beside which it is to stand.",
        confluence,
      );
    }
    const target = await placeOf({ parent: target_parent_id, space: target_space }, confluence);
    await confluence.send({
      method: "PUT",
      path: `/wiki/rest/api/content/${pathSegment(id)}/move/${position}/${pathSegment(target)}`,
      notFound: {
        code: "PAGE_NOT_FOUND",
        message: `There is no page ${id}, or no page ${target} to move it to, that these credentials can see.`,
        details: { page_id: id, target_id: target },
      },
    });
    forgetPage(id, confluence);
    return { id, url: pageUrl(id, confluence), changed: ["parent"] };
  },
});

export const copyPage = operation({
  summary: "Copies one page, without those below it, under another page or into a space",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    source_page_id: pageId,
    new_title: z.string().min(1).max(255).describe("no other page of the space may have it"),
    destination_space: spaceName.optional().describe("key, name or id: it goes under the space's home page"),
    destination_parent_id: pageId
      .optional()
      .describe("id of the page under which it goes; decides the space, too"),
    copy_attachments: z.boolean().default(true),
    copy_labels: z.boolean().default(true),
  }),
  aliases: {
    page_id: "source_page_id",
    id: "source_page_id",
    title: "new_title",
    destination_space_key: "destination_space",
    space: "destination_space",
    parent_id: "destination_parent_id",
  },
  result: receiptSchema.extend({ title: z.string(), version: z.int() }),
  caches: ["spaces"],
  invalidates: ["page_trees"],
  limits: ["requests", "quota"],
  upstream: ["POST /wiki/rest/api/content/{id}/copy", ...SPACE_ENDPOINTS],
  lookUps: [...PUBLISHED_PAGES, "GET /wiki/api/v2/pages/{id}"],
  expectedMs: 1200,
  example: { source_page_id: "98784", new_title: "Token rotation, old", destination_space: "TECH" },
  async run(params, confluence) {
    const { source_page_id, new_title, copy_attachments, copy_labels } = params;
    const id = String(source_page_id);
    const value = await placeOf(
      { parent: params.destination_parent_id, space: params.destination_space },
      confluence,
    );
    const answer = await confluence.send({
      method: "POST",
      path: `/wiki/rest/api/content/${pathSegment(id)}/copy`,
      body: {
        copyAttachments: copy_attachments,
        copyLabels: copy_labels,
        destination: { type: "parent_page", value },
        pageTitle: new_title,
      },
      notFound: {
        code: "PAGE_NOT_FOUND",
        message: `There is no page ${id}, or no page ${value} to copy it to, that these credentials can see.`,
        details: { page_id: id, target_id: value },
      },
    });
    confluence.step.cache.forget("page_trees");
    const made = (answer.body ?? {}) as VendorContent;
    confluence.claims.take(publishedClaim(made));
    return copyReceipt(made, params, confluence);
  },
  async reconcile(params, confluence) {
    const place = await placeOf(
      { parent: params.destination_parent_id, space: params.destination_space },
      confluence,
    );
    const { spaceId = "" } = await loadPage(place, { body: false, labels: false }, confluence);
    confluence.step.cache.forget("page_trees");
    const found = await claimPublished({ path: "pages", spaceId, title: params.new_title }, confluence);
    return found?.parentId === place ? copyReceipt(found, params, confluence) : undefined;
  },
});

function copyReceipt(
  { id = "", title, version, _links }: VendorContent,
  params: { new_title: string } & Record<string, unknown>,
  confluence: ConfluenceClient,
) {
  return {
    id,
    url: confluence.webUrl(_links),
    changed: changedFields(params, ["source_page_id"]),
    title: title ?? params.new_title,
    version: version?.number ?? 1,
  };
}

/** The page under which something goes: the one that is named, or the home page of the space. */
async function placeOf(
  { parent, space }: { parent: string | number | undefined; space: string | number | undefined },
  confluence: ConfluenceClient,
): Promise<string> {
  if (parent !== undefined) return String(parent);
  const home = space === undefined ? undefined : await resolveSpace(space, confluence);
  if (home?.homepage_id !== undefined) return home.homepage_id;
  throw confluenceErrors.create("REQUIRED_FIELD_MISSING", {
    message:
      home === undefined
        ? "Where is it to go? Neither a page nor a space is given."
        : `The space ${home.key} has no home page: which page is it to go under?`,
    system: confluence.step.system,
    details: compact({ fields: ["parent"], space: home?.key }),
    suggestions: ["Give the id of the page under which it is to go."],
  });
}
