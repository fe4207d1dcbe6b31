import type { RequestHandler } from "@pm-orchestrator/simulator";
import { listOf } from "./listing.js";
import { route, valuesOf } from "./route.js";
import { accountId, type ConfluenceState, type SimSpace } from "./state.js";
import { refusal, single, spaceView } from "./views.js";

/** Spaces, and who may do what in them. */
export function spaceHandlers(confluence: ConfluenceState): RequestHandler[] {
  return [
    route("GET /wiki/api/v2/spaces", ({ request, query }) => {
      const [ids, keys] = [valuesOf(query, "ids"), valuesOf(query, "keys")];
      const [type, status] = [query.get("type"), query.get("status") ?? "current"];
      const found = confluence.spaces.filter(
        (space) =>
          (ids.length === 0 || ids.includes(space.id)) &&
          (keys.length === 0 || keys.includes(space.key)) &&
          (type === null || space.type === type) &&
          status === "current",
      );
      return listOf(request, found, spaceView);
    }),

    route("GET /wiki/api/v2/spaces/:id", ({ request, part }) => {
      const space = confluence.spaces.find(({ id }) => id === part("id"));
      return space === undefined ? refusal(404, "Not Found") : single(request, spaceView(space));
    }),

    route("GET /wiki/api/v2/spaces/:id/permissions", ({ request, part }) => {
      const space = confluence.spaces.find(({ id }) => id === part("id"));
      if (space === undefined) return refusal(404, "Not Found");
      return listOf(request, permissionsOf(confluence, space), (permission) => permission);
    }),
  ];
}

/** Everybody may read; whoever made the space may do everything. */
function permissionsOf({ groups }: ConfluenceState, { id, author }: SimSpace) {
  const everybody = { type: "group", id: groups[0]?.id ?? "" };
  const founder = { type: "user", id: accountId(author) };
  return [
    { principal: everybody, operation: { key: "read", targetType: "space" } },
    { principal: founder, operation: { key: "administer", targetType: "space" } },
    { principal: founder, operation: { key: "create", targetType: "page" } },
    { principal: founder, operation: { key: "delete", targetType: "page" } },
  ].map((permission, index) => ({ id: `${id}${index}`, ...permission }));
}
