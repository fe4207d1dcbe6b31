import { HttpResponse, type RequestHandler, wordsOf } from "@pm-orchestrator/simulator";
import { CqlProblem, parseCql } from "./cql.js";
import { cursorAt, readCursor } from "./listing.js";
import { route } from "./route.js";
import { type ConfluenceState, lastVersion, type SimPage } from "./state.js";
import { plainText } from "./text.js";
import { pagePath, refusalV1, spacePath, wikiOf } from "./views.js";
import { contentView } from "./views-v1.js";

const EXCERPT_LENGTH = 240;

/** As people of the simulated account read a day. */
const FRIENDLY = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });

export function searchHandlers(confluence: ConfluenceState): RequestHandler[] {
  return [
    route("GET /wiki/rest/api/search", ({ request, query }) => {
      const cql = query.get("cql") ?? "";
      const limit = Math.min(Number(query.get("limit") ?? 25), 250);
      const cursor = query.get("cursor");
      const start = cursor === null ? Number(query.get("start") ?? 0) : readCursor(cursor);
      if (start === undefined) return refusalV1(400, "BadRequestException", "The cursor is not valid");
      try {
        const { find, words } = parseCql(cql, confluence);
        const found = find([...confluence.pages.values()]);
        const shown = found.slice(start, start + limit);
        return HttpResponse.json({
          results: shown.map((page) => resultView(confluence, page, { words, query, request })),
          start,
          limit,
          size: shown.length,
          totalSize: found.length,
          cqlQuery: cql,
          searchDuration: 12,
          _links: links(request, start + limit < found.length ? start + limit : undefined),
        });
      } catch (error) {
        if (!(error instanceof CqlProblem)) throw error;
        return refusalV1(400, "BadRequestException", `Could not parse cql : ${error.message}`);
      }
    }),
  ];
}

/** v1's `next` stands below the context, not below the host as v2's does. */
function links(request: Request, next: number | undefined) {
  const url = new URL(request.url);
  const links = { base: wikiOf(request), context: "/wiki", self: request.url };
  if (next === undefined) return links;
  const query = new URLSearchParams(url.searchParams);
  query.set("next", "true");
  query.set("cursor", cursorAt(next));
  return { ...links, next: `/rest/api/search?${query}` };
}

function resultView(
  confluence: ConfluenceState,
  page: SimPage,
  { words, query, request }: { words: readonly string[]; query: URLSearchParams; request: Request },
) {
  const space = confluence.spaces.find(({ id }) => id === page.space);
  const path = pagePath(confluence, page);
  const withSpace = (query.get("expand") ?? "").split(",").includes("content.space");
  const { created } = lastVersion(page);
  return {
    content: contentView(confluence, page, { request, withSpace }),
    title: marked(page.title, words),
    excerpt: query.get("excerpt") === "none" ? "" : excerptOf(page, words),
    url: path,
    resultGlobalContainer: {
      title: space?.name ?? "",
      displayUrl: space === undefined ? "" : spacePath(space),
    },
    breadcrumbs: [],
    entityType: "content",
    iconCssClass: `aui-icon content-type-${page.type}`,
    lastModified: created,
    friendlyLastModified: FRIENDLY.format(new Date(created)),
    score: 0,
  };
}

/** The part of the text around the first word that was found. */
function excerptOf(page: SimPage, words: readonly string[]): string {
  const text = plainText(page.body);
  const lower = text.toLowerCase();
  const hits = words.map((word) => lower.indexOf(word)).filter((at) => at >= 0);
  const start = Math.max(0, Math.min(...hits, text.length) === text.length ? 0 : Math.min(...hits) - 60);
  const from = start === 0 ? 0 : lower.indexOf(" ", start) + 1;
  return marked(text.slice(from, from + EXCERPT_LENGTH), words);
}

/** Escaped for HTML, and the words that were found between marks. */
function marked(text: string, words: readonly string[]): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const known = words.flatMap((word) => wordsOf(word));
  if (known.length === 0) return escaped;
  return escaped.replace(
    new RegExp(`(?<![\\p{L}\\p{N}&])(?:${known.join("|")})`, "giu"),
    "@@@hl@@@$&@@@endhl@@@",
  );
}
