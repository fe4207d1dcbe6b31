import { compact } from "@pm-orchestrator/adapter-kit";
import { utcInstant } from "@pm-orchestrator/atlassian";
import { excerptText, toMarkdown } from "./content.js";
import type { Person } from "./lookups/users.js";
import type { VendorBody, VendorComment, VendorLinks, VendorPage, VendorSearchResult } from "./vendor.js";

/** What is known of a page beside itself. */
export interface PageSurroundings {
  /** Key of its space. */
  space: string;
  person(id: string | undefined): Person | undefined;
  webUrl(links: VendorLinks | undefined): string;
  /** How the body is shown; it is left out without this. */
  showBody?: ((body: VendorBody | undefined) => Promise<string>) | undefined;
  labels?: string[] | undefined;
  comments?: readonly VendorComment[] | undefined;
}

/** A page with everything that was asked for. */
export async function pageDetails(page: VendorPage, around: PageSurroundings) {
  const { id = "", title = "", status = "", version, parentId, authorId, createdAt } = page;
  const { comments } = around;
  const details = compact({
    id,
    title,
    space: around.space,
    status,
    version: version?.number,
    parent_id: parentId ?? undefined,
    author: around.person(authorId),
    updated: utcInstant(version?.createdAt),
    url: around.webUrl({ ...page._links, webui: page._links?.webui ?? pagePath(id) }),
    updated_by: version?.authorId === authorId ? undefined : around.person(version?.authorId),
    created: utcInstant(createdAt),
    labels: around.labels,
    comments: comments && (await Promise.all(comments.map((comment) => commentOf(comment, around.person)))),
  });
  // An empty page has a body that is empty, which is something else than none.
  return around.showBody === undefined ? details : { ...details, body: await around.showBody(page.body) };
}

/** The path at which people see a page whose links are not known. */
export function pagePath(id: string): string {
  return `/pages/viewpage.action?pageId=${encodeURIComponent(id)}`;
}

/** A page as one of a search. `base` is the address of the wiki, as the answer names it. */
export async function pageInList(result: VendorSearchResult, webUrl: (webui: string) => string) {
  const { content = {}, excerpt = "", lastModified, url, resultGlobalContainer } = result;
  const { id = "", type, space } = content;
  const spacePath = /^\/spaces\/([^/?#]+)/.exec(resultGlobalContainer?.displayUrl ?? "")?.[1];
  return compact({
    id,
    title: content.title ?? result.title ?? "",
    space: space?.key ?? (spacePath === undefined ? undefined : decodeURIComponent(spacePath)),
    type: type === "page" ? undefined : type,
    excerpt: (await excerptText(excerpt)) || undefined,
    updated: utcInstant(lastModified),
    url: webUrl(url || pagePath(id)),
  });
}

/** A page as one of a list of v2. */
export function pageSummary(page: VendorPage, webUrl: (links: VendorLinks) => string) {
  const { id = "", title = "", status, parentId, version, _links } = page;
  return compact({
    id,
    title,
    status: unlessCurrent(status),
    parent_id: parentId ?? undefined,
    updated: utcInstant(version?.createdAt),
    url: webUrl({ ..._links, webui: _links?.webui ?? pagePath(id) }),
    version: version?.number,
  });
}

/** A comment, with names for the people in it. */
export async function commentOf(comment: VendorComment, person: PageSurroundings["person"]) {
  const { id = "", version, body, resolutionStatus, properties } = comment;
  const details = compact({
    id,
    author: person(version?.authorId),
    created: utcInstant(version?.createdAt),
    resolution: resolutionStatus,
    selection: properties?.inlineOriginalSelection || undefined,
    version: version?.number,
  });
  return { ...details, body: await markdownOf(body) };
}

/** In lists only what is not as usual is said: almost everything that one reads is current. */
export function unlessCurrent(status: string | undefined): string | undefined {
  return status === "current" ? undefined : status;
}

/** A body as Markdown; empty when there is none. */
export async function markdownOf(body: VendorBody | undefined): Promise<string> {
  const storage = body?.storage?.value ?? "";
  return storage === "" ? "" : toMarkdown(storage);
}
