import { failure, found, parted, personBy, type Route, shown } from "./fake-answers.js";
import { ADA, PEOPLE, type Person, type World } from "./world.js";

const SPACE = "/rest/api/space";

type Space = World["spaces"][number];

const spaceOf = ({ homepage, ...space }: Space, expand: string | null) => ({
  ...space,
  ...(expand?.includes("homepage") === true && homepage !== undefined
    ? { homepage: { id: homepage, type: "page" } }
    : {}),
  _links: { webui: `/display/${space.key}`, base: "https://wiki.acme.example/confluence" },
});

const TEMPLATE = {
  templateId: "77",
  name: "Decision",
  description: "What and why",
  templateType: "page",
  labels: [{ prefix: "global", name: "decision" }],
  space: { key: "TECH" },
};

const TEMPLATE_TEXT =
  '<at:declarations><at:string at:name="what" /></at:declarations><p>We decide: <at:var at:name="what" /></p>';

/** Everything else: spaces, people, search, restrictions, versions, templates, the bytes of files. */
export const siteRoutes: Readonly<Record<string, Route>> = {
  [`GET ${SPACE}`](call) {
    const keys = call.query.getAll("spaceKey");
    const spaces = call.world.spaces.filter(
      ({ key, type, status }) =>
        (keys.length === 0 || keys.includes(key)) &&
        [null, type].includes(call.query.get("type")) &&
        [null, status].includes(call.query.get("status")),
    );
    return parted(
      call,
      spaces.map((space) => spaceOf(space, call.query.get("expand"))),
    );
  },
  [`GET ${SPACE}/{key}`](call) {
    const space = call.world.spaces.find(({ key }) => key === call.parts[0]);
    return space && spaceOf(space, call.query.get("expand"));
  },
  [`GET ${SPACE}/{key}/content/page`](call) {
    const pages = [...call.world.things.values()].filter(
      ({ type, space, parent }) => type === "page" && space === call.parts[0] && parent === undefined,
    );
    return parted(
      call,
      pages.map((page) => shown(page, call)),
    );
  },

  "GET /rest/api/user/current": () => ADA,
  "GET /rest/api/user": ({ query }) => personBy(query.get("key")),
  "GET /rest/api/group/{name}": ({ parts }) =>
    ["editors", "staff"].includes(parts[0] ?? "") ? { type: "group", name: parts[0] } : undefined,

  "GET /rest/api/search"(call) {
    const cql = call.query.get("cql") ?? "";
    const name = /^user\.fullname ~ "(.*)"$/.exec(cql)?.[1];
    if (name !== undefined) {
      const people = PEOPLE.filter(({ displayName }) =>
        displayName.toLowerCase().includes(name.toLowerCase()),
      );
      return parted(
        call,
        people.map((user) => ({ user, title: user.displayName, entityType: "user" })),
      );
    }
    const results = found(cql, call.world).map((thing) => ({
      content: { id: thing.id, type: thing.type, title: thing.title, space: { key: thing.space } },
      title: thing.title,
      excerpt: "Tokens @@@hl@@@live@@@endhl@@@ on",
      url: `/display/${thing.space}/${thing.id}`,
      lastModified: thing.version.when,
      entityType: "content",
    }));
    return parted(call, results);
  },

  "GET /rest/api/content/{id}/restriction/byOperation/{operation}"({ world, parts, query }) {
    const { users, groups } = world.restrictions[parts[1] as "read" | "update"];
    const start = Number(query.get("start") ?? 0);
    const limit = Math.min(Number(query.get("limit") ?? 25), 100);
    const part = <Item>(items: Item[]) => {
      const results = items.slice(start, start + limit);
      return { results, start, limit, size: results.length };
    };
    return {
      operation: parts[1],
      restrictions: { user: part(users), group: part(groups.map((name) => ({ type: "group", name }))) },
    };
  },
  "PUT /rest/api/content/{id}/restriction"({ world, body }) {
    for (const { operation, restrictions } of body as unknown as Restriction[]) {
      world.restrictions[operation] = {
        users: restrictions.user.flatMap(({ userKey }): Person[] =>
          [personBy(userKey)].flatMap((one) => one ?? []),
        ),
        groups: restrictions.group.map(({ name }) => name),
      };
    }
    return { results: [] };
  },

  "GET /rest/experimental/content/{id}/version"(call) {
    const thing = call.world.things.get(call.parts[0] ?? "");
    return thing && parted(call, [thing.version, ...thing.old.map(({ version }) => version).toReversed()]);
  },

  "GET /rest/experimental/template/page": (call) => parted(call, [TEMPLATE]),
  "GET /rest/experimental/template/{id}": ({ parts, query }) =>
    parts[0] !== TEMPLATE.templateId
      ? undefined
      : query.get("expand") === "body.storage"
        ? { ...TEMPLATE, body: { storage: { value: TEMPLATE_TEXT } } }
        : TEMPLATE,

  "GET /download/attachments/{page}/{name}"({ world, parts }) {
    const file = [...world.things.values()].find(
      ({ title, container }) => container === parts[0] && title === parts[1],
    );
    return file?.bytes === undefined ? failure(404, "none") : new Response(new Uint8Array(file.bytes));
  },
};

interface Restriction {
  operation: "read" | "update";
  restrictions: { user: { userKey: string }[]; group: { name: string }[] };
}
