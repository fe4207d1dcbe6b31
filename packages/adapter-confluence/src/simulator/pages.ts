import { HttpResponse, http } from "@pm-orchestrator/simulator";
import type { ConfluenceState, SimPage } from "./state.js";
import {
  commentView,
  cursorAt,
  labelView,
  listOf,
  pageView,
  refusal,
  unauthorized,
  wikiOf,
} from "./views.js";
import { xhtmlProblem } from "./xhtml.js";

/** What `include-labels` brings along at most. */
const LABELS_INCLUDED = 50;

export function pageHandlers(confluence: ConfluenceState) {
  const findPage = (id: unknown) => {
    const page = confluence.pages.get(String(id));
    return page?.type === "page" ? page : undefined;
  };
  return [
    http.get("*/wiki/api/v2/pages/:id", ({ request, params }) => {
      const refused = unauthorized(request);
      if (refused) return refused;
      if (!isLong(params["id"]))
        return refusal(
          400,
          `Provided value {${params["id"]}} for 'id' is not the correct type. Expected type is long`,
        );
      const page = findPage(params["id"]);
      if (page === undefined) return refusal(404, "Not Found");
      const query = new URL(request.url).searchParams;
      const view = pageView(confluence, page, query.get("body-format"));
      return HttpResponse.json({
        ...view,
        ...(query.get("include-labels") === "true" ? { labels: includedLabels(page) } : {}),
        _links: { ...view._links, base: wikiOf(request) },
      });
    }),

    http.get("*/wiki/api/v2/pages", ({ request }) => {
      const refused = unauthorized(request);
      if (refused) return refused;
      const query = new URL(request.url).searchParams;
      const [title, format] = [query.get("title"), query.get("body-format")];
      const spaces = valuesOf(query, "space-id");
      const statuses = valuesOf(query, "status");
      const found = [...confluence.pages.values()].filter(
        (page) =>
          page.type === "page" &&
          (title === null || page.title.toLowerCase() === title.toLowerCase()) &&
          (spaces.length === 0 || spaces.includes(page.space)) &&
          (statuses.length === 0 || statuses.includes(page.status)),
      );
      return listOf(request, found, (page) => pageView(confluence, page, format));
    }),

    http.post("*/wiki/api/v2/pages", async ({ request }) => {
      const refused = unauthorized(request);
      if (refused) return refused;
      const wanted = (await request.json()) as NewPage;
      const problem = problemOf(confluence, wanted);
      if (problem) return problem;
      const page = addPage(confluence, wanted);
      const view = pageView(confluence, page, "storage");
      return HttpResponse.json({ ...view, _links: { ...view._links, base: wikiOf(request) } });
    }),

    http.get("*/wiki/api/v2/pages/:id/labels", ({ request, params }) => {
      const refused = unauthorized(request);
      if (refused) return refused;
      const page = findPage(params["id"]);
      return page === undefined ? refusal(404, "Not Found") : listOf(request, page.labels, labelView);
    }),

    http.get("*/wiki/api/v2/pages/:id/footer-comments", ({ request, params }) => {
      const refused = unauthorized(request);
      if (refused) return refused;
      const page = findPage(params["id"]);
      if (page === undefined) return refusal(404, "Not Found");
      const query = new URL(request.url).searchParams;
      const format = query.get("body-format");
      const comments = [...page.comments].sort((a, b) => a.created.localeCompare(b.created));
      if (query.get("sort")?.startsWith("-")) comments.reverse();
      return listOf(request, comments, (comment) => commentView(confluence, page, comment, format));
    }),
  ];
}

interface NewPage {
  spaceId?: string;
  status?: "current" | "draft";
  title?: string;
  parentId?: string;
  body?: { representation?: string; value?: string };
}

/** What Confluence would refuse. */
function problemOf(confluence: ConfluenceState, { spaceId, title, parentId, body }: NewPage) {
  const space = confluence.spaces.find(({ id }) => id === spaceId);
  if (space === undefined || space.readOnly)
    return refusal(404, "Could not find space, or no permission to create content in it");
  if (!title?.trim()) return refusal(400, "Title is required");
  if (body?.representation !== "storage") return refusal(400, "Body representation must be specified");
  const broken = xhtmlProblem(body.value ?? "");
  if (broken !== undefined) return refusal(400, `Error parsing xhtml: ${broken}`);
  if (parentId !== undefined && confluence.pages.get(parentId)?.space !== spaceId) {
    return refusal(404, "Could not find parent with the given id in this space");
  }
  const taken = [...confluence.pages.values()].some(
    (page) =>
      page.space === spaceId && page.type === "page" && page.title.toLowerCase() === title.toLowerCase(),
  );
  if (!taken) return undefined;
  return refusal(
    400,
    "A page with this title already exists: A page already exists with the same TITLE in this space",
  );
}

function addPage(
  confluence: ConfluenceState,
  { spaceId = "", title = "", parentId, body }: NewPage,
): SimPage {
  const created = confluence.world.now().toISOString();
  const author = confluence.world.me.handle;
  const page: SimPage = {
    id: confluence.nextId(),
    space: spaceId,
    parent: parentId ?? confluence.spaces.find(({ id }) => id === spaceId)?.homepage ?? null,
    type: "page",
    status: "current",
    title: title.trim(),
    body: body?.value ?? "",
    author,
    created,
    versions: [{ number: 1, author, created, message: "" }],
    labels: [],
    comments: [],
  };
  confluence.pages.set(page.id, page);
  return page;
}

function includedLabels(page: SimPage) {
  const hasMore = page.labels.length > LABELS_INCLUDED;
  return {
    results: page.labels.slice(0, LABELS_INCLUDED).map(labelView),
    meta: hasMore ? { hasMore, cursor: cursorAt(LABELS_INCLUDED) } : { hasMore },
    _links: { self: `/wiki/api/v2/pages/${page.id}/labels` },
  };
}

/** Lists in a query come repeated or parted by commas. */
export function valuesOf(query: URLSearchParams, name: string): string[] {
  return query.getAll(name).flatMap((value) => value.split(","));
}

function isLong(id: unknown): boolean {
  return /^[0-9]{1,19}$/.test(String(id)) && BigInt(String(id)) < 2n ** 63n;
}
