import { type Call, failure, found, labelsOf, parted, type Route, shown } from "./fake-answers.js";
import { ADA, type Thing } from "./world.js";

const CONTENT = "/rest/api/content";

/** What of the API is about content: pages, blog posts, comments and files alike. */
export const contentRoutes: Readonly<Record<string, Route>> = {
  [`GET ${CONTENT}`](call) {
    const wanted = (thing: Thing) =>
      thing.type === (call.query.get("type") ?? "page") &&
      thing.status === (call.query.get("status") ?? "current") &&
      [null, thing.space].includes(call.query.get("spaceKey")) &&
      [null, thing.title].includes(call.query.get("title"));
    return list(call, [...call.world.things.values()].filter(wanted));
  },

  [`GET ${CONTENT}/search`]: (call) => list(call, found(call.query.get("cql") ?? "", call.world)),

  [`POST ${CONTENT}`](call) {
    const {
      type,
      title = "Re: something",
      space,
      ancestors,
      container,
      status = "current",
      body,
      extensions,
    } = call.body as unknown as Written;
    const { world } = call;
    if (
      [...world.things.values()].some(
        (thing) => thing.type === "page" && type === "page" && thing.title === title,
      )
    ) {
      return failure(
        400,
        "A page with this title already exists: A page already exists with the same TITLE in this space",
      );
    }
    const parent = ancestors?.at(-1)?.id;
    const thing: Thing = {
      id: String(world.nextId++),
      type,
      title,
      status,
      space: space?.key ?? "TECH",
      text: body?.storage.value ?? "",
      version: { number: 1, when: "2025-12-01T10:00:00.000Z", by: ADA },
      old: [],
      labels: [],
      extensions: type === "comment" ? { location: "footer", ...extensions } : {},
      ...(parent === undefined ? {} : { parent }),
      ...(container === undefined ? {} : { container: container.id }),
    };
    world.things.set(thing.id, thing);
    return shown(thing, call);
  },

  [`GET ${CONTENT}/{id}`](call) {
    const thing = thingOf(call);
    const number = Number(call.query.get("version"));
    if (call.query.get("status") !== "historical") return thing && shown(thing, call);
    const old = thing?.old.find(({ version }) => version.number === number);
    // Each of them has an id of its own.
    return (
      thing && old && shown({ ...thing, ...old, id: `${thing.id}0${number}`, status: "historical" }, call)
    );
  },

  [`PUT ${CONTENT}/{id}`](call) {
    const thing = thingOf(call);
    if (thing === undefined) return undefined;
    const { title = thing.title, version, ancestors, body } = call.body as unknown as Written;
    if (version?.number !== thing.version.number + 1) {
      return failure(
        409,
        `Version must be incremented on update. Current version is: ${thing.version.number}`,
      );
    }
    thing.old.push({ title: thing.title, text: thing.text, version: thing.version });
    const { message } = version;
    Object.assign(thing, {
      title,
      text: body?.storage.value ?? "",
      parent: ancestors?.at(-1)?.id ?? thing.parent,
      version: {
        number: version.number,
        when: "2025-12-01T10:00:00.000Z",
        by: ADA,
        ...(message === undefined ? {} : { message }),
      },
    });
    return shown(thing, call);
  },

  [`DELETE ${CONTENT}/{id}`](call) {
    const thing = thingOf(call);
    if (thing === undefined) return undefined;
    thing.status = "trashed";
    return new Response(null, { status: 204 });
  },

  [`GET ${CONTENT}/{id}/child/page`]: (call) =>
    thingOf(call) &&
    list(
      call,
      ofType(call, "page").filter(({ parent }) => parent === call.parts[0]),
    ),

  [`GET ${CONTENT}/{id}/child/comment`](call) {
    const thing = thingOf(call);
    if (thing === undefined) return undefined;
    const places = call.query.getAll("location");
    const comments = ofType(call, "comment").filter(({ parent, container, extensions }) =>
      thing.type === "comment"
        ? parent === thing.id
        : parent === undefined &&
          container === thing.id &&
          (places.length === 0 || places.includes(String(extensions["location"]))),
    );
    return list(call, comments);
  },

  [`GET ${CONTENT}/{id}/child/attachment`]: (call) =>
    thingOf(call) &&
    list(
      call,
      ofType(call, "attachment").filter(
        ({ container, title, extensions }) =>
          container === call.parts[0] &&
          [null, title].includes(call.query.get("filename")) &&
          [null, extensions["mediaType"]].includes(call.query.get("mediaType")),
      ),
    ),

  [`POST ${CONTENT}/{id}/child/attachment`](call) {
    const file = call.form?.get("file") as File;
    const { world } = call;
    if (
      ofType(call, "attachment").some(
        ({ title, container }) => title === file.name && container === call.parts[0],
      )
    ) {
      return failure(400, "Cannot add a new attachment with same file name as an existing attachment");
    }
    const made: Thing = {
      ...(world.things.get("att130") as Thing),
      id: `att${world.nextId++}`,
      title: file.name,
      version: { number: 1, when: "2025-12-01T10:00:00.000Z", by: ADA },
    };
    world.things.set(made.id, made);
    return parted(call, [shown(made, { ...call, query: new URLSearchParams("expand=version") })]);
  },

  [`POST ${CONTENT}/{id}/child/attachment/{file}/data`](call) {
    const thing = call.world.things.get(call.parts[1] ?? "");
    if (thing === undefined) return undefined;
    thing.version = { ...thing.version, number: thing.version.number + 1 };
    return shown(thing, { ...call, query: new URLSearchParams("expand=version") });
  },

  [`GET ${CONTENT}/{id}/label`](call) {
    const thing = thingOf(call);
    return thing && parted(call, labelsOf(thing).results);
  },

  [`POST ${CONTENT}/{id}/label`](call) {
    const thing = thingOf(call);
    if (thing === undefined) return undefined;
    const names = (call.body as unknown as { name: string }[]).map(({ name }) => name);
    thing.labels = [...new Set([...thing.labels, ...names])];
    return labelsOf(thing);
  },

  [`DELETE ${CONTENT}/{id}/label`](call) {
    const thing = thingOf(call);
    if (thing === undefined) return undefined;
    thing.labels = thing.labels.filter((name) => name !== call.query.get("name"));
    return new Response(null, { status: 204 });
  },
};

interface Written {
  type: Thing["type"];
  title?: string;
  status?: string;
  space?: { key: string };
  ancestors?: { id: string }[];
  container?: { id: string };
  version?: { number: number; message?: string };
  body?: { storage: { value: string } };
  extensions?: Record<string, unknown>;
}

function thingOf({ world, parts, query }: Call): Thing | undefined {
  const thing = world.things.get(parts[0] ?? "");
  return thing?.status === "trashed" && query.get("status") !== "trashed" ? undefined : thing;
}

const ofType = ({ world }: Call, type: Thing["type"]) =>
  [...world.things.values()].filter((thing) => thing.type === type && thing.status === "current");

function list(call: Call, things: Thing[]) {
  return {
    ...parted(
      call,
      things.map((thing) => shown(thing, call)),
    ),
  };
}
