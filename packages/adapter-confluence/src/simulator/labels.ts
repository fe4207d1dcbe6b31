import { HttpResponse, http } from "@pm-orchestrator/simulator";
import type { ConfluenceState } from "./state.js";
import { labelView, refusalV1, unauthorized, wikiOf } from "./views.js";

interface NewLabel {
  prefix?: string;
  name?: string;
}

/** Labels are written by v1 only. */
export function labelHandlers(confluence: ConfluenceState) {
  return [
    http.post("*/wiki/rest/api/content/:id/label", async ({ request, params }) => {
      const refused = unauthorized(request);
      if (refused) return refused;
      const page = confluence.pages.get(String(params["id"]));
      if (page === undefined) {
        return refusalV1(404, "NotFoundException", `No content found with id: ContentId{id=${params["id"]}}`);
      }
      if (confluence.spaces.find(({ id }) => id === page.space)?.readOnly) {
        return refusalV1(403, "PermissionException", "You do not have permission to edit this content");
      }
      const given = (await request.json()) as NewLabel | NewLabel[];
      const labels = Array.isArray(given) ? given : [given];
      const bad = labels.find(
        ({ name = "" }) => name === "" || name.length > 255 || /[\s!#&()*,.:;<>?@[\]^]/.test(name),
      );
      if (bad !== undefined)
        return refusalV1(400, "BadRequestException", `The label '${bad.name}' is not valid`);
      page.labels = [...new Set([...page.labels, ...labels.map(({ name = "" }) => name.toLowerCase())])];
      const results = page.labels.map((name) => ({ ...labelView(name), label: name }));
      return HttpResponse.json({
        results,
        start: 0,
        limit: 200,
        size: results.length,
        _links: { base: wikiOf(request), context: "/wiki", self: request.url },
      });
    }),
  ];
}
