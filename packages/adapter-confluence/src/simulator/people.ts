import { HttpResponse, type Person, type RequestHandler } from "@pm-orchestrator/simulator";
import { oldListOf } from "./listing.js";
import { route } from "./route.js";
import { accountId, type ConfluenceState } from "./state.js";
import { refusal, refusalV1, wikiOf } from "./views.js";
import { groupView, knownView } from "./views-v1.js";

/** People and groups. */
export function peopleHandlers(confluence: ConfluenceState): RequestHandler[] {
  const { world, groups } = confluence;
  return [
    route("POST /wiki/api/v2/users-bulk", async ({ request, body }) => {
      const { accountIds = [] } = await body<{ accountIds?: string[] }>();
      if (accountIds.length === 0 || accountIds.length > 250)
        return refusal(400, "accountIds must be 1 to 250 ids");
      const wanted = new Set(accountIds);
      const results = world.people
        .filter(({ handle }) => wanted.has(accountId(handle)))
        .map((person) => personView(confluence, person));
      return HttpResponse.json({ results, _links: { base: wikiOf(request) } });
    }),

    route("GET /wiki/rest/api/user/current", ({ request }) => {
      const me = knownView(world.me, request);
      const links = { ...me._links, base: wikiOf(request), context: "/wiki" };
      return HttpResponse.json({ ...me, _links: links });
    }),

    route("GET /wiki/rest/api/search/user", ({ request, query }) => {
      const cql = query.get("cql") ?? "";
      const find = readUserCql(cql);
      if (find === undefined) return refusalV1(400, "BadRequestException", `Could not parse cql : ${cql}`);
      const found = world.people.filter(find);
      const list = oldListOf(request, found, (person) => ({
        user: knownView(person, request),
        title: person.name,
        excerpt: "",
        url: `/people/${accountId(person.handle)}`,
        breadcrumbs: [],
        entityType: "user",
        iconCssClass: "",
        lastModified: world.now().toISOString(),
        score: 0,
      }));
      return HttpResponse.json({ ...list, totalSize: found.length, cqlQuery: cql, searchDuration: 4 });
    }),

    route("GET /wiki/rest/api/group/picker", ({ request, query }) => {
      const words = query.get("query")?.toLowerCase() ?? "";
      const found = groups.filter(({ name }) => name.includes(words));
      return HttpResponse.json(oldListOf(request, found, (group) => groupView(group, request)));
    }),
  ];
}

/** The part of CQL that finds people by name or id. */
function readUserCql(cql: string): ((person: Person) => boolean) | undefined {
  const [, field, operator, quoted = ""] =
    /^user(\.fullname|\.accountid)?\s*(=|~)\s*"((?:[^"\\]|\\.)*)"$/.exec(cql.trim()) ?? [];
  const value = quoted.replace(/\\(.)/g, "$1").toLowerCase();
  if (operator === "=") return ({ handle }) => accountId(handle) === value;
  if (operator !== "~" || field !== ".fullname") return undefined;
  const words = value.match(/[\p{L}\p{N}]+/gu) ?? [];
  return ({ name }) =>
    words.every((word) =>
      name
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .includes(word),
    );
}

/** A person as v2 tells it. */
function personView({ spaces }: ConfluenceState, { handle, name, email, timeZone }: Person) {
  const id = accountId(handle);
  const own = spaces.find(({ type, author }) => type === "personal" && author === handle);
  return {
    displayName: name,
    timeZone,
    ...(own === undefined ? {} : { personalSpaceId: own.id }),
    isExternalCollaborator: false,
    accountStatus: "active",
    accountId: id,
    email,
    accountType: "atlassian",
    publicName: name,
    profilePicture: { path: `/wiki/aa-avatar/${id}`, isDefault: true },
  };
}
