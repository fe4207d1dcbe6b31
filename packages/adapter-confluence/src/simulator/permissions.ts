import { HttpResponse, type RequestHandler } from "@pm-orchestrator/simulator";
import { writable } from "./labels.js";
import { route } from "./route.js";
import { accountId, type ConfluenceState, contentOf, type SimRestriction, spaceOf } from "./state.js";
import { refusalV1, wikiOf } from "./views.js";
import { groupView, knownView } from "./views-v1.js";

interface WrittenRestriction {
  operation?: string;
  restrictions?: { user?: { accountId?: string }[]; group?: { id?: string }[] };
}

const OPERATIONS = ["read", "update"] as const;

/** Restrictions of pages, and what follows from them: v1 only. */
export function permissionHandlers(confluence: ConfluenceState): RequestHandler[] {
  const { restrictions, groups, world } = confluence;
  const restrictionOf = (page: string, operation: string): SimRestriction =>
    restrictions.get(`${page}:${operation}`) ?? { users: [], groups: [] };
  const shown = (page: string, request: Request) => {
    const query = new URL(request.url).searchParams;
    const [start, limit] = [Number(query.get("start") ?? 0), Number(query.get("limit") ?? 100)];
    const part = <Item>(items: readonly Item[]) => {
      const results = items.slice(start, start + limit);
      return { results, start, limit, size: results.length };
    };
    const results = OPERATIONS.map((operation) => {
      const { users, groups: ids } = restrictionOf(page, operation);
      const people = world.people
        .filter(({ handle }) => users.includes(handle))
        .map((person) => knownView(person, request));
      const named = groups.filter(({ id }) => ids.includes(id)).map((group) => groupView(group, request));
      return {
        operation,
        restrictions: { user: part(people), group: part(named) },
        _expandable: { content: `/rest/api/content/${page}` },
        _links: { self: `${wikiOf(request)}/rest/api/content/${page}/restriction/byOperation/${operation}` },
      };
    });
    const hash = results.map(({ restrictions: one }) => one.user.size + one.group.size).join("-");
    return HttpResponse.json({
      results,
      start,
      limit,
      size: results.length,
      restrictionsHash: hash,
      _links: { base: wikiOf(request), context: "/wiki", self: request.url },
    });
  };
  return [
    route("GET /wiki/rest/api/content/:id/restriction", ({ request, part }) =>
      contentOf(confluence, part("id"), "page") === undefined
        ? refusalV1(404, "NotFoundException", `No content found with id: ContentId{id=${part("id")}}`)
        : shown(part("id"), request),
    ),

    route("PUT /wiki/rest/api/content/:id/restriction", async ({ request, part, body }) => {
      const page = writable(confluence, part("id"));
      if (page instanceof Response) return page;
      const given = await body<WrittenRestriction[]>();
      if (given.some(({ restrictions: one }) => [one?.user, one?.group].some((list) => list?.length === 0)))
        return refusalV1(400, "BadRequestException", "A list of restrictions must not be empty");
      for (const operation of OPERATIONS) {
        const one = given.find((written) => written.operation === operation)?.restrictions;
        const ids = new Set(one?.user?.map((user) => user.accountId));
        restrictions.set(`${page.id}:${operation}`, {
          users: world.people.map(({ handle }) => handle).filter((handle) => ids.has(accountId(handle))),
          groups: one?.group?.flatMap(({ id }) => id ?? []) ?? [],
        });
      }
      return shown(page.id, request);
    }),

    route("DELETE /wiki/rest/api/content/:id/restriction", ({ request, part }) => {
      const page = writable(confluence, part("id"));
      if (page instanceof Response) return page;
      for (const operation of OPERATIONS) restrictions.delete(`${page.id}:${operation}`);
      return shown(page.id, request);
    }),

    route("POST /wiki/rest/api/content/:id/permission/check", async ({ part, body }) => {
      const page = contentOf(confluence, part("id"), "page");
      if (page === undefined) return refusalV1(404, "NotFoundException", `No content: ${part("id")}`);
      const { subject, operation } = await body<{
        subject?: { type?: string; identifier?: string };
        operation?: string;
      }>();
      const { users, groups: ids } = restrictionOf(page.id, operation === "read" ? "read" : "update");
      const isNamed =
        subject?.type === "group"
          ? ids.includes(subject.identifier ?? "")
          : users.some((handle) => accountId(handle) === subject?.identifier);
      const isOpen = users.length + ids.length === 0;
      const isWritable = operation === "read" || spaceOf(confluence, page)?.readOnly !== true;
      const what = subject?.type === "group" ? "Group" : "User";
      const errors = [
        ...(isWritable ? [] : [`${what} does not have permission to the space`]),
        ...(isOpen || isNamed ? [] : [`${what} does not have permission to the content`]),
      ];
      return HttpResponse.json({
        hasPermission: errors.length === 0,
        errors: errors.map((translation) => ({ translation, args: [] })),
      });
    }),
  ];
}
