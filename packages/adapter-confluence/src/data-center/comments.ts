import { compact, pathSegment } from "@pm-orchestrator/adapter-kit";
import type { CommentType } from "../schemas.js";
import type { Asked, Endpoint, Endpoints } from "./asked.js";
import { CONTENT, contentOf, storageBody, unlessMissing, writeNext } from "./content.js";
import { listed, PAGING } from "./lists.js";
import type { Content } from "./vendor.js";
import { commentOf, idOf, isInlineComment } from "./views.js";

const EXPAND = [
  "body.storage",
  "version",
  "container",
  "ancestors",
  "extensions.inlineProperties",
  "extensions.resolution",
];

/** Comments: content of their own type, at words of a page or below it. */
export const commentEndpoints: Endpoints = {
  ...endpointsOf("footer"),
  ...endpointsOf("inline"),
  "POST /wiki/api/v2/content/convert-ids-to-types": { answer: typesOf },
};

function endpointsOf(type: CommentType): Endpoints {
  const list: Endpoint = {
    takes: ["body-format", "sort", "resolution-status", ...PAGING],
    answer: (asked) => comments(asked, { location: locationsOf(asked, type) }),
  };
  const path = `/wiki/api/v2/${type}-comments`;
  return {
    [`GET /wiki/api/v2/pages/{id}/${type}-comments`]: list,
    [`GET /wiki/api/v2/blogposts/{id}/${type}-comments`]: list,
    [`GET ${path}/{id}/children`]: {
      takes: ["body-format", "sort", ...PAGING],
      answer: (asked) => comments(asked, {}),
    },
    [`GET ${path}/{id}`]: { takes: ["body-format"], answer: read },
    [`POST ${path}`]: { answer: (asked) => create(asked, type) },
    [`PUT ${path}/{id}`]: { answer: update },
    [`DELETE ${path}/{id}`]: { answer: remove },
  };
}

/** The oldest first, which is the only order there is. */
async function comments(asked: Asked, query: { location?: string[] }) {
  if (asked.value("sort") !== "created-date") throw asked.refused("it tells the oldest comments first");
  return listed(
    asked,
    { path: `${CONTENT}/${asked.part("id")}/child/comment`, query: { ...query, expand: EXPAND.join(",") } },
    (content: Content) => commentOf(content, asked.step),
  );
}

/** What is resolved stands at a location of its own. */
function locationsOf(asked: Asked, type: CommentType): string[] {
  if (type === "footer") return ["footer"];
  const states = asked.values("resolution-status");
  const wants = (...names: string[]) => states.length === 0 || names.some((name) => states.includes(name));
  return [
    ...(wants("open", "reopened", "dangling") ? ["inline"] : []),
    ...(wants("resolved") ? ["resolved"] : []),
  ];
}

async function read(asked: Asked) {
  const comment = await contentOf(asked, asked.part("id"), { type: "comment", expand: EXPAND });
  asked.seen.set(idOf(comment) ?? "", comment);
  return commentOf(comment, asked.step);
}

interface Written {
  pageId?: string;
  blogPostId?: string;
  parentCommentId?: string;
  body?: { value?: string };
  inlineCommentProperties?: unknown;
  version?: { number?: number };
  resolved?: boolean;
}

async function create(asked: Asked, type: CommentType) {
  const { pageId, blogPostId, parentCommentId, body, inlineCommentProperties } = asked.body<Written>();
  if (inlineCommentProperties !== undefined) {
    throw asked.refused("only its pages in the browser can tell where in a text a comment stands", [
      "Comment below the page: leave inline_selection out, and quote the words in the comment.",
    ]);
  }
  const parent =
    parentCommentId === undefined
      ? undefined
      : await contentOf(asked, pathSegment(parentCommentId), { type: "comment", expand: ["container"] });
  const made = await asked.send<Content>({
    method: "POST",
    path: CONTENT,
    query: { expand: EXPAND.join(",") },
    body: compact({
      type: "comment",
      container:
        placeOf(parent?.container) ??
        (blogPostId === undefined ? { id: pageId, type: "page" } : { id: blogPostId, type: "blogpost" }),
      // A reply names the page, too: with its parent alone its text gets lost.
      ancestors: parentCommentId === undefined ? undefined : [{ id: parentCommentId }],
      // No description says how one replies at words of a page; a reply stands where its parent does.
      extensions: type === "inline" ? { location: "inline" } : undefined,
      body: storageBody(body?.value ?? ""),
    }),
  });
  return commentOf(made, asked.step);
}

function placeOf(container: Content | undefined) {
  const id = idOf(container);
  return id === undefined ? undefined : { id, type: container?.type ?? "page" };
}

async function update(asked: Asked) {
  const { version, body, resolved } = asked.body<Written>();
  if (resolved !== undefined) throw asked.refused("its API does not resolve comments");
  const id = decodeURIComponent(asked.part("id"));
  const written = await writeNext(asked, asked.part("id"), {
    body: compact({
      id,
      type: "comment",
      container: placeOf(asked.seen.get(id)?.container),
      version,
      body: body?.value === undefined ? undefined : storageBody(body.value),
    }),
    expand: EXPAND,
  });
  return commentOf(written, asked.step);
}

/** By its id a page would go as well: that it is a comment was seen when it was read. */
async function remove(asked: Asked): Promise<undefined> {
  const id = asked.part("id");
  if (!asked.seen.has(decodeURIComponent(id))) await read(asked);
  await asked.send({ method: "DELETE", path: `${CONTENT}/${id}`, expects: "nothing" });
  return undefined;
}

/** Below a page or at words of it: that tells the comment itself, or the first of those that it replies to. */
async function typesOf(asked: Asked) {
  const { contentIds = [] } = asked.body<{ contentIds?: (string | number)[] }>();
  const types = contentIds.map(async (id): Promise<[string, string | null]> => {
    const content = await load(asked, String(id));
    if (content?.type !== "comment") return [String(id), content?.type ?? null];
    const root = content.ancestors?.[0];
    const isInline =
      isInlineComment(content) ||
      (root !== undefined && isInlineComment((await load(asked, idOf(root) ?? "")) ?? {}));
    return [String(id), isInline ? "inline-comment" : "footer-comment"];
  });
  return { results: Object.fromEntries(await Promise.all(types)) };
}

function load(asked: Asked, id: string): Promise<Content | undefined> {
  return unlessMissing((told) =>
    asked.get<Content>(`${CONTENT}/${pathSegment(id)}`, { expand: "ancestors,extensions.resolution" }, told),
  );
}
