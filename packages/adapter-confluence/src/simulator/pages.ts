import { HttpResponse, type RequestHandler } from "@pm-orchestrator/simulator";
import { byCreation, cursorAt, listOf } from "./listing.js";
import { isLong, route, type SimCall, valuesOf } from "./route.js";
import {
  addContent,
  type ConfluenceState,
  childrenOf,
  contentOf,
  isTaken,
  lastVersion,
  publish,
  type SimPage,
  spaceOf,
} from "./state.js";
import { labelView, pageView, refusal, single, wikiOf } from "./views.js";
import { xhtmlProblem } from "./xhtml.js";

/** What `include-labels` brings along at most. */
const LABELS_INCLUDED = 50;

const TITLE_TAKEN =
  "A page with this title already exists: A page already exists with the same TITLE in this space";

/** Pages and blog posts: v2 treats both alike, at two paths. */
export function pageHandlers(confluence: ConfluenceState): RequestHandler[] {
  return [
    ...handlersOf(confluence, "page", "pages"),
    ...handlersOf(confluence, "blogpost", "blogposts"),
    route("GET /wiki/api/v2/spaces/:id/pages", (call) => {
      const space = confluence.spaces.find(({ id }) => id === call.part("id"));
      if (space === undefined) return refusal(404, "Not Found");
      return listed(confluence, call, (page) => page.type === "page" && page.space === space.id);
    }),
  ];
}

function handlersOf(confluence: ConfluenceState, type: "page" | "blogpost", name: string): RequestHandler[] {
  const path = `/wiki/api/v2/${name}`;
  const show = (request: Request, page: SimPage) => single(request, pageView(confluence, page, "storage"));
  return [
    route(`GET ${path}/:id`, ({ request, query, part }) => {
      const id = part("id");
      if (!isLong(id))
        return refusal(400, `Provided value {${id}} for 'id' is not the correct type. Expected type is long`);
      const page = contentOf(confluence, id, type);
      const wanted = page && asOf(page, query.get("version"));
      if (wanted === undefined) return refusal(404, "Not Found");
      const view = pageView(confluence, wanted, query.get("body-format"));
      const labels = query.get("include-labels") === "true" ? { labels: includedLabels(wanted) } : {};
      return HttpResponse.json({ ...view, ...labels, _links: { ...view._links, base: wikiOf(request) } });
    }),

    route(`GET ${path}`, (call) => listed(confluence, call, (page) => page.type === type)),

    route(`POST ${path}`, async ({ request, body }) => {
      const wanted = await body<WrittenPage>();
      const space = confluence.spaces.find(({ id }) => id === wanted.spaceId);
      if (space === undefined || space.readOnly)
        return refusal(404, "Could not find space, or no permission to create content in it");
      const { parentId, title = "" } = wanted;
      if (parentId !== undefined && confluence.pages.get(parentId)?.space !== space.id)
        return refusal(404, "Could not find parent with the given id in this space");
      const problem = textProblem(wanted) ?? takenProblem(confluence, { space: space.id, type, title });
      if (problem) return problem;
      const parent = type === "blogpost" ? null : (parentId ?? space.homepage);
      const { status = "current" } = wanted;
      const text = wanted.body?.value ?? "";
      return show(
        request,
        addContent(confluence, { space: space.id, type, title, parent, body: text, status }),
      );
    }),

    route(`PUT ${path}/:id`, async ({ request, part, body }) => {
      const page = contentOf(confluence, part("id"), type);
      if (page === undefined || spaceOf(confluence, page)?.readOnly) return refusal(404, "Not Found");
      const wanted = await body<WrittenPage>();
      const { title = "", version } = wanted;
      const problem =
        textProblem(wanted) ??
        versionProblem(page, version?.number) ??
        takenProblem(confluence, { ...page, title: title.trim() });
      if (problem) return problem;
      const change = { title: title.trim(), body: wanted.body?.value ?? "", message: version?.message ?? "" };
      publish(confluence, page, change);
      return show(request, page);
    }),

    route(`DELETE ${path}/:id`, ({ part }) => {
      const page = contentOf(confluence, part("id"), type);
      if (page === undefined || spaceOf(confluence, page)?.readOnly) return refusal(404, "Not Found");
      page.status = "trashed";
      for (const child of childrenOf(confluence, page.id)) child.parent = page.parent;
      return new HttpResponse(null, { status: 204 });
    }),
  ];
}

interface WrittenPage {
  spaceId?: string;
  status?: "current" | "draft";
  title?: string;
  parentId?: string;
  body?: { representation?: string; value?: string };
  version?: { number?: number; message?: string };
}

/** What Confluence would refuse of a title or text. */
function textProblem({ title, body }: WrittenPage) {
  if (!title?.trim()) return refusal(400, "Title is required");
  if (body?.representation !== "storage") return refusal(400, "Body representation must be specified");
  const broken = xhtmlProblem(body.value ?? "");
  return broken === undefined ? undefined : refusal(400, `Error parsing xhtml: ${broken}`);
}

function takenProblem(
  confluence: ConfluenceState,
  page: Pick<SimPage, "space" | "type" | "title"> & { id?: string },
) {
  return page.type === "page" && isTaken(confluence, page) ? refusal(400, TITLE_TAKEN) : undefined;
}

function versionProblem(page: SimPage, given: number | undefined) {
  const { number } = lastVersion(page);
  if (given === number + 1) return undefined;
  return refusal(
    409,
    `Version must be incremented when updating a page. Current Version: [${number}]. Provided version: [${given}]`,
  );
}

/** The page as it was; undefined when it never had that version. */
function asOf(page: SimPage, version: string | null): SimPage | undefined {
  if (version === null) return page;
  const found = page.versions.find(({ number }) => number === Number(version));
  return found && { ...page, title: found.title, body: found.body, versions: [found] };
}

function listed(confluence: ConfluenceState, call: SimCall, belongs: (page: SimPage) => boolean) {
  const { request, query } = call;
  const title = query.get("title")?.toLowerCase();
  const [ids, spaces] = [valuesOf(query, "id"), valuesOf(query, "space-id")];
  const statuses = query.has("status") ? valuesOf(query, "status") : ["current", "archived"];
  const [sort, format] = [query.get("sort"), query.get("body-format")];
  const found = [...confluence.pages.values()].filter(
    (page) =>
      belongs(page) &&
      statuses.includes(page.status) &&
      (title === undefined || page.title.toLowerCase() === title) &&
      (ids.length === 0 || ids.includes(page.id)) &&
      (spaces.length === 0 || spaces.includes(page.space)) &&
      (query.get("depth") !== "root" || page.parent === null),
  );
  const ordered = sort === null ? found : sorted(found, sort);
  return listOf(request, ordered, (page) => pageView(confluence, page, format));
}

function sorted(pages: SimPage[], sort: string): SimPage[] {
  if (sort.endsWith("created-date")) return byCreation(pages, sort);
  const keyOf = (page: SimPage) => (sort.endsWith("title") ? page.title : lastVersion(page).created);
  const up = [...pages].sort((a, b) => keyOf(a).localeCompare(keyOf(b)));
  return sort.startsWith("-") ? up.reverse() : up;
}

function includedLabels(page: SimPage) {
  const hasMore = page.labels.length > LABELS_INCLUDED;
  return {
    results: page.labels.slice(0, LABELS_INCLUDED).map(labelView),
    meta: hasMore ? { hasMore, cursor: cursorAt(LABELS_INCLUDED) } : { hasMore },
    _links: { self: `/wiki/api/v2/pages/${page.id}/labels` },
  };
}
