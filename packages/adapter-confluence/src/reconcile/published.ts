import type { ConfluenceClient } from "../client.js";
import type { VendorList, VendorPage } from "../vendor.js";
import { readWithAuthor, versionClaim, WHO_AM_I } from "./own-version.js";
import { readsTheSame } from "./same-text.js";

/** What {@link claimPublished} calls. */
export const PUBLISHED_PAGES = ["GET /wiki/api/v2/pages", WHO_AM_I];
export const PUBLISHED_BLOG_POSTS = ["GET /wiki/api/v2/blogposts", WHO_AM_I];

export interface Sought {
  path: "pages" | "blogposts";
  spaceId: string;
  title: string;
  /** Its text; left out where only Confluence knows it. */
  storage?: string;
}

/**
 * The page or post that the account has just published, that nobody has changed since, and that belongs to no other
 * step. A draft is in no list, so it is never found.
 */
export async function claimPublished(
  { path, spaceId, title, storage }: Sought,
  confluence: ConfluenceClient,
): Promise<VendorPage | undefined> {
  const { body, isOwn } = await readWithAuthor(
    {
      method: "GET",
      path: `/wiki/api/v2/${path}`,
      query: { title: title.trim(), "space-id": spaceId, status: ["current"], "body-format": "storage" },
    },
    confluence,
  );
  const { results = [], _links } = body as VendorList<VendorPage>;
  const alike = results.filter(
    (page) =>
      page.title === title.trim() &&
      page.version?.number === 1 &&
      isOwn({ ...page.version, authorId: page.authorId ?? "" }) &&
      (storage === undefined || readsTheSame(page.body?.storage?.value, storage)),
  );
  const found = confluence.claims.takeOnly(alike, publishedClaim);
  if (found === undefined) return undefined;
  return { ...found, _links: { base: _links?.base, ...found._links } as NonNullable<VendorPage["_links"]> };
}

/** How something new is called among the claims of a connection. */
export function publishedClaim({ id = "" }: VendorPage): string {
  return versionClaim(id, 1);
}

/** What a receipt says of labels that nobody tried to put on something new. */
export function labelsNotTried(what: string, labels: readonly string[] | undefined): string[] {
  if (labels === undefined || labels.length === 0) return [];
  return [
    `The ${what} was created, but not its labels (${labels.join(", ")}): they were not tried, since Confluence's answer to its creation was lost.`,
  ];
}
