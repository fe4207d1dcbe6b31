import { HttpResponse, type RequestHandler } from "@pm-orchestrator/simulator";
import { oldListOf } from "./listing.js";
import { route } from "./route.js";
import type { ConfluenceState, SimTemplate } from "./state.js";
import { labelView, refusalV1, wikiOf } from "./views.js";
import { oldSpaceView } from "./views-v1.js";

/** Templates for pages: v1 only. */
export function templateHandlers({ templates, spaces }: ConfluenceState): RequestHandler[] {
  const view = (template: SimTemplate, { request, withBody }: { request: Request; withBody: boolean }) => {
    const space = spaces.find(({ key }) => key === template.space);
    return {
      templateId: template.id,
      name: template.name,
      description: template.description,
      ...(space === undefined ? {} : { space: oldSpaceView(space, request) }),
      labels: template.labels.map((name) => ({ ...labelView(name), label: name })),
      templateType: "page",
      editorVersion: "v2",
      ...(withBody
        ? { body: { storage: { value: template.body, representation: "storage" } }, _expandable: {} }
        : { _expandable: { body: "" } }),
      _links: { self: `${wikiOf(request)}/rest/api/template/${template.id}` },
    };
  };
  return [
    route("GET /wiki/rest/api/template/page", ({ request, query }) => {
      const key = query.get("spaceKey");
      if (key !== null && !spaces.some((space) => space.key === key))
        return refusalV1(404, "NotFoundException", `No space with key : ${key}`);
      const found = templates.filter(({ space }) => space === key);
      return HttpResponse.json(
        oldListOf(request, found, (template) => view(template, { request, withBody: false })),
      );
    }),

    route("GET /wiki/rest/api/template/:id", ({ request, query, part }) => {
      const template = templates.find(({ id }) => id === part("id"));
      return template === undefined
        ? refusalV1(403, "PermissionException", `Could not find template with id ${part("id")}`)
        : HttpResponse.json(
            view(template, { request, withBody: (query.get("expand") ?? "").includes("body.storage") }),
          );
    }),
  ];
}
