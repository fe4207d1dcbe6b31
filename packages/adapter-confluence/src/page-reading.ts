import { eachAlone } from "@pm-orchestrator/adapter-kit";
import type { PmoError } from "@pm-orchestrator/core";
import type { ConfluenceClient } from "./client.js";
import { type BodyFormat, bodyAs } from "./document-edit.js";
import { gathered } from "./gathered.js";
import { allAttachmentsOf, attachmentOf } from "./lookups/attachments.js";
import { commentsOf } from "./lookups/comments.js";
import { fetchPage, labelsOf, loadPage, type PageParts } from "./lookups/pages.js";
import { type Space, spaceById } from "./lookups/spaces.js";
import { pagesById } from "./lookups/tree.js";
import { namePeople } from "./lookups/users.js";
import { pageDetails } from "./parse.js";
import type { VendorAttachment, VendorComment, VendorPage } from "./vendor.js";

/** What of a page is shown, and how. */
export interface PageReading {
  include_body: boolean;
  body_format: BodyFormat;
  expand?: readonly ("comments" | "labels" | "attachments")[] | undefined;
}

/** A page with what stands beside it, before its people and its space have names. */
export interface FoundPage {
  page: VendorPage;
  reading: PageReading;
  labels?: string[] | undefined;
  comments?: VendorComment[] | undefined;
  attachments?: VendorAttachment[] | undefined;
}

/** The page of that id, with what is wanted beside it. `load` says where the page itself comes from. */
export async function pageWithParts(
  id: string,
  reading: PageReading,
  confluence: ConfluenceClient,
  load: (id: string, parts: PageParts) => Promise<VendorPage> = (id, parts) =>
    loadPage(id, parts, confluence),
): Promise<FoundPage> {
  const labels = reading.expand?.includes("labels") === true;
  const [page, parts] = await Promise.all([
    load(id, { body: reading.include_body, labels }),
    partsBeside(id, reading, confluence),
  ]);
  return { page, reading, ...parts, labels: labels ? await labelsOf(page, confluence) : undefined };
}

/** What stands beside a page and needs calls of its own. */
export async function partsBeside(
  id: string,
  { expand = [] }: PageReading,
  confluence: ConfluenceClient,
): Promise<Pick<FoundPage, "comments" | "attachments">> {
  const [comments, attachments] = await Promise.all([
    expand.includes("comments") ? commentsOf(id, confluence) : undefined,
    expand.includes("attachments") ? allAttachmentsOf(id, confluence) : undefined,
  ]);
  return { comments, attachments };
}

/** A page as `get_page` answers it. */
export type ShownPage = Awaited<ReturnType<typeof shownWith>>;

/** Pages as `get_page` shows them: their people and spaces are asked for together, and each may fail alone. */
export async function pagesShown(
  found: readonly FoundPage[],
  confluence: ConfluenceClient,
): Promise<(ShownPage | PmoError)[]> {
  const authors = found.flatMap(({ page, comments, attachments }) => [
    page.authorId,
    ...[page, ...(comments ?? []), ...(attachments ?? [])].map(({ version }) => version?.authorId),
  ]);
  const person = namePeople(authors, confluence);
  const spaces = new Map<string, Promise<Space>>();
  for (const { page } of found) {
    const { spaceId } = page;
    if (spaceId !== undefined && !spaces.has(spaceId)) spaces.set(spaceId, spaceById(spaceId, confluence));
  }
  return eachAlone(found, async (one) => {
    const [personOf, space] = await Promise.all([person, spaces.get(one.page.spaceId ?? "")]);
    return shownWith(one, { personOf, space: space?.key ?? "" }, confluence);
  });
}

async function shownWith(
  { page, reading, labels, comments, attachments }: FoundPage,
  { personOf, space }: { personOf: Awaited<ReturnType<typeof namePeople>>; space: string },
  confluence: ConfluenceClient,
) {
  const { id = "", _links } = page;
  const base = _links?.base;
  const webUrl: ConfluenceClient["webUrl"] = (links) => confluence.webUrl({ base, ...links });
  const named = { name: `Page ${id}`, details: { page_id: id } };
  const shown = await pageDetails(page, {
    space,
    person: personOf,
    webUrl,
    showBody: reading.include_body ? bodyAs(reading.body_format, named, confluence) : undefined,
    labels,
    comments,
  });
  if (attachments === undefined) return shown;
  const files = attachments.map((file) => attachmentOf(file, { person: personOf, webUrl }));
  return { ...shown, attachments: files };
}

/**
 * Loads pages, those that are asked for in the same moment in one call. A page that such a call leaves out is asked for
 * alone: Confluence then says itself whether it is not there or is only never listed, such as one in the trash.
 */
export function loadedTogether(
  { include_body: body }: Pick<PageReading, "include_body">,
  confluence: ConfluenceClient,
): (id: string, parts: PageParts) => Promise<VendorPage> {
  const load = gathered((ids) => pagesById(ids, { body }, confluence));
  const fetch = async (id: string, parts: PageParts) =>
    (isLong(id) ? await load(id) : undefined) ?? (await fetchPage(id, parts, confluence));
  return (id, parts) =>
    parts.body || parts.labels
      ? fetch(id, parts)
      : confluence.step.cache.get("page_metadata", id, () => fetch(id, parts));
}

/** A number that is no such id would make Confluence refuse a call for many. */
function isLong(id: string): boolean {
  return BigInt(id) < 2n ** 63n;
}
