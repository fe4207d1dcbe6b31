import { matchByName, nearestNames, pathSegment } from "@pm-orchestrator/adapter-kit";
import { isPmoError } from "@pm-orchestrator/core";
import type { ConfluenceClient } from "../client.js";
import { allOf, anyOf, contains, equals, oneOf } from "../cql.js";
import { confluenceErrors } from "../errors.js";
import { pageNotFound, versionNotFound } from "../not-found.js";
import { readAll } from "../paging.js";
import { pagePath } from "../parse.js";
import type { VendorLabel, VendorList, VendorPage, VendorSearch } from "../vendor.js";
import type { Space } from "./spaces.js";

/** What of a page is asked for. */
export interface PageParts {
  body: boolean;
  labels: boolean;
}

/** The page of that id. Without body and labels it may come from the cache, where it stays for a few minutes. */
export async function loadPage(
  id: string,
  parts: PageParts,
  confluence: ConfluenceClient,
): Promise<VendorPage> {
  const { cache } = confluence.step;
  if (!parts.body && !parts.labels)
    return cache.get("page_metadata", id, () => fetchPage(id, parts, confluence));
  const page = await fetchPage(id, parts, confluence);
  rememberPage(page, confluence);
  return page;
}

/** The same past the cache. */
export async function fetchPage(
  id: string,
  { body, labels }: PageParts,
  confluence: ConfluenceClient,
): Promise<VendorPage> {
  const answer = await confluence.send({
    method: "GET",
    path: `/wiki/api/v2/pages/${pathSegment(id)}`,
    query: { "body-format": body ? "storage" : undefined, "include-labels": labels ? true : undefined },
    notFound: pageNotFound(id),
  });
  return pageFrom(answer.body, confluence);
}

/** A page as it was. */
export async function loadVersion(
  id: string,
  version: number,
  confluence: ConfluenceClient,
): Promise<VendorPage> {
  const answer = await confluence.send({
    method: "GET",
    path: `/wiki/api/v2/pages/${pathSegment(id)}`,
    query: { "body-format": "storage", version },
    notFound: versionNotFound(id, version),
  });
  return pageFrom(answer.body, confluence);
}

/** A page that came alone. An answer without an id is none, however well it was meant. */
export function pageFrom(body: unknown, confluence: ConfluenceClient): VendorPage {
  const page = (body ?? {}) as VendorPage;
  if (typeof page.id === "string" && page.id !== "") return page;
  throw confluenceErrors.create("CONFLUENCE_API_ERROR", {
    message: "Confluence answered something unexpected: a page without an id.",
    system: confluence.step.system,
  });
}

/** The page of that title in a space. A title that nobody has is an error that names similar ones. */
export async function findPage(
  title: string,
  { space, body }: { space: Space; body: boolean },
  confluence: ConfluenceClient,
): Promise<VendorPage> {
  const answer = await confluence.send({
    method: "GET",
    path: "/wiki/api/v2/pages",
    query: { title, "space-id": space.id, status: "current", "body-format": body ? "storage" : undefined },
  });
  const { results = [], _links } = (answer.body ?? {}) as VendorList<VendorPage>;
  const match = matchByName(title, results, [(page) => page.title]);
  if (match.kind === "one") {
    const page = { ...match.found, _links: { base: _links?.base, ...match.found._links } };
    rememberPage(page, confluence);
    return page;
  }
  const { system } = confluence.step;
  if (match.kind === "many") {
    throw confluenceErrors.create("AMBIGUOUS_MATCH", {
      message: `Several pages of ${space.key} are called "${title}".`,
      system,
      details: { title, candidates: match.candidates.map((page) => ({ id: page.id, name: page.title })) },
    });
  }
  const similar = await similarTitles(title, space, confluence);
  const near = nearestNames(title, similar);
  throw confluenceErrors.create("PAGE_NOT_FOUND", {
    message: `There is no page "${title}" in ${space.key} that these credentials can see.`,
    system,
    details: { title, space: space.key, available: similar },
    suggestions: near.length === 0 ? [] : [`Did you mean ${near.map((name) => `"${name}"`).join(" or ")}?`],
  });
}

/** Titles that share a word with the one that was asked for. Only for an error's details: none, when that fails. */
async function similarTitles(title: string, space: Space, confluence: ConfluenceClient): Promise<string[]> {
  const words = [...new Set(title.match(/[\p{L}\p{N}]{3,}/gu) ?? [])].slice(0, 6);
  if (words.length === 0) return [];
  const cql = allOf([
    equals("space", space.key),
    oneOf("type", ["page"]),
    anyOf(words.map((word) => contains("title", word))),
  ]);
  try {
    const answer = await confluence.send({
      method: "GET",
      path: "/wiki/rest/api/search",
      query: { cql, limit: 20, excerpt: "none" },
    });
    const { results = [] } = (answer.body ?? {}) as VendorSearch;
    return results.flatMap(({ content }) => (content?.title === undefined ? [] : [content.title]));
  } catch (error) {
    if (isPmoError(error) && error.code !== "OPERATION_CANCELLED") return [];
    throw error;
  }
}

/** The names of a page's labels: those that came with it, and the rest when there are more. */
export async function labelsOf(page: VendorPage, confluence: ConfluenceClient): Promise<string[]> {
  const { results = [], meta } = page.labels ?? {};
  if (page.labels !== undefined && meta?.hasMore !== true) return names(results);
  const rest = await readAll<VendorLabel>(
    { method: "GET", path: `/wiki/api/v2/pages/${pathSegment(page.id ?? "")}/labels` },
    confluence,
  );
  return names(rest.items);
}

/**
 * Where people see a page of which only the id is known, best as it was told before. `beside` is what came with the id: the
 * address of the wiki, and the id of the page's space, which may have been read already.
 */
export function pageUrl(
  id: string,
  { step, webUrl }: ConfluenceClient,
  { base, spaceId }: { base?: string | undefined; spaceId?: string | undefined } = {},
): string {
  const links = step.cache.peek<VendorPage>("page_metadata", id)?._links;
  if (links?.webui !== undefined) return webUrl({ base, ...links });
  const space = spaceId === undefined ? undefined : step.cache.peek<Space>("spaces", `id:${spaceId}`);
  return space !== undefined && PAGES_BELOW.test(space.url)
    ? `${space.url}/pages/${encodeURIComponent(id)}`
    : webUrl({ base, ...links, webui: pagePath(id) });
}

/** The address of a space below which its pages stand; Data Center has others. */
const PAGES_BELOW = /\/spaces\/[^/?#]+$/;

/** What a write of a page answers. */
export function pageReceipt(page: VendorPage, changed: string[], confluence: ConfluenceClient) {
  const { id = "", version } = page;
  return { id, url: pageUrl(id, confluence), changed, version: version?.number ?? 1 };
}

/** After a page went or moved: what is kept of it, and of every tree, is true no more. */
export function forgetPage(id: string, { step }: ConfluenceClient): void {
  step.cache.forget("page_metadata", id);
  step.cache.forget("page_trees");
}

/** Keeps what stays true for a while; a body does not, and may be large. */
export function rememberPage(
  { body: _body, labels: _labels, ...metadata }: VendorPage,
  confluence: ConfluenceClient,
) {
  if (metadata.id !== undefined) confluence.step.cache.put("page_metadata", metadata.id, metadata);
}

function names(labels: readonly VendorLabel[]): string[] {
  return labels.flatMap(({ name }) => (name === undefined ? [] : [name]));
}
