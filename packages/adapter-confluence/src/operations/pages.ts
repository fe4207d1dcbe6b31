import { z } from "@pm-orchestrator/core/zod";
import type { ConfluenceClient } from "../client.js";
import { type BodyFormat, bodyAs } from "../document-edit.js";
import { confluenceErrors } from "../errors.js";
import { allAttachmentsOf, attachmentOf } from "../lookups/attachments.js";
import { commentsOf } from "../lookups/comments.js";
import { findPage, labelsOf, loadPage } from "../lookups/pages.js";
import { resolveSpace, spaceById } from "../lookups/spaces.js";
import { pagesById } from "../lookups/tree.js";
import { namePeople } from "../lookups/users.js";
import { operation } from "../operation.js";
import { pageDetails } from "../parse.js";
import {
  attachment,
  bodyFormat,
  comment,
  pageId,
  pageIdAliases,
  person,
  spaceAliases,
  spaceName,
} from "../schemas.js";
import type { VendorPage } from "../vendor.js";

const pageResult = z.object({
  id: z.string(),
  title: z.string(),
  space: z.string().describe("key"),
  status: z.string(),
  version: z.int().optional(),
  parent_id: z.string().optional(),
  author: person.optional(),
  updated: z.string().optional(),
  url: z.string(),
  body: z.string().optional().describe("in body_format"),
  updated_by: person.optional(),
  created: z.string().optional(),
});

/** What one call of the bulk endpoint takes. */
const MOST_PAGES = 100;

export const getPage = operation({
  summary: "One page as Markdown, with comments, labels or files on request",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    page_id: pageId.optional().describe("id of the page; or give title and space"),
    title: z.string().min(1).optional().describe("exact title, with space; not needed with page_id"),
    space: spaceName.optional().describe("key, name or id of the space that has the title"),
    include_body: z.boolean().default(true),
    body_format: bodyFormat,
    expand: z
      .array(z.enum(["comments", "labels", "attachments"]))
      .optional()
      .describe("comments: those below the page, without replies"),
  }),
  aliases: { ...pageIdAliases, ...spaceAliases, bodyFormat: "body_format" },
  result: pageResult.extend({
    labels: z.array(z.string()).optional(),
    comments: z.array(comment).optional(),
    attachments: z.array(attachment).optional(),
  }),
  caches: ["spaces", "users", "page_metadata"],
  limits: ["requests"],
  upstream: [
    "GET /wiki/api/v2/pages/{id}",
    "GET /wiki/api/v2/pages",
    "GET /wiki/api/v2/spaces/{id}",
    "GET /wiki/api/v2/spaces",
    "POST /wiki/api/v2/users-bulk",
    "GET /wiki/api/v2/pages/{id}/labels",
    "GET /wiki/api/v2/pages/{id}/footer-comments",
    "GET /wiki/api/v2/pages/{id}/attachments",
    "GET /wiki/rest/api/search",
  ],
  coalesce: { into: "batch_get_pages", by: "page_id", list: "page_ids", most: MOST_PAGES },
  expectedCalls: 3,
  expectedMs: 800,
  example: { title: "JWT authentication design", space: "TECH", expand: ["comments", "labels"] },
  async run({ page_id, title, space, include_body, body_format, expand = [] }, confluence) {
    const wantsLabels = expand.includes("labels");
    const beside = (id: string) =>
      Promise.all([
        expand.includes("comments") ? commentsOf(id, confluence) : undefined,
        expand.includes("attachments") ? allAttachmentsOf(id, confluence) : undefined,
      ]);
    let page: VendorPage;
    let parts: Awaited<ReturnType<typeof beside>>;
    if (page_id !== undefined) {
      const id = String(page_id);
      const wanted = { body: include_body, labels: wantsLabels };
      [page, parts] = await Promise.all([loadPage(id, wanted, confluence), beside(id)]);
    } else if (title !== undefined && space !== undefined) {
      const where = await resolveSpace(space, confluence);
      page = await findPage(title, { space: where, body: include_body }, confluence);
      parts = await beside(page.id ?? "");
    } else {
      throw nothingNamed(title === undefined ? ["page_id"] : ["space"], confluence);
    }
    const [comments, attachments] = parts;
    const people = [page, ...(comments ?? []), ...(attachments ?? [])].map(
      ({ version }) => version?.authorId,
    );
    const [home, personOf, labels] = await Promise.all([
      page.spaceId === undefined ? undefined : spaceById(page.spaceId, confluence),
      namePeople([page.authorId, ...people], confluence),
      wantsLabels ? labelsOf(page, confluence) : undefined,
    ]);
    const base = page._links?.base;
    const webUrl: ConfluenceClient["webUrl"] = (links) => confluence.webUrl({ base, ...links });
    const shown = await pageDetails(page, {
      space: home?.key ?? "",
      person: personOf,
      webUrl,
      showBody: include_body ? bodyOf(page, body_format, confluence) : undefined,
      labels,
      comments,
    });
    if (attachments === undefined) return shown;
    return {
      ...shown,
      attachments: attachments.map((file) => attachmentOf(file, { person: personOf, webUrl })),
    };
  },
});

export const batchGetPages = operation({
  summary: "Many pages at once, by their ids",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    page_ids: z.array(pageId).min(1).max(MOST_PAGES),
    include_body: z.boolean().default(true),
    body_format: bodyFormat,
  }),
  aliases: { ids: "page_ids", pageIds: "page_ids", bodyFormat: "body_format" },
  result: z.object({
    pages: z.array(pageResult).describe("in the order of page_ids"),
    missing: z.array(z.string()).describe("ids of pages that these credentials cannot see"),
  }),
  caches: ["spaces", "users", "page_metadata"],
  limits: ["requests"],
  upstream: ["GET /wiki/api/v2/pages", "GET /wiki/api/v2/spaces/{id}", "POST /wiki/api/v2/users-bulk"],
  expectedCalls: 3,
  expectedMs: 900,
  example: { page_ids: ["98752", "98784"] },
  async run({ page_ids, include_body, body_format }, confluence) {
    const ids = [...new Set(page_ids.map(String))];
    const known = await pagesById(ids, { body: include_body }, confluence);
    const found = ids.flatMap((id) => known.get(id) ?? []);
    const spaceIds = [...new Set(found.flatMap(({ spaceId }) => spaceId ?? []))];
    const [spaces, person] = await Promise.all([
      Promise.all(spaceIds.map((id) => spaceById(id, confluence))),
      namePeople(
        found.flatMap(({ authorId, version }) => [authorId, version?.authorId]),
        confluence,
      ),
    ]);
    const keys = new Map(spaces.map(({ id, key }) => [id, key]));
    const pages = found.map((page) =>
      pageDetails(page, {
        space: keys.get(page.spaceId ?? "") ?? "",
        person,
        webUrl: confluence.webUrl,
        showBody: include_body ? bodyOf(page, body_format, confluence) : undefined,
      }),
    );
    return { pages: await Promise.all(pages), missing: ids.filter((id) => !known.has(id)) };
  },
});

function bodyOf({ id = "" }: VendorPage, format: BodyFormat, confluence: ConfluenceClient) {
  return bodyAs(format, { name: `Page ${id}`, details: { page_id: id } }, confluence);
}

function nothingNamed(fields: string[], confluence: ConfluenceClient) {
  const missing = fields.join(", ");
  return confluenceErrors.create("REQUIRED_FIELD_MISSING", {
    message: `Which page is meant? ${missing} is missing.`,
    system: confluence.step.system,
    details: { fields },
    suggestions: ['Give page_id, or title and space, e.g. title: "Token rotation", space: "TECH".'],
  });
}
