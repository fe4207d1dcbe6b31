import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { valuesOf } from "./pages.js";
import { accountId, type ConfluenceState } from "./state.js";
import { listOf, refusal, spaceView, unauthorized, wikiOf } from "./views.js";

/** Spaces and people: what pages refer to. */
export function referenceHandlers(confluence: ConfluenceState) {
  return [
    http.get("*/wiki/api/v2/spaces", ({ request }) => {
      const refused = unauthorized(request);
      if (refused) return refused;
      const query = new URL(request.url).searchParams;
      const [ids, keys] = [valuesOf(query, "ids"), valuesOf(query, "keys")];
      const type = query.get("type");
      const found = confluence.spaces.filter(
        (space) =>
          (ids.length === 0 || ids.includes(space.id)) &&
          (keys.length === 0 || keys.includes(space.key)) &&
          (type === null || space.type === type),
      );
      return listOf(request, found, spaceView);
    }),

    http.get("*/wiki/api/v2/spaces/:id", ({ request, params }) => {
      const refused = unauthorized(request);
      if (refused) return refused;
      const space = confluence.spaces.find(({ id }) => id === params["id"]);
      if (space === undefined) return refusal(404, "Not Found");
      const view = spaceView(space);
      return HttpResponse.json({ ...view, _links: { ...view._links, base: wikiOf(request) } });
    }),

    http.post("*/wiki/api/v2/users-bulk", async ({ request }) => {
      const refused = unauthorized(request);
      if (refused) return refused;
      const { accountIds = [] } = (await request.json()) as { accountIds?: string[] };
      if (accountIds.length === 0 || accountIds.length > 250)
        return refusal(400, "accountIds must be 1 to 250 ids");
      const wanted = new Set(accountIds);
      const results = confluence.world.people
        .filter(({ handle }) => wanted.has(accountId(handle)))
        .map(({ handle, name, email, timeZone }) => ({
          accountId: accountId(handle),
          accountType: "atlassian",
          accountStatus: "active",
          displayName: name,
          publicName: name,
          email,
          timeZone,
          isExternalCollaborator: false,
          profilePicture: { path: `/wiki/aa-avatar/${accountId(handle)}`, isDefault: true },
        }));
      return HttpResponse.json({ results, _links: { base: wikiOf(request) } });
    }),
  ];
}
