import { pathSegment } from "@pm-orchestrator/adapter-kit";
import type { ConfluenceClient } from "../client.js";
import { confluenceErrors } from "../errors.js";
import { blogPostNotFound, commentNotFound, pageNotFound } from "../not-found.js";
import { readAll } from "../paging.js";
import { COMMENT_TYPES, type CommentType } from "../schemas.js";
import type { VendorComment, VendorPage } from "../vendor.js";
import { loadBlogPost } from "./blog-posts.js";
import { loadPage } from "./pages.js";

/** A page or blog post on which one comments. */
export interface Commented {
  id: string;
  /** At the beginning of a sentence. */
  name: string;
  details: Record<string, string>;
  path: "pages" | "blogposts";
  /** What a new comment names it by. */
  field: "pageId" | "blogPostId";
  notFound: ReturnType<typeof pageNotFound> | ReturnType<typeof blogPostNotFound>;
  /** As it is now, with its body. */
  read(): Promise<VendorPage>;
}

/** What is named by one of two params; undefined when neither is given. */
export function commentedBy(
  {
    page_id,
    blog_post_id,
  }: { page_id?: string | number | undefined; blog_post_id?: string | number | undefined },
  confluence: ConfluenceClient,
): Commented | undefined {
  const parts = { body: true, labels: false };
  if (page_id !== undefined) {
    const id = String(page_id);
    const [details, notFound] = [{ page_id: id }, pageNotFound(id)];
    const read = () => loadPage(id, parts, confluence);
    return { id, name: `Page ${id}`, details, path: "pages", field: "pageId", notFound, read };
  }
  if (blog_post_id === undefined) return undefined;
  const id = String(blog_post_id);
  const [details, notFound] = [{ blog_post_id: id }, blogPostNotFound(id)];
  const read = () => loadBlogPost(id, parts, confluence);
  return { id, name: `Blog post ${id}`, details, path: "blogposts", field: "blogPostId", notFound, read };
}

/** Every read of comments: as Markdown can be made of them. */
export const commentQuery = { "body-format": "storage", sort: "created-date" } as const;

/** The comments below a page, the oldest first, without the replies to them. */
export async function commentsOf(id: string, confluence: ConfluenceClient): Promise<VendorComment[]> {
  const { items } = await readAll<VendorComment>(
    {
      method: "GET",
      path: `/wiki/api/v2/pages/${pathSegment(id)}/footer-comments`,
      query: commentQuery,
      notFound: pageNotFound(id),
    },
    confluence,
  );
  return items;
}

/** The replies to a comment, the oldest first. */
export async function repliesTo(
  id: string,
  type: CommentType,
  confluence: ConfluenceClient,
): Promise<VendorComment[]> {
  const { items } = await readAll<VendorComment>(
    {
      method: "GET",
      path: `/wiki/api/v2/${type}-comments/${pathSegment(id)}/children`,
      query: commentQuery,
      notFound: commentNotFound(id),
    },
    confluence,
  );
  return items;
}

/** Ids tell nothing of the type, and each type has paths of its own: Confluence is asked. */
export async function typeOfComment(id: string, confluence: ConfluenceClient): Promise<CommentType> {
  const answer = await confluence.send({
    method: "POST",
    path: "/wiki/api/v2/content/convert-ids-to-types",
    readsOnly: true,
    body: { contentIds: [id] },
  });
  const { results = {} } = (answer.body ?? {}) as { results?: Record<string, string | null> };
  const type = COMMENT_TYPES.find((one) => results[id] === `${one}-comment`);
  if (type !== undefined) return type;
  const { code, ...told } = commentNotFound(id);
  throw confluenceErrors.create(code, { ...told, system: confluence.step.system });
}

/** A comment as it is now. */
export async function loadComment(
  id: string,
  type: CommentType,
  confluence: ConfluenceClient,
): Promise<VendorComment> {
  const answer = await confluence.send({
    method: "GET",
    path: `/wiki/api/v2/${type}-comments/${pathSegment(id)}`,
    query: { "body-format": "storage" },
    notFound: commentNotFound(id),
  });
  return (answer.body ?? {}) as VendorComment;
}
