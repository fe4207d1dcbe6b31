import { HttpResponse, type RequestHandler } from "@pm-orchestrator/simulator";
import { byCreation, listOf } from "./listing.js";
import { isLong, route, valuesOf } from "./route.js";
import { type ConfluenceState, contentOf, type SimComment, type SimPage } from "./state.js";
import { plainText } from "./text.js";
import { bodyView, pagePath, refusal, single, versionView } from "./views.js";
import { xhtmlProblem } from "./xhtml.js";

interface WrittenComment {
  pageId?: string;
  blogPostId?: string;
  parentCommentId?: string;
  body?: { representation?: string; value?: string };
  version?: { number?: number };
  resolved?: boolean;
  inlineCommentProperties?: {
    textSelection?: string;
    textSelectionMatchCount?: number;
    textSelectionMatchIndex?: number;
  };
}

type Placed = { page: SimPage; comment: SimComment };

export function commentHandlers(confluence: ConfluenceState): RequestHandler[] {
  return [
    ...handlersOf(confluence, "footer"),
    ...handlersOf(confluence, "inline"),
    route("POST /wiki/api/v2/content/convert-ids-to-types", async ({ body }) => {
      const { contentIds = [] } = await body<{ contentIds?: (string | number)[] }>();
      const typeOf = (id: string) => {
        const comment = find(confluence, id)?.comment;
        return comment === undefined ? (confluence.pages.get(id)?.type ?? null) : `${comment.kind}-comment`;
      };
      return HttpResponse.json({
        results: Object.fromEntries(contentIds.map((id) => [String(id), typeOf(String(id))])),
      });
    }),
  ];
}

function handlersOf(confluence: ConfluenceState, kind: SimComment["kind"]): RequestHandler[] {
  const path = `/wiki/api/v2/${kind}-comments` as const;
  const named = (id: string) => {
    const found = find(confluence, id);
    return found?.comment.kind === kind ? found : undefined;
  };
  const onContent = (type: "page" | "blogpost", name: string) =>
    route(`GET /wiki/api/v2/${name}/:id/${kind}-comments`, ({ request, query, part }) => {
      const page = contentOf(confluence, part("id"), type);
      if (page === undefined) return refusal(404, "Not Found");
      const states = valuesOf(query, "resolution-status");
      const found = page.comments.filter(
        (comment) =>
          comment.kind === kind &&
          comment.parent === null &&
          (states.length === 0 || states.includes(resolution(comment))),
      );
      return listOf(request, byCreation(found, query.get("sort")), (comment) =>
        view(confluence, { page, comment }, { format: query.get("body-format"), in: "list" }),
      );
    });
  return [
    onContent("page", "pages"),
    onContent("blogpost", "blogposts"),

    route(`GET ${path}/:id/children`, ({ request, query, part }) => {
      const found = named(part("id"));
      if (found === undefined) return refusal(404, "Not Found");
      const { page } = found;
      const replies = page.comments.filter(({ parent }) => parent === part("id"));
      return listOf(request, byCreation(replies, query.get("sort")), (comment) =>
        view(confluence, { page, comment }, { format: query.get("body-format"), in: "children" }),
      );
    }),

    route(`GET ${path}/:id`, ({ request, query, part }) => {
      const found = isLong(part("id")) ? named(part("id")) : undefined;
      if (found === undefined) return refusal(404, "Not Found");
      return single(request, view(confluence, found, { format: query.get("body-format"), in: "single" }));
    }),

    route(`POST ${path}`, async ({ request, body }) => {
      const wanted = await body<WrittenComment>();
      const above = wanted.parentCommentId === undefined ? undefined : named(wanted.parentCommentId);
      const page =
        above?.page ??
        contentOf(confluence, wanted.pageId ?? "", "page") ??
        contentOf(confluence, wanted.blogPostId ?? "", "blogpost");
      if (page === undefined || (wanted.parentCommentId !== undefined && above === undefined))
        return refusal(404, "Not Found");
      const problem = textProblem(wanted) ?? selectionProblem(page, kind, wanted);
      if (problem) return problem;
      const comment: SimComment = {
        id: confluence.nextId(),
        kind,
        parent: above?.comment.id ?? null,
        author: confluence.world.me.handle,
        body: wanted.body?.value ?? "",
        created: confluence.world.now().toISOString(),
        version: 1,
        selection: wanted.inlineCommentProperties?.textSelection ?? above?.comment.selection ?? "",
        resolved: false,
      };
      page.comments.push(comment);
      return single(request, view(confluence, { page, comment }, { format: "storage", in: "single" }), 201);
    }),

    route(`PUT ${path}/:id`, async ({ request, part, body }) => {
      const found = named(part("id"));
      if (found === undefined) return refusal(404, "Not Found");
      const { comment } = found;
      const wanted = await body<WrittenComment>();
      const problem = textProblem(wanted);
      if (problem) return problem;
      if (wanted.version?.number !== comment.version + 1)
        return refusal(409, `Version must be incremented on update. Current version is: ${comment.version}`);
      Object.assign(comment, {
        body: wanted.body?.value ?? "",
        version: comment.version + 1,
        resolved: wanted.resolved ?? comment.resolved,
        edited: { by: confluence.world.me.handle, at: confluence.world.now().toISOString() },
      });
      return footerOrSingle(request, view(confluence, found, { format: "storage", in: "single" }));
    }),

    route(`DELETE ${path}/:id`, ({ part }) => {
      const found = named(part("id"));
      if (found === undefined) return refusal(404, "Not Found");
      found.page.comments = found.page.comments.filter(
        ({ id, parent }) => id !== part("id") && parent !== part("id"),
      );
      return new HttpResponse(null, { status: 204 });
    }),
  ];
}

