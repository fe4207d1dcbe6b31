import { HttpResponse, type RequestHandler } from "@pm-orchestrator/simulator";
import { writable } from "./labels.js";
import { listOf } from "./listing.js";
import { route } from "./route.js";
import {
  addContent,
  ancestorsOf,
  type ConfluenceState,
  childrenOf,
  contentOf,
  isTaken,
  type SimPage,
} from "./state.js";
import { refusal, refusalV1, wikiOf } from "./views.js";
import { contentView, knownView } from "./views-v1.js";

/** What stands above and below a page, moving and copying. */
export function treeHandlers(confluence: ConfluenceState): RequestHandler[] {
  const children = (type: "page" | "folder") =>
    route(`GET /wiki/api/v2/${type}s/:id/direct-children`, ({ request, part }) => {
      const top = contentOf(confluence, part("id"), type);
      if (top === undefined) return refusal(404, "Not Found");
      return listOf(request, childrenOf(confluence, top.id), (page) => ({
        ...nodeView(page),
        spaceId: page.space,
      }));
    });
  return [
    children("page"),
    children("folder"),

    route("GET /wiki/api/v2/pages/:id/descendants", ({ request, query, part }) => {
      const top = contentOf(confluence, part("id"), "page");
      if (top === undefined) return refusal(404, "Not Found");
      const found: { page: SimPage; depth: number }[] = [];
      let level = [top];
      for (let depth = 1; depth <= Number(query.get("depth") ?? 2) && level.length > 0; depth++) {
        level = level.flatMap(({ id }) => childrenOf(confluence, id));
        for (const page of level) found.push({ page, depth });
      }
      return listOf(request, found, ({ page, depth }) => ({
        ...nodeView(page),
        parentId: page.parent ?? "",
        depth,
      }));
    }),

    route("GET /wiki/api/v2/pages/:id/ancestors", ({ request, part }) => {
      const page = contentOf(confluence, part("id"), "page");
      if (page === undefined) return refusal(404, "Not Found");
      const results = ancestorsOf(confluence, page)
        .reverse()
        .map(({ id, type }) => ({ id, type }));
      return HttpResponse.json({ results, _links: { base: wikiOf(request) } });
    }),

    route("PUT /wiki/rest/api/content/:id/move/:position/:target", ({ part }) => {
      const [page, target] = [writable(confluence, part("id")), writable(confluence, part("target"))];
      if (page instanceof Response) return page;
      if (target instanceof Response) return target;
      if ([target, ...ancestorsOf(confluence, target)].includes(page))
        return refusalV1(400, "BadRequestException", "A page cannot be moved below itself");
      if (isTaken(confluence, { ...page, space: target.space }))
        return refusalV1(
          400,
          "BadRequestException",
          "A page already exists with the same TITLE in this space",
        );
      const position = part("position");
      place(confluence, page, position === "append" ? target.id : target.parent);
      if (position !== "append") arrange(confluence, page, { beside: target, after: position === "after" });
      return HttpResponse.json({ pageId: page.id });
    }),

    route("POST /wiki/rest/api/content/:id/copy", async ({ request, part, body }) => {
      const { destination, pageTitle, copyAttachments, copyLabels } = await body<CopyRequest>();
      const source = contentOf(confluence, part("id"), "page");
      const parent = writable(confluence, destination?.value ?? "");
      if (source === undefined) return refusalV1(404, "NotFoundException", `No content: ${part("id")}`);
      if (parent instanceof Response) return parent;
      const title = pageTitle ?? `Copy of ${source.title}`;
      if (isTaken(confluence, { space: parent.space, title }))
        return refusalV1(
          400,
          "BadRequestException",
          "A page already exists with the same TITLE in this space",
        );
      const { space, id: above } = parent;
      const copy = addContent(confluence, { space, type: "page", title, parent: above, body: source.body });
      if (copyLabels) copy.labels = [...source.labels];
      if (copyAttachments) copyFiles(confluence, source, copy);
      return HttpResponse.json(copyView(confluence, copy, request));
    }),
  ];
}

interface CopyRequest {
  destination?: { type?: string; value?: string };
  pageTitle?: string;
  copyAttachments?: boolean;
  copyLabels?: boolean;
}

function nodeView({ id, status, title, type, position }: SimPage) {
  return { id, status, title, type, childPosition: position };
}

/** Puts a page, and all that stands below it, after the children of another. */
function place(confluence: ConfluenceState, page: SimPage, parent: string | null): void {
  const siblings = parent === null ? [] : childrenOf(confluence, parent);
  page.parent = parent;
  page.position = Math.max(-1, ...siblings.map(({ position }) => position)) + 1;
  const space = parent === null ? undefined : confluence.pages.get(parent)?.space;
  const moved = [page];
  for (const one of moved) {
    one.space = space ?? one.space;
    moved.push(...childrenOf(confluence, one.id));
  }
}

function arrange(
  confluence: ConfluenceState,
  page: SimPage,
  { beside, after }: { beside: SimPage; after: boolean },
): void {
  const others = childrenOf(confluence, page.parent ?? "").filter(({ id }) => id !== page.id);
  others.splice(others.indexOf(beside) + (after ? 1 : 0), 0, page);
  for (const [position, one] of others.entries()) one.position = position;
}

function copyFiles(confluence: ConfluenceState, source: SimPage, copy: SimPage): void {
  for (const file of [...confluence.attachments.values()].filter(({ page }) => page === source.id)) {
    const id = `att${confluence.nextId()}`;
    confluence.attachments.set(id, { ...file, id, page: copy.id });
  }
}

/** A copy, as v1 answers it. */
function copyView(confluence: ConfluenceState, page: SimPage, request: Request) {
  const { world } = confluence;
  const shown = contentView(confluence, page, { request, withSpace: true });
  const { version: _version, ...expandable } = shown._expandable;
  const self = `${shown._links.self}/version/1`;
  return {
    ...shown,
    version: {
      by: knownView(world.me, request),
      when: page.created,
      friendlyWhen: "just a moment ago",
      message: "",
      number: 1,
      minorEdit: false,
      contentTypeModified: false,
      _expandable: { collaborators: "", content: `/rest/api/content/${page.id}` },
      _links: { self },
    },
    _expandable: expandable,
    _links: {
      ...shown._links,
      editui: `/pages/resumedraft.action?draftId=${page.id}`,
      base: wikiOf(request),
      context: "/wiki",
    },
  };
}
