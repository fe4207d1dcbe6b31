import { HttpResponse, type RequestHandler } from "@pm-orchestrator/simulator";
import { writable } from "./labels.js";
import { byCreation, listOf } from "./listing.js";
import { route } from "./route.js";
import { type ConfluenceState, contentOf, lastVersion, publish } from "./state.js";
import { refusal, refusalV1, versionView } from "./views.js";

/** Versions of pages: read by v2, restored by v1. */
export function historyHandlers(confluence: ConfluenceState): RequestHandler[] {
  return [
    route("GET /wiki/api/v2/pages/:id/versions", ({ request, query, part }) => {
      const page = contentOf(confluence, part("id"), "page");
      if (page === undefined) return refusal(404, "Not Found");
      const versions = byCreation(page.versions, query.get("sort") ?? "-modified-date");
      return listOf(request, versions, (version) => ({
        ...versionView(version),
        page: { id: page.id, title: version.title },
      }));
    }),

    route("POST /wiki/rest/api/content/:id/version", async ({ part, body }) => {
      const page = writable(confluence, part("id"));
      if (page instanceof Response) return page;
      const { params } = await body<{ params?: { versionNumber?: number; message?: string } }>();
      const wanted = page.versions.find(({ number }) => number === params?.versionNumber);
      if (wanted === undefined)
        return refusalV1(400, "BadRequestException", `No version found: ${params?.versionNumber}`);
      publish(confluence, page, { ...wanted, title: page.title, message: params?.message ?? "" });
      const { number, message, created } = lastVersion(page);
      return HttpResponse.json({ number, message, when: created, minorEdit: false, _links: {} });
    }),
  ];
}
