import { HttpResponse, type RequestHandler } from "@pm-orchestrator/simulator";
import { oldListOf } from "./listing.js";
import { route } from "./route.js";
import type { ConfluenceState, SimTemplate } from "./state.js";
import { labelView, refusalV1 } from "./views.js";

/** Templates for pages: v1 only. */
export function templateHandlers({ templates, spaces }: ConfluenceState): RequestHandler[] {
  const view = (template: SimTemplate, withBody: boolean) => ({
    templateId: template.id,
    name: template.name,
    description: template.description,
    templateType: "page",
    labels: template.labels.map((name) => ({ ...labelView(name), label: name })),
    ...(template.space === null ? {} : { space: { key: template.space } }),
    ...(withBody ? { body: { storage: { representation: "storage", value: template.body } } } : {}),
    _expandable: { body: "" },
    _links: { self: `/rest/api/template/${template.id}` },
  });
  return [
    route("GET /wiki/rest/api/template/page", ({ request, query }) => {
      const key = query.get("spaceKey");
      if (key !== null && !spaces.some((space) => space.key === key))
        return refusalV1(404, "NotFoundException", `No space with key : ${key}`);
      const found = templates.filter(({ space }) => space === key);
      return HttpResponse.json(oldListOf(request, found, (template) => view(template, false)));
    }),

    route("GET /wiki/rest/api/template/:id", ({ query, part }) => {
      const template = templates.find(({ id }) => id === part("id"));
      return template === undefined
        ? refusalV1(403, "PermissionException", `Could not find template with id ${part("id")}`)
        : HttpResponse.json(view(template, (query.get("expand") ?? "").includes("body.storage")));
    }),
  ];
}
