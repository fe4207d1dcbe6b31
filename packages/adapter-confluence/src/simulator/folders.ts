import { HttpResponse, type RequestHandler } from "@pm-orchestrator/simulator";
import { route } from "./route.js";
import {
  accountId,
  addContent,
  type ConfluenceState,
  contentOf,
  lastVersion,
  type SimPage,
  spaceOf,
} from "./state.js";
import { pagePath, refusal, single, versionView } from "./views.js";

interface NewContent {
  spaceId?: string;
  title?: string;
  parentId?: string;
}

/** What stands in the tree of pages and has no text. */
export function folderHandlers(confluence: ConfluenceState): RequestHandler[] {
  return (["folder", "whiteboard"] as const).flatMap((type) => {
    const path = `/wiki/api/v2/${type}s` as const;
    return [
      route(`GET ${path}/:id`, ({ request, part }) => {
        const found = contentOf(confluence, part("id"), type);
        return found === undefined ? refusal(404, "Not Found") : single(request, view(confluence, found));
      }),

      route(`POST ${path}`, async ({ request, body }) => {
        const { spaceId, title = "", parentId } = await body<NewContent>();
        const space = confluence.spaces.find(({ id }) => id === spaceId);
        if (space === undefined || space.readOnly) return refusal(404, "Could not find space");
        if (parentId !== undefined && confluence.pages.get(parentId)?.space !== space.id)
          return refusal(404, "Could not find parent with the given id in this space");
        const parent = parentId ?? space.homepage;
        return single(
          request,
          view(confluence, addContent(confluence, { space: space.id, type, title, parent })),
        );
      }),

      route(`DELETE ${path}/:id`, ({ part }) => {
        const found = contentOf(confluence, part("id"), type);
        if (found === undefined || spaceOf(confluence, found)?.readOnly) return refusal(404, "Not Found");
        found.status = "trashed";
        return new HttpResponse(null, { status: 204 });
      }),
    ];
  });
}

function view(confluence: ConfluenceState, page: SimPage) {
  const { id, type, status, title, space, parent, position, author, created } = page;
  return {
    id,
    type,
    status,
    title,
    spaceId: space,
    ...(parent === null
      ? {}
      : { parentId: parent, parentType: confluence.pages.get(parent)?.type ?? "page" }),
    position,
    authorId: accountId(author),
    ownerId: accountId(author),
    createdAt: created,
    version: versionView(lastVersion(page)),
    _links: { webui: pagePath(confluence, page) },
  };
}
