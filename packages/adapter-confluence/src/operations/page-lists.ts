import { pageSchema, pagingParams, pathSegment } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { rememberPage } from "../lookups/pages.js";
import { resolveSpace } from "../lookups/spaces.js";
import { spaceNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { readPart } from "../paging.js";
import { pageSummary as summaryOf } from "../parse.js";
import { pageSummary, pagingAliases, spaceAliases, spaceName } from "../schemas.js";
import type { VendorPage } from "../vendor.js";

const SORTS = [
  "title",
  "-title",
  "created-date",
  "-created-date",
  "modified-date",
  "-modified-date",
] as const;

export const listPages = operation({
  summary: "The pages of a space",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    space: spaceName,
    title: z.string().min(1).optional().describe("exact title"),
    status: z.enum(["current", "archived", "trashed"]).default("current"),
    sort: z.enum(SORTS).optional().describe("- for the other way round; default in the order of creation"),
    ...pagingParams(250),
  }),
  aliases: { ...spaceAliases, ...pagingAliases },
  result: z.object({ pages: z.array(pageSummary), page: pageSchema }),
  caches: ["spaces", "page_metadata"],
  limits: ["requests", "quota"],
  upstream: ["GET /wiki/api/v2/spaces/{id}/pages", "GET /wiki/api/v2/spaces", "GET /wiki/api/v2/spaces/{id}"],
  expectedCalls: 2,
  expectedMs: 600,
  example: { space: "TECH", sort: "-modified-date", limit: 5 },
  async run({ space, title, status, sort, ...part }, confluence) {
    const { id, key } = await resolveSpace(space, confluence);
    const { items, page, base } = await readPart<VendorPage>(
      {
        method: "GET",
        path: `/wiki/api/v2/spaces/${pathSegment(id)}/pages`,
        query: { title, status, sort },
        notFound: spaceNotFound(key),
      },
      part,
      confluence,
    );
    const pages = items.map((item) => ({ ...item, _links: { base, ...item._links } }));
    if (status === "current") for (const found of pages) rememberPage(found, confluence);
    return { pages: pages.map((found) => summaryOf(found, confluence.webUrl)), page };
  },
});
