import { baseOf, HttpResponse } from "@pm-orchestrator/simulator";
import {
  accountId,
  type ConfluenceState,
  lastVersion,
  type SimComment,
  type SimPage,
  type SimSpace,
} from "./state.js";

/** The address of the wiki, as every answer names it. */
export function wikiOf(request: Request): string {
  return `${baseOf(request, "confluence")}/wiki`;
}

export function spacePath({ key }: SimSpace): string {
  return `/spaces/${key}`;
}

export function pagePath(confluence: ConfluenceState, page: SimPage): string {
  const space = confluence.spaces.find(({ id }) => id === page.space);
  const slug = encodeURIComponent(page.title).replaceAll("%20", "+");
  const at = page.type === "page" ? "pages" : "blog";
  return `/spaces/${space?.key}/${at}/${page.id}/${slug}`;
}

/** A page as v2 tells it. The body comes only when it is asked for. */
export function pageView(confluence: ConfluenceState, page: SimPage, format: string | null) {
  const { number, author, created, message } = lastVersion(page);
  return {
    id: page.id,
    status: page.status,
    title: page.title,
    spaceId: page.space,
    ...(page.parent === null ? {} : { parentId: page.parent, parentType: "page" }),
    position: 1000,
    authorId: accountId(page.author),
    ownerId: accountId(page.author),
    lastOwnerId: null,
    createdAt: page.created,
    version: { number, message, minorEdit: false, authorId: accountId(author), createdAt: created },
    body: bodyView(page.body, format),
    _links: {
      webui: pagePath(confluence, page),
      editui: `/pages/resumedraft.action?draftId=${page.id}`,
      tinyui: `/x/${Buffer.from(page.id).toString("base64url")}`,
    },
  };
}

export function commentView(
  confluence: ConfluenceState,
  page: SimPage,
  comment: SimComment,
  format: string | null,
) {
  return {
    id: comment.id,
    status: "current",
    title: `Re: ${page.title}`,
    pageId: page.id,
    version: {
      number: 1,
      message: "",
      minorEdit: false,
      authorId: accountId(comment.author),
      createdAt: comment.created,
    },
    body: bodyView(comment.body, format),
    _links: { webui: `${pagePath(confluence, page)}?focusedCommentId=${comment.id}` },
  };
}

export function spaceView(space: SimSpace) {
  return {
    id: space.id,
    key: space.key,
    name: space.name,
    type: space.type,
    status: "current",
    authorId: accountId(space.author),
    currentActiveAlias: space.key,
    createdAt: space.created,
    ...(space.homepage === null ? {} : { homepageId: space.homepage }),
    _links: { webui: spacePath(space) },
  };
}

export function labelView(name: string) {
  return { id: labelId(name), name, prefix: "global" };
}

/** A label is the same thing on every page. */
function labelId(name: string): string {
  return String([...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003, 7));
}

function bodyView(storage: string, format: string | null) {
  return format === "storage" ? { storage: { representation: "storage", value: storage } } : {};
}

/** One page of a v2 list, with the link and the header that lead on. */
export function listOf<Item>(request: Request, items: readonly Item[], view: (item: Item) => unknown) {
  const url = new URL(request.url);
  const limit = Math.min(Math.max(Number(url.searchParams.get("limit") ?? 25), 1), 250);
  const cursor = url.searchParams.get("cursor");
  const start = cursor === null ? 0 : readCursor(cursor);
  if (start === undefined) return refusal(400, "Invalid cursor");
  const end = start + limit;
  const results = items.slice(start, end).map(view);
  const base = wikiOf(request);
  if (end >= items.length) return HttpResponse.json({ results, _links: { base } });
  const query = new URLSearchParams(url.searchParams);
  query.set("cursor", cursorAt(end));
  const next = `${url.pathname.slice("/confluence".length)}?${query}`;
  return HttpResponse.json(
    { results, _links: { next, base } },
    { headers: { link: `<${next}>; rel="next"` } },
  );
}

export function cursorAt(position: number): string {
  return Buffer.from(JSON.stringify({ position })).toString("base64url");
}

export function readCursor(cursor: string): number | undefined {
  try {
    const { position } = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")) as {
      position?: unknown;
    };
    return Number.isInteger(position) ? (position as number) : undefined;
  } catch {
    return undefined;
  }
}

const CODES: Readonly<Record<number, string>> = { 400: "BAD_REQUEST", 404: "NOT_FOUND", 409: "CONFLICT" };

/** An error as v2 words it. */
export function refusal(status: number, title: string) {
  return HttpResponse.json(
    { errors: [{ status, code: CODES[status] ?? "ERROR", title, detail: null }] },
    { status },
  );
}

/** An error as v1 words it. */
export function refusalV1(status: number, exception: string, message: string) {
  return HttpResponse.json(
    {
      statusCode: status,
      data: { authorized: status !== 403, valid: status !== 400, errors: [], successful: false },
      message: `com.atlassian.confluence.api.service.exceptions.${exception}: ${message}`,
    },
    { status },
  );
}

/** 401 when the simulated credentials are not presented, as Confluence says it; otherwise undefined. */
export function unauthorized(request: Request) {
  const [scheme, value = ""] = (request.headers.get("authorization") ?? "").split(" ");
  const token =
    scheme === "Basic" ? Buffer.from(value, "base64").toString("utf8").split(":").slice(1).join(":") : value;
  if (token === "simulated-api_token") return undefined;
  return HttpResponse.json(
    { code: 401, message: "Unauthorized" },
    { status: 401, headers: { "www-authenticate": 'OAuth realm="simulator"' } },
  );
}
