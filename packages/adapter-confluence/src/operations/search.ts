import { page, pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { isPmoError } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { ConfluenceClient } from "../client.js";
import { CqlFault, hasWord, type SearchConditions, searchCql } from "../cql.js";
import { confluenceErrors } from "../errors.js";
import { resolveSpace } from "../lookups/spaces.js";
import { operation } from "../operation.js";
import { cursorOf } from "../paging.js";
import { pageInList } from "../parse.js";
import { label, pagingAliases, spaceAliases, spaceName } from "../schemas.js";
import type { VendorSearch } from "../vendor.js";

export const searchPages = operation({
  summary: "Pages that words or a CQL query find",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    query: z
      .string()
      .min(1)
      .optional()
      .describe("words that must all be there; a phrase in double quotes; auth* for a beginning"),
    cql: z.string().min(1).optional().describe("CQL; together with query both must hold; ORDER BY works"),
    space: spaceName.optional(),
    labels: z.array(label).min(1).optional().describe("any of them"),
    type: z.enum(["page", "blogpost"]).optional().describe("default page, unless the cql names a type"),
    ...pagingParams(100),
  }),
  aliases: { ...spaceAliases, ...pagingAliases, q: "query", text: "query" },
  // Not `query`: it is quoted and escaped, so data from elsewhere cannot become an operator in it.
  queryParams: ["cql"],
  result: z.object({
    pages: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        space: z.string().optional().describe("key"),
        excerpt: z.string().optional(),
        updated: z.string().optional(),
        url: z.string(),
        type: z.string().optional().describe("such as blogpost; absent of pages"),
      }),
    ),
    page: pageSchema,
  }),
  caches: ["spaces"],
  limits: ["requests", "quota"],
  leadsTo: [{ at: "pages[].url", because: "page that was found" }],
  upstream: ["GET /wiki/rest/api/search", "GET /wiki/api/v2/spaces", "GET /wiki/api/v2/spaces/{id}"],
  expectedCalls: 2,
  expectedMs: 800,
  example: { query: "authentication JWT", space: "TECH", limit: 5 },
  async run({ query, cql, space, labels, type, limit, page_token }, confluence) {
    if (query === undefined ? cql === undefined : !hasWord(query)) throw nothingToFind(query, confluence);
    const conditions = { query, cql, labels, type };
    // Checked before the space is looked up: CQL that cannot be read makes no call.
    checkedCql(conditions, confluence);
    const spaceKey = space === undefined ? undefined : (await resolveSpace(space, confluence)).key;
    const answer = await confluence
      .send({
        method: "GET",
        path: "/wiki/rest/api/search",
        query: {
          cql: checkedCql({ ...conditions, spaceKey }, confluence),
          limit,
          cursor: page_token,
          excerpt: "highlight",
          expand: "content.space",
        },
      })
      .catch((error: unknown) => {
        throw asCqlProblem(error, page_token !== undefined);
      });
    const found = (answer.body ?? {}) as VendorSearch;
    const base = found._links?.base;
    const webUrl = (webui: string) => confluence.webUrl({ base, webui });
    return {
      pages: await Promise.all((found.results ?? []).map((result) => pageInList(result, webUrl))),
      page: page(cursorOf(found, confluence.step.system), found.totalSize),
    };
  },
});

function checkedCql(conditions: SearchConditions, confluence: ConfluenceClient): string {
  try {
    return searchCql(conditions);
  } catch (error) {
    if (!(error instanceof CqlFault)) throw error;
    throw confluenceErrors.create("INVALID_CQL", {
      message: error.message,
      system: confluence.step.system,
      details: { cql: conditions.cql },
    });
  }
}

/** Whatever Confluence refuses of a search is in its CQL, unless the place to read on from may be at fault. */
function asCqlProblem(error: unknown, hasToken: boolean): unknown {
  if (!isPmoError(error) || error.details["status"] !== 400) return error;
  return confluenceErrors.create("INVALID_CQL", {
    message: error.message,
    system: error.system,
    details: error.details,
    suggestions: hasToken ? ["Give page_token only with the very query that it came from."] : [],
  });
}

function nothingToFind(query: string | undefined, confluence: ConfluenceClient) {
  return confluenceErrors.create("REQUIRED_FIELD_MISSING", {
    message:
      query === undefined ? "There is nothing to look for." : `There is no word to look for in "${query}".`,
    system: confluence.step.system,
    details: { fields: ["query", "cql"] },
    suggestions: ['Give query (words) or cql, e.g. cql: label = "security" ORDER BY lastmodified DESC.'],
  });
}
