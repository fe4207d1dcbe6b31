import { pageSchema, pagingParams, pathSegment } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { namePeople } from "../lookups/users.js";
import { pageNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { readPart } from "../paging.js";
import { contentIdAliases, pageId, pagingAliases, person } from "../schemas.js";

export const getPageViews = operation({
  summary: "How often a page was looked at, and by how many people; for sites with analytics",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    page_id: pageId,
    since: z.iso.date().optional().describe("only from this day on, such as 2025-11-01"),
  }),
  aliases: { ...contentIdAliases, from_date: "since", fromDate: "since" },
  result: z.object({ views: z.int(), viewers: z.int().describe("different people") }),
  limits: ["requests", "quota"],
  upstream: [
    "GET /wiki/rest/api/analytics/content/{contentId}/views",
    "GET /wiki/rest/api/analytics/content/{contentId}/viewers",
  ],
  expectedCalls: 2,
  expectedMs: 500,
  example: { page_id: "98752", since: "2025-11-01" },
  async run({ page_id, since }, confluence) {
    const id = String(page_id);
    const count = async (what: "views" | "viewers") => {
      const answer = await confluence.send({
        method: "GET",
        path: `/wiki/rest/api/analytics/content/${pathSegment(id)}/${what}`,
        query: { fromDate: since },
        notFound: pageNotFound(id),
      });
      return ((answer.body ?? {}) as { count?: number }).count ?? 0;
    };
    const [views, viewers] = await Promise.all([count("views"), count("viewers")]);
    return { views, viewers };
  },
});

export const getPageLikes = operation({
  summary: "How many people like a page, and who",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ page_id: pageId, ...pagingParams(250) }),
  aliases: { ...contentIdAliases, ...pagingAliases },
  result: z.object({ count: z.int(), users: z.array(person), page: pageSchema }),
  caches: ["users"],
  limits: ["requests", "quota"],
  upstream: [
    "GET /wiki/api/v2/pages/{id}/likes/count",
    "GET /wiki/api/v2/pages/{id}/likes/users",
    "POST /wiki/api/v2/users-bulk",
  ],
  expectedCalls: 3,
  expectedMs: 600,
  example: { page_id: "98752" },
  async run({ page_id, ...part }, confluence) {
    const id = String(page_id);
    const call = (what: "count" | "users") => ({
      method: "GET" as const,
      path: `/wiki/api/v2/pages/${pathSegment(id)}/likes/${what}`,
      notFound: pageNotFound(id),
    });
    const [counted, { items, page }] = await Promise.all([
      confluence.send(call("count")),
      readPart<{ accountId?: string }>(call("users"), part, confluence),
    ]);
    const ids = items.map(({ accountId }) => accountId);
    const personOf = await namePeople(ids, confluence);
    const { count = items.length } = (counted.body ?? {}) as { count?: number };
    return { count, users: ids.flatMap((one) => personOf(one) ?? []), page };
  },
});
