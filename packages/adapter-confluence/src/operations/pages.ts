import { operationsFor } from "@pm-orchestrator/core";
import { z } from "zod";
import type { ConfluenceClient } from "../client.js";
import { confluenceErrors } from "../errors.js";
import { commentsOf, findPage, labelsOf, loadPage } from "../lookups/pages.js";
import { resolveSpace, spaceById } from "../lookups/spaces.js";
import { namePeople } from "../lookups/users.js";
import { pageDetails } from "../parse.js";
import { pageId, pageIdAliases, person, spaceAliases, spaceName } from "../schemas.js";
import type { VendorPage } from "../vendor.js";

const operation = operationsFor<ConfluenceClient>();

const comment = z.object({
  id: z.string(),
  author: person.optional(),
  created: z.string().optional(),
  body: z.string().describe("Markdown"),
});

export const getPage = operation({
  summary: "One page as Markdown, with comments or labels on request",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    page_id: pageId.optional().describe("id of the page; or give title and space"),
    title: z.string().min(1).optional().describe("exact title, with space; not needed with page_id"),
    space: spaceName.optional().describe("key, name or id of the space that has the title"),
    include_body: z.boolean().default(true),
    expand: z
      .array(z.enum(["comments", "labels"]))
      .optional()
      .describe("comments: those below the page, without replies"),
  }),
  aliases: { ...pageIdAliases, ...spaceAliases },
  result: z.object({
    id: z.string(),
    title: z.string(),
    space: z.string().describe("key"),
    status: z.string(),
    version: z.int().optional(),
    parent_id: z.string().optional(),
    author: person.optional(),
    updated: z.string().optional(),
    url: z.string(),
    body: z.string().optional().describe("Markdown"),
    updated_by: person.optional(),
    created: z.string().optional(),
    labels: z.array(z.string()).optional(),
    comments: z.array(comment).optional(),
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
    "GET /wiki/rest/api/search",
  ],
  expectedCalls: 3,
  expectedMs: 800,
  example: { title: "JWT authentication design", space: "TECH", expand: ["comments", "labels"] },
  async run({ page_id, title, space, include_body, expand = [] }, confluence) {
    const wantsLabels = expand.includes("labels");
    const wantsComments = expand.includes("comments");
    const beside = (id: string) => (wantsComments ? commentsOf(id, confluence) : undefined);
    let page: VendorPage;
    let comments: Awaited<ReturnType<typeof beside>>;
    if (page_id !== undefined) {
      const id = String(page_id);
      const parts = { body: include_body, labels: wantsLabels };
      [page, comments] = await Promise.all([loadPage(id, parts, confluence), beside(id)]);
    } else if (title !== undefined && space !== undefined) {
      const where = await resolveSpace(space, confluence);
      page = await findPage(title, { space: where, body: include_body }, confluence);
      comments = await beside(page.id ?? "");
    } else {
      throw nothingNamed(title === undefined ? ["page_id"] : ["space"], confluence);
    }
    const people = [
      page.authorId,
      page.version?.authorId,
      ...(comments ?? []).map(({ version }) => version?.authorId),
    ];
    const [home, personOf, labels] = await Promise.all([
      page.spaceId === undefined ? undefined : spaceById(page.spaceId, confluence),
      namePeople(people, confluence),
      wantsLabels ? labelsOf(page, confluence) : undefined,
    ]);
    return pageDetails(page, {
      space: home?.key ?? "",
      person: personOf,
      webUrl: confluence.webUrl,
      withBody: include_body,
      labels,
      comments,
    });
  },
});

function nothingNamed(fields: string[], confluence: ConfluenceClient) {
  const missing = fields.join(", ");
  return confluenceErrors.create("REQUIRED_FIELD_MISSING", {
    message: `Which page is meant? ${missing} is missing.`,
    system: confluence.step.system,
    details: { fields },
    suggestions: ['Give page_id, or title and space, e.g. title: "Token rotation", space: "TECH".'],
  });
}