/** The description gives the answer to an update of a footer comment no address of the wiki. */
function footerOrSingle(request: Request, shown: ReturnType<typeof view>) {
  return "resolutionStatus" in shown ? single(request, shown) : HttpResponse.json(shown);
}

function find({ pages }: ConfluenceState, id: string): Placed | undefined {
  for (const page of pages.values()) {
    const comment = page.comments.find((one) => one.id === id);
    if (comment !== undefined) return { page, comment };
  }
  return undefined;
}

function resolution({ resolved }: SimComment): string {
  return resolved ? "resolved" : "open";
}

function textProblem({ body }: WrittenComment) {
  if (body?.representation !== "storage") return refusal(400, "Body representation must be specified");
  const broken = xhtmlProblem(body.value ?? "");
  return broken === undefined ? undefined : refusal(400, `Error parsing xhtml: ${broken}`);
}

/** The text that an inline comment is tied to must be there as often as is said. */
function selectionProblem(page: SimPage, kind: string, wanted: WrittenComment) {
  if (kind === "footer" || wanted.parentCommentId !== undefined) return undefined;
  const {
    textSelection = "",
    textSelectionMatchCount,
    textSelectionMatchIndex = 0,
  } = wanted.inlineCommentProperties ?? {};
  const count = textSelection === "" ? 0 : plainText(page.body).split(textSelection).length - 1;
  if (count === textSelectionMatchCount && textSelectionMatchIndex < count) return undefined;
  return refusal(400, "The selected text could not be found as often as textSelectionMatchCount says");
}

function view(
  confluence: ConfluenceState,
  { page, comment }: Placed,
  { format, in: place }: { format: string | null; in: "list" | "children" | "single" },
) {
  const { id, kind, parent, version, selection } = comment;
  const { by, at } = comment.edited ?? { by: comment.author, at: comment.created };
  const marks = { inlineMarkerRef: `ref-${id}`, inlineOriginalSelection: selection };
  const empty = {
    results: [],
    meta: { hasMore: false },
    _links: { self: `/wiki/api/v2/comments/${id}/properties` },
  };
  const inline = {
    resolutionStatus: resolution(comment),
    properties: place === "single" ? { ...empty, ...marks } : marks,
  };
  return {
    id,
    status: "current",
    title: `Re: ${page.title}`,
    ...(place === "children" ? {} : { [page.type === "page" ? "pageId" : "blogPostId"]: page.id }),
    ...(parent === null || place === "list" ? {} : { parentCommentId: parent }),
    version: versionView({ number: version, author: by, created: at, message: "" }),
    body: bodyView(comment.body, format),
    ...(kind === "inline" ? inline : {}),
    _links: { webui: `${pagePath(confluence, page)}?focusedCommentId=${id}` },
  };
}
