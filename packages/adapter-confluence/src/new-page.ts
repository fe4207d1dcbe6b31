import { compact, pathSegment } from "@pm-orchestrator/adapter-kit";
import type { ConfluenceClient } from "./client.js";
import { pageFrom, rememberPage } from "./lookups/pages.js";
import type { Space } from "./lookups/spaces.js";
import { claimPublished, labelsNotTried, publishedClaim } from "./reconcile/published.js";
import type { VendorPage } from "./vendor.js";

export interface NewPage {
  space: Space;
  title: string;
  /** The text in storage format. */
  storage: string;
  status?: "current" | "draft" | undefined;
  parent_id?: string | number | undefined;
  labels?: readonly string[] | undefined;
}

/** Something new, and what went wrong although it is there. */
export interface Published {
  page: VendorPage;
  warnings: string[];
}

/** Creates a page, and puts labels on it. */
export async function publishPage(wanted: NewPage, confluence: ConfluenceClient): Promise<Published> {
  const { space, parent_id } = wanted;
  const answer = await confluence.send({
    method: "POST",
    path: "/wiki/api/v2/pages",
    body: textOf(wanted),
    notFound: notCreated(space.key, parent_id),
  });
  const page = pageFrom(answer.body, confluence);
  confluence.claims.take(publishedClaim(page));
  confluence.step.cache.forget("page_trees");
  if (wanted.status !== "draft") rememberPage(page, confluence);
  return { page, warnings: await addLabels(page, { ...wanted, what: "page" }, confluence) };
}

/** Creates a blog post, and puts labels on it. */
export async function publishBlogPost(wanted: NewPage, confluence: ConfluenceClient): Promise<Published> {
  const answer = await confluence.send({
    method: "POST",
    path: "/wiki/api/v2/blogposts",
    body: textOf(wanted),
    notFound: notCreated(wanted.space.key, undefined),
  });
  const page = pageFrom(answer.body, confluence);
  confluence.claims.take(publishedClaim(page));
  return { page, warnings: await addLabels(page, { ...wanted, what: "blog post" }, confluence) };
}

/** What became of a page whose making was not answered; undefined when there is no trace of it. */
export async function findPublishedPage(
  wanted: NewPage,
  confluence: ConfluenceClient,
): Promise<Published | undefined> {
  const { space, title, storage, labels, status } = wanted;
  if (status === "draft") return undefined;
  const page = await claimPublished({ path: "pages", spaceId: space.id, title, storage }, confluence);
  confluence.step.cache.forget("page_trees");
  if (page === undefined) return undefined;
  rememberPage(page, confluence);
  return { page, warnings: labelsNotTried("page", labels) };
}

/** The same for a blog post. */
export async function findPublishedBlogPost(
  { space, title, storage, labels, status }: NewPage,
  confluence: ConfluenceClient,
): Promise<Published | undefined> {
  if (status === "draft") return undefined;
  const page = await claimPublished({ path: "blogposts", spaceId: space.id, title, storage }, confluence);
  return page && { page, warnings: labelsNotTried("blog post", labels) };
}

function textOf({ space, title, storage, status = "current", parent_id }: NewPage) {
  return compact({
    spaceId: space.id,
    status,
    title,
    parentId: parent_id === undefined ? undefined : String(parent_id),
    body: { representation: "storage", value: storage },
  });
}

/** It exists by now: whatever goes wrong with its labels is told in the receipt, and does not hide it. */
async function addLabels(
  { id = "" }: VendorPage,
  { labels, what }: NewPage & { what: string },
  confluence: ConfluenceClient,
): Promise<string[]> {
  if (labels === undefined) return [];
  try {
    await confluence.send({
      method: "POST",
      path: `/wiki/rest/api/content/${pathSegment(id)}/label`,
      body: labels.map((name) => ({ prefix: "global", name })),
    });
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [`The ${what} was created, but not its labels (${labels.join(", ")}): ${reason}`];
  }
}

/** Confluence says 404 for a space, a parent or a permission that lacks; the space was found just before. */
function notCreated(space: string, parent: string | number | undefined) {
  return parent === undefined
    ? {
        code: "PERMISSION_DENIED" as const,
        message: `These credentials may not create anything in ${space}.`,
        details: { space },
      }
    : {
        code: "PAGE_NOT_FOUND" as const,
        message: `There is no page ${parent} in ${space} below which these credentials may create pages.`,
        details: { parent_id: String(parent), space },
      };
}
