import { HttpResponse, type RequestHandler } from "@pm-orchestrator/simulator";
import { listOf, oldListOf } from "./listing.js";
import { route } from "./route.js";
import { type ConfluenceState, contentOf, type SimPage, spaceOf } from "./state.js";
import { labelView, refusal, refusalV1 } from "./views.js";

interface NewLabel {
  prefix?: string;
  name?: string;
}

/** Labels are read by v2, and written by v1 only. */
export function labelHandlers(confluence: ConfluenceState): RequestHandler[] {
  return [
    route("GET /wiki/api/v2/pages/:id/labels", ({ request, part }) => {
      const page = contentOf(confluence, part("id"), "page");
      return page === undefined ? refusal(404, "Not Found") : listOf(request, page.labels, labelView);
    }),

    route("POST /wiki/rest/api/content/:id/label", async ({ request, part, body }) => {
      const page = writable(confluence, part("id"));
      if (page instanceof Response) return page;
      const given = await body<NewLabel | NewLabel[]>();
      const labels = Array.isArray(given) ? given : [given];
      const bad = labels.find(
        ({ name = "" }) => name === "" || name.length > 255 || /[\s!#&()*,.:;<>?@[\]^]/.test(name),
      );
      if (bad !== undefined)
        return refusalV1(400, "BadRequestException", `The label '${bad.name}' is not valid`);
      page.labels = [...new Set([...page.labels, ...labels.map(({ name = "" }) => name.toLowerCase())])];
      const view = (name: string) => ({ ...labelView(name), label: name });
      return HttpResponse.json({ ...oldListOf(request, page.labels, view), limit: 200 });
    }),

    route("DELETE /wiki/rest/api/content/:id/label", ({ query, part }) => {
      const page = writable(confluence, part("id"));
      if (page instanceof Response) return page;
      page.labels = page.labels.filter((label) => label !== query.get("name")?.toLowerCase());
      return new HttpResponse(null, { status: 204 });
    }),
  ];
}

/** The content as v1 lets one write to it, or why it does not. */
export function writable(confluence: ConfluenceState, id: string): SimPage | Response {
  const page = confluence.pages.get(id);
  if (page === undefined || page.status === "trashed")
    return refusalV1(404, "NotFoundException", `No content found with id: ContentId{id=${id}}`);
  return spaceOf(confluence, page)?.readOnly
    ? refusalV1(403, "PermissionException", "You do not have permission to edit this content")
    : page;
}
