import { eachAlone } from "@pm-orchestrator/adapter-kit";
import { isPmoError, type PmoError } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { ConfluenceClient } from "../client.js";
import { type BodyFormat, bodyAs } from "../document-edit.js";
import { confluenceErrors } from "../errors.js";
import { findPage, labelsOf } from "../lookups/pages.js";
import { resolveSpace, spaceById } from "../lookups/spaces.js";
import { pagesById } from "../lookups/tree.js";
import { namePeople } from "../lookups/users.js";
import { operation } from "../operation.js";
import {
  type FoundPage,
  loadedTogether,
  type PageReading,
  pagesShown,
  pageWithParts,
  partsBeside,
  type ShownPage,
} from "../page-reading.js";
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
  updated_by: person.optional().describe("when it is not the author"),
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
  limits: ["requests", "quota"],
  leadsTo: [
    { at: "parent_id", because: "parent of the page" },
    { at: "body", because: "address in the page", within: "addresses" },
    { at: "comments[].body", because: "address in a comment on the page", within: "addresses" },
  ],
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
  async run({ page_id, title, space, ...reading }, confluence) {
    const found =
      page_id === undefined
        ? await pageTitled({ title, space }, reading, confluence)
        : await pageWithParts(String(page_id), reading, confluence);
    const [shown] = await pagesShown([found], confluence);
    if (shown === undefined || isPmoError(shown)) throw shown;
    return shown;
  },
  async runMany(calls, confluence) {
    // They differ in page_id only.
    const [{ include_body = true } = {}] = calls;
    const load = loadedTogether({ include_body }, confluence);
    const found = await eachAlone(calls, ({ page_id, title, space, ...reading }) =>
      page_id === undefined
        ? pageTitled({ title, space }, reading, confluence)
        : pageWithParts(String(page_id), reading, confluence, load),
    );
    const shown = await pagesShown(
      found.flatMap((one) => (isPmoError(one) ? [] : one)),
      confluence,
    );
    return found.map((one) => (isPmoError(one) ? one : (shown.shift() as ShownPage | PmoError)));
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
  limits: ["requests", "quota"],
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

/** The page that is meant by title and space. */
async function pageTitled(
  { title, space }: { title: string | undefined; space: string | number | undefined },
  reading: PageReading,
  confluence: ConfluenceClient,
): Promise<FoundPage> {
  if (title === undefined || space === undefined)
    throw nothingNamed(title === undefined ? ["page_id"] : ["space"], confluence);
  const where = await resolveSpace(space, confluence);
  const page = await findPage(title, { space: where, body: reading.include_body }, confluence);
  const parts = await partsBeside(page.id ?? "", reading, confluence);
  const labels = reading.expand?.includes("labels") ? await labelsOf(page, confluence) : undefined;
  return { page, reading, ...parts, labels };
}

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
