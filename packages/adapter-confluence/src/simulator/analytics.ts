import { HttpResponse, type RequestHandler } from "@pm-orchestrator/simulator";
import { listOf } from "./listing.js";
import { route } from "./route.js";
import { accountId, type ConfluenceState, contentOf, type SimPage } from "./state.js";
import { refusal, refusalV1 } from "./views.js";

/** Who looked at a page, and who likes it. */
export function analyticsHandlers(confluence: ConfluenceState): RequestHandler[] {
  const counted = (what: "views" | "viewers", count: (page: SimPage, since: string) => number) =>
    route(`GET /wiki/rest/api/analytics/content/:id/${what}`, ({ query, part }) => {
      const page = contentOf(confluence, part("id"), "page");
      if (page === undefined) return refusalV1(404, "NotFoundException", `No content: ${part("id")}`);
      return HttpResponse.json({ id: Number(page.id), count: count(page, query.get("fromDate") ?? "") });
    });
  return [
    // Everybody looks when a page is written, and once more after every change.
    counted("views", ({ versions }, since) => 7 * versions.filter(({ created }) => created >= since).length),
    counted("viewers", ({ versions }, since) => (versions.some(({ created }) => created >= since) ? 7 : 0)),

    route("GET /wiki/api/v2/pages/:id/likes/count", ({ part }) => {
      const page = contentOf(confluence, part("id"), "page");
      return page === undefined ? refusal(404, "Not Found") : HttpResponse.json({ count: page.likes.length });
    }),

    route("GET /wiki/api/v2/pages/:id/likes/users", ({ request, part }) => {
      const page = contentOf(confluence, part("id"), "page");
      if (page === undefined) return refusal(404, "Not Found");
      return listOf(request, page.likes, (handle) => ({ accountId: accountId(handle) }));
    }),
  ];
}
