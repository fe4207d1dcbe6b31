import { baseOf, HttpResponse } from "@pm-orchestrator/simulator";
import {
  accountId,
  type ConfluenceState,
  lastVersion,
  type SimPage,
  type SimSpace,
  type SimVersion,
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
  const at = {
    page: "pages",
    blogpost: `blog/${page.created.slice(0, 10).replaceAll("-", "/")}`,
    folder: "folder",
    whiteboard: "whiteboard",
  }[page.type];
  const path = `/spaces/${space?.key}/${at}/${page.id}`;
  // What has no text has no title in its address either.
  return page.type === "folder" || page.type === "whiteboard" ? path : `${path}/${slugOf(page.title)}`;
}

function slugOf(title: string): string {
  return encodeURIComponent(title).replaceAll("%20", "+");
}

/** The short address of content: its id as a number of bytes, the lowest first, without the zeros at its end. */
export function tinyPath(id: string): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(id));
  const letters = bytes.toString("base64").replace(/A*=*$/, "");
  return `/x/${letters.replaceAll("/", "-").replaceAll("+", "_")}`;
}

/** A page or blog post as v2 tells it. The body comes only when it is asked for. */
export function pageView(confluence: ConfluenceState, page: SimPage, format: string | null) {
  const parent = page.parent === null ? undefined : confluence.pages.get(page.parent);
  const isPage = page.type === "page";
  return {
    id: page.id,
    status: page.status,
    title: page.title,
    spaceId: page.space,
    ...(parent === undefined ? {} : { parentId: parent.id, parentType: parent.type }),
    ...(isPage ? { position: page.position, ownerId: accountId(page.author), lastOwnerId: null } : {}),
    authorId: accountId(page.author),
    createdAt: page.created,
    version: versionView(lastVersion(page)),
    body: bodyView(page.body, format),
    _links: {
      webui: pagePath(confluence, page),
      editui: `/pages/resumedraft.action?draftId=${page.id}`,
      tinyui: tinyPath(page.id),
    },
  };
}

/** An answer that is one thing, with the address of the wiki. */
export function single<View extends { _links: object }>(request: Request, view: View, status = 200) {
  return HttpResponse.json({ ...view, _links: { ...view._links, base: wikiOf(request) } }, { status });
}

export function versionView({ number, author, created, message }: Omit<SimVersion, "title" | "body">) {
  return { number, message, minorEdit: false, authorId: accountId(author), createdAt: created };
}

export function spaceView(space: SimSpace) {
  return {
    id: space.id,
    key: space.key,
    name: space.name,
    type: space.type,
    status: "current",
    authorId: accountId(space.author),
    spaceOwnerId: accountId(space.author),
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

export function bodyView(storage: string, format: string | null) {
  return format === "storage" ? { storage: { representation: "storage", value: storage } } : {};
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
  return token === "simulated-api_token" ? undefined : signInRefused();
}

/** 401 as Confluence says it, of credentials that are wrong or have expired. */
export function signInRefused() {
  return HttpResponse.json(
    { code: 401, message: "Unauthorized" },
    { status: 401, headers: { "www-authenticate": 'OAuth realm="simulator"' } },
  );
}
