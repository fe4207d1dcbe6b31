import { z } from "@pm-orchestrator/core/zod";

/** An id of Confluence's, as text or as the number that YAML makes of it. */
export const numericId = z.union([z.string().regex(/^[0-9]{1,19}$/, "must be a number"), z.int().positive()]);

export const pageId = numericId.describe("id of the page: the number after /pages/ in its address");

/** Where a comment stands: below the page, or at words of it. */
export const COMMENT_TYPES = ["footer", "inline"] as const;

export type CommentType = (typeof COMMENT_TYPES)[number];

export const commentId = numericId.describe("id of the comment");

export const attachmentId = z
  .string()
  .regex(/^(?:att)?[0-9]{1,19}$/, "must be att and a number")
  .describe("id of the file, such as att98432");

export const parentId = numericId.describe("id of the page above; default the space's home page");

export const spaceName = z
  .union([z.string().min(1), z.int().positive()])
  .describe("key such as TECH, name or id");

/** Confluence writes labels in small letters, and refuses these characters. */
export const label = z
  .string()
  .max(255)
  .regex(/^[^\s!#&()*,.:;<>?@[\]^]+$/, "must not contain spaces or any of !#&()*,.:;<>?@[]^");

/** Other spellings, as people write them. */
export const spaceAliases = {
  space_key: "space",
  spaceKey: "space",
  space_id: "space",
  spaceId: "space",
} as const;
export const commentIdAliases = { commentId: "comment_id", id: "comment_id" } as const;
export const versionMessageAliases = {
  version_comment: "version_message",
  versionMessage: "version_message",
} as const;
export const attachmentIdAliases = { attachmentId: "attachment_id", id: "attachment_id" } as const;
export const blogPostIdAliases = { blogPostId: "blog_post_id", id: "blog_post_id" } as const;
export const pageIdAliases = { pageId: "page_id", id: "page_id" } as const;
/** The same where a page is named as that which holds something. */
export const contentIdAliases = { ...pageIdAliases, content_id: "page_id", contentId: "page_id" } as const;
export const pagingAliases = { max_results: "limit", maxResults: "limit", cursor: "page_token" } as const;

export const blogPostId = numericId.describe("id of the blog post: the number after /blog/ in its address");

export const bodyFormat = z
  .enum(["markdown", "editable", "storage"])
  .default("markdown")
  .describe(
    "editable: with placeholders for what Markdown cannot say, for an edit; storage: as Confluence keeps it",
  );

/** The version that a caller has read: an edit of anything newer is refused. */
export const readVersion = z
  .int()
  .min(1)
  .describe("the version that was read; nothing is written when there is a newer one");

export const allowRemoval = z
  .boolean()
  .default(false)
  .describe(
    "true: macros and the like that the new text does not keep are removed; false: then nothing is written",
  );

export const removed = z
  .array(z.string())
  .optional()
  .describe("what the page held, Markdown cannot say, and is gone now");

/** The field of that name, when there is something in it. */
export function removedBy({ removed = [] }: { removed?: string[] }): { removed?: string[] } {
  return removed.length === 0 ? {} : { removed };
}

export const versionMessage = z.string().min(1).max(500).describe("shown in the page's history");

export const warnings = z.array(z.string()).optional().describe("what did not work although it was created");

/** A person as people name them. */
export const userName = z.string().min(1).describe("name, e-mail address, account id or me");

export const person = z.object({ id: z.string(), name: z.string() });

export const comment = z.object({
  id: z.string(),
  author: person.optional(),
  created: z.string().optional(),
  body: z.string().describe("Markdown"),
  resolution: z.string().optional().describe("of inline comments: open, reopened, resolved or dangling"),
  selection: z.string().optional().describe("of inline comments: the words that they are about"),
  version: z.int().optional(),
});

/** What every list of pages shows of each. */
export const pageSummary = z.object({
  id: z.string(),
  title: z.string(),
  status: z.string().optional().describe("such as archived; absent while current"),
  parent_id: z.string().optional(),
  updated: z.string().optional(),
  url: z.string(),
  version: z.int().optional(),
});

export const attachment = z.object({
  id: z.string(),
  filename: z.string(),
  media_type: z.string().optional(),
  size: z.int().optional().describe("bytes"),
  comment: z.string().optional(),
  author: person.optional(),
  created: z.string().optional(),
  version: z.int().optional().describe("absent while it is the first"),
  url: z.string(),
});
