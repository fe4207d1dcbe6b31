import { PEOPLE, type Thing, type World } from "./world.js";

export interface Call {
  world: World;
  query: URLSearchParams;
  /** The parts of the path that vary, decoded. */
  parts: string[];
  body: Record<string, unknown>;
  form?: FormData;
}

/** Undefined: there is no such thing. */
export type Route = (call: Call) => Response | object | undefined;

export function failure(status: number, message: string): Response {
  return Response.json({ statusCode: status, message, reason: "" }, { status });
}

/** More than this no list gives at once, whatever is asked for. */
const MOST_AT_ONCE = 200;

/** A part of a list, with the link to the next one. */
export function parted<Item>({ query }: Call, items: readonly Item[], path = "/rest/api/list") {
  const start = Number(query.get("start") ?? 0);
  const limit = Math.min(Number(query.get("limit") ?? 25), MOST_AT_ONCE);
  const results = items.slice(start, start + limit).map(withoutBase);
  const next = new URLSearchParams(query);
  next.set("start", String(start + limit));
  const more = start + limit < items.length ? { next: `${path}?${next}` } : {};
  const links = { base: "https://wiki.acme.example/confluence", context: "/confluence", ...more };
  return { results, start, limit, size: results.length, totalSize: items.length, _links: links };
}

/** The address of the wiki stands beside a list, not in its parts. */
function withoutBase<Item>(item: Item): Item {
  const { _links } = item as { _links?: { base?: string } };
  if (_links === undefined) return item;
  const { base: _base, ...links } = _links;
  return { ...item, _links: links };
}

/** A thing as Data Center shows it: parts only where `expand` names them. */
export function shown(thing: Thing, { world, query }: Pick<Call, "world" | "query">): object {
  const expand = new Set(
    (query.get("expand") ?? "").split(",").flatMap((one) => [one, one.split(".")[0] ?? ""]),
  );
  const wants = <Part>(name: string, part: () => Part) => (expand.has(name) ? part() : undefined);
  const brief = (id: string | undefined) => {
    const other = id === undefined ? undefined : world.things.get(id);
    return (
      other && {
        id: other.id,
        type: other.type,
        status: other.status,
        title: other.title,
        extensions: other.extensions,
      }
    );
  };
  const first = thing.old[0]?.version ?? thing.version;
  const { inlineProperties, resolution, ...extensions } = thing.extensions;
  return {
    id: thing.id,
    type: thing.type,
    status: thing.status,
    title: thing.title,
    space: wants("space", () => ({ id: 1, key: thing.space, name: "Technology", type: "global" })),
    history: wants("history", () => ({ latest: true, createdBy: first.by, createdDate: first.when })),
    version: wants("version", () => thing.version),
    ancestors: wants("ancestors", () => above(thing, world).map(({ id }) => brief(id))),
    container: wants("container", () => brief(thing.container)),
    body: wants("body.storage", () => ({ storage: { value: thing.text, representation: "storage" } })),
    metadata: wants("metadata.labels", () => ({
      labels: { ...labelsOf(thing), start: 0, limit: 200, size: thing.labels.length },
    })),
    extensions: {
      ...extensions,
      inlineProperties: wants("extensions.inlineProperties", () => inlineProperties),
      resolution: wants("extensions.resolution", () => resolution),
    },
    _links: {
      webui: `/display/${thing.space}/${thing.id}`,
      base: "https://wiki.acme.example/confluence",
      // It leads elsewhere: a test sees to it that nobody goes there.
      download: "https://evil.example/steal",
    },
  };
}

export const labelsOf = (thing: Thing) => ({
  results: thing.labels.map((name) => ({ prefix: "global", name, id: name })),
});

/** What stands above, from the top down. */
function above({ parent }: Thing, world: World): Thing[] {
  const next = parent === undefined ? undefined : world.things.get(parent);
  return next === undefined ? [] : [...above(next, world), next];
}

/** The little of CQL that the adapter writes. */
export function found(cql: string, world: World): Thing[] {
  const [condition = "", order] = cql.split(/ ORDER BY /i);
  const all = [...world.things.values()].filter((thing) =>
    condition.split(" AND ").every((clause) => {
      const [, field = "", operator = "", value = ""] =
        /^\(*([\w.]+) (=|~|in) \(?(.*?)\)*$/.exec(clause.trim()) ?? [];
      const values = value.split(/,\s*/).map((one) => one.replaceAll('"', ""));
      if (operator === "~") return thing.title.toLowerCase().includes((values[0] ?? "").toLowerCase());
      if (field === "ancestor") return above(thing, world).some(({ id }) => id === values[0]);
      if (!["type", "space", "id", "title", "label"].includes(field))
        throw new TypeError(`The fake knows no ${clause}.`);
      const own =
        field === "label" ? thing.labels : [String(thing[field as "type" | "space" | "id" | "title"])];
      return own.some((one) => values.includes(one));
    }),
  );
  if (order?.startsWith("title")) all.sort((a, b) => a.title.localeCompare(b.title));
  return order?.endsWith("DESC") ? all.reverse() : all;
}

export const personBy = (key: string | null) =>
  PEOPLE.find(({ userKey, username }) => key === userKey || key === username);
