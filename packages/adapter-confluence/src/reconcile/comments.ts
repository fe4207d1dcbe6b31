import { pathSegment } from "@pm-orchestrator/adapter-kit";
import type { ConfluenceClient } from "../client.js";
import { type Commented, loadComment } from "../lookups/comments.js";
import type { CommentType } from "../schemas.js";
import type { VendorComment, VendorList } from "../vendor.js";
import { readWithAuthor, versionClaim, WHO_AM_I } from "./own-version.js";
import { readsTheSame } from "./same-text.js";

/** What {@link claimNewComment} calls. */
export const NEW_COMMENTS = [
  "GET /wiki/api/v2/pages/{id}/footer-comments",
  "GET /wiki/api/v2/pages/{id}/inline-comments",
  "GET /wiki/api/v2/blogposts/{id}/footer-comments",
  "GET /wiki/api/v2/blogposts/{id}/inline-comments",
  "GET /wiki/api/v2/footer-comments/{id}/children",
  "GET /wiki/api/v2/inline-comments/{id}/children",
  "GET /wiki/api/v2/footer-comments/{comment-id}",
  "GET /wiki/api/v2/inline-comments/{comment-id}",
  WHO_AM_I,
];

/** How many of the newest comments are looked through. */
const NEWEST = 25;

export interface SoughtComment {
  type: CommentType;
  storage: string;
  /** The comment that it replies to; else where it stands. */
  parent?: string | undefined;
  place?: Commented | undefined;
  /** The words to which it is tied. */
  selection?: string | undefined;
}

/** The comment that the account has just made, that nobody has changed since, and that belongs to no other step. */
export async function claimNewComment(
  { type, storage, parent, place, selection }: SoughtComment,
  confluence: ConfluenceClient,
): Promise<VendorComment | undefined> {
  const path =
    parent === undefined
      ? `/wiki/api/v2/${place?.path}/${pathSegment(place?.id ?? "")}/${type}-comments`
      : `/wiki/api/v2/${type}-comments/${pathSegment(parent)}/children`;
  const { body, isOwn } = await readWithAuthor(
    { method: "GET", path, query: { "body-format": "storage", sort: "-created-date", limit: NEWEST } },
    confluence,
  );
  const { results = [] } = body as VendorList<VendorComment>;
  const alike = results.filter(
    (comment) =>
      comment.version?.number === 1 &&
      isOwn(comment.version) &&
      readsTheSame(comment.body?.storage?.value, storage) &&
      (selection === undefined || comment.properties?.inlineOriginalSelection === selection),
  );
  const found = confluence.claims.takeOnly(alike, commentClaim);
  if (found === undefined) return undefined;
  // A list does not tell all of it.
  return loadComment(found.id ?? "", type, confluence);
}

/** How a version of a comment is called among the claims of a connection. */
export function commentClaim({ id = "", version }: VendorComment): string {
  return versionClaim(id, version?.number ?? 1);
}
