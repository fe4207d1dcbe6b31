import { compact, pageSchema, pagingParams, pathSegment, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { ConfluenceClient } from "../client.js";
import { toStorage } from "../content.js";
import { confluenceErrors } from "../errors.js";
import { commentedBy, commentQuery, repliesTo, typeOfComment } from "../lookups/comments.js";
import { namePeople } from "../lookups/users.js";
import { commentNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { readPart } from "../paging.js";
import { commentOf } from "../parse.js";
import { claimNewComment, commentClaim, NEW_COMMENTS } from "../reconcile/comments.js";
import { contradiction } from "../require.js";
import {
  blogPostId,
  COMMENT_TYPES,
  type CommentType,
  comment,
  commentId,
  pageId,
  pageIdAliases,
  pagingAliases,
} from "../schemas.js";
import { selectionIn } from "../selection.js";
import type { VendorComment } from "../vendor.js";

/** As people call it → as Confluence calls it. */
const RESOLUTIONS = { current: ["open", "reopened"], resolved: ["resolved"] } as const;

export const getComments = operation({
  summary: "The comments of a page or blog post, the oldest first, with replies on request",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    page_id: pageId.optional(),
    blog_post_id: blogPostId.optional().describe("id of a blog post; instead of page_id"),
    type: z
      .enum(COMMENT_TYPES)
      .optional()
      .describe("inline: those at words of the page; default footer, with status inline"),
    status: z.enum(["current", "resolved"]).optional().describe("of inline comments; default both"),
    include_replies: z.boolean().default(false).describe("takes a call more for every comment"),
    ...pagingParams(250),
  }),
  aliases: { ...pageIdAliases, ...pagingAliases, blogPostId: "blog_post_id" },
  result: z.object({
    comments: z.array(comment.extend({ replies: z.array(comment).optional() })),
    page: pageSchema,
  }),
  caches: ["users"],
  limits: ["requests", "quota"],
  upstream: [
    "GET /wiki/api/v2/pages/{id}/footer-comments",
    "GET /wiki/api/v2/pages/{id}/inline-comments",
    "GET /wiki/api/v2/blogposts/{id}/footer-comments",
    "GET /wiki/api/v2/blogposts/{id}/inline-comments",
    "GET /wiki/api/v2/footer-comments/{id}/children",
    "GET /wiki/api/v2/inline-comments/{id}/children",
    "POST /wiki/api/v2/users-bulk",
  ],
  expectedCalls: 2,
  expectedMs: 700,
  example: { page_id: "98752", include_replies: true },
  async run({ page_id, blog_post_id, status, include_replies, limit, page_token, ...params }, confluence) {
    const place = commentedBy({ page_id, blog_post_id }, confluence);
    if (place === undefined) throw missing(["page_id"], confluence);
    const { type = status === undefined ? "footer" : "inline" } = params;
    if (type === "footer" && status !== undefined) {
      throw contradiction(
        "Comments below a page have no status: only inline comments can be resolved.",
        'Leave status out, or give type: "inline".',
        confluence,
      );
    }
    const { items, page } = await readPart<VendorComment>(
      {
        method: "GET",
        path: `/wiki/api/v2/${place.path}/${pathSegment(place.id)}/${type}-comments`,
        query: { ...commentQuery, "resolution-status": status && RESOLUTIONS[status] },
        notFound: place.notFound,
      },
      { limit, page_token },
      confluence,
    );
    const replies = include_replies
      ? await Promise.all(items.map((item) => repliesTo(item.id ?? "", type, confluence)))
      : undefined;
    const people = [...items, ...(replies ?? []).flat()].map(({ version }) => version?.authorId);
    const personOf = await namePeople(people, confluence);
    const shown = (some: readonly VendorComment[]) =>
      Promise.all(some.map((one) => commentOf(one, personOf)));
    const comments = await Promise.all(
      items.map(async (item, index) => ({
        ...(await commentOf(item, personOf)),
        ...(replies === undefined ? {} : { replies: await shown(replies[index] ?? []) }),
      })),
    );
    return { comments, page };
  },
});

export const addComment = operation({
  summary: "Comments on a page or blog post, on words of it, or on another comment",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    page_id: pageId.optional().describe("id of the page; not needed for a reply"),
    blog_post_id: blogPostId.optional().describe("id of a blog post; instead of page_id"),
    body: z.string().min(1).describe("Markdown"),
    type: z
      .enum(COMMENT_TYPES)
      .optional()
      .describe("default inline with inline_selection, else footer; a reply has that of its parent"),
    parent_comment_id: commentId.optional().describe("id of the comment that it replies to"),
    inline_selection: z
      .strictObject({
        text: z.string().min(1).describe("words of the page as they are read there"),
        match_index: z.int().min(0).optional().describe("which of them, from 0, when they stand there often"),
      })
      .optional()
      .describe("needed with type inline"),
  }),
  aliases: {
    ...pageIdAliases,
    blogPostId: "blog_post_id",
    content: "body",
    parent_id: "parent_comment_id",
    comment_id: "parent_comment_id",
    selection: "inline_selection",
  },
  result: receiptSchema.extend({
    page_id: z.string().optional(),
    blog_post_id: z.string().optional(),
    type: z.enum(COMMENT_TYPES),
  }),
  limits: ["requests", "quota"],
  upstream: [
    "POST /wiki/api/v2/footer-comments",
    "POST /wiki/api/v2/inline-comments",
    "GET /wiki/api/v2/pages/{id}",
    "GET /wiki/api/v2/blogposts/{id}",
    "POST /wiki/api/v2/content/convert-ids-to-types",
  ],
  lookUps: NEW_COMMENTS,
  expectedMs: 600,
  example: { page_id: "98752", body: "Agreed, **60 s** it is." },
  async run({ page_id, blog_post_id, body, parent_comment_id, inline_selection, ...params }, confluence) {
    const place = commentedBy({ page_id, blog_post_id }, confluence);
    const parent = parent_comment_id === undefined ? undefined : String(parent_comment_id);
    const { type: wanted = inline_selection === undefined ? "footer" : "inline" } = params;
    if (inline_selection !== undefined && (parent !== undefined || wanted === "footer")) {
      throw contradiction(
        "inline_selection is for a new inline comment, not for a reply or a comment below the page.",
        "Leave inline_selection out, or leave out parent_comment_id and type.",
        confluence,
      );
    }
    if (parent === undefined && place === undefined) throw missing(["page_id"], confluence);
    if (parent === undefined && wanted === "inline" && inline_selection === undefined) {
      throw missing(["inline_selection"], confluence);
    }
    const [type, selected, storage] = await Promise.all([
      parent === undefined ? wanted : typeOfComment(parent, confluence),
      inline_selection && place && selectionIn(place, inline_selection, confluence),
      toStorage(body),
    ]);
    const answer = await confluence.send({
      method: "POST",
      path: `/wiki/api/v2/${type}-comments`,
      body: {
        ...(parent === undefined ? place && { [place.field]: place.id } : { parentCommentId: parent }),
        body: { representation: "storage", value: storage },
        ...(selected === undefined ? {} : { inlineCommentProperties: selected }),
      },
      ...(parent === undefined
        ? place && { notFound: place.notFound }
        : { notFound: commentNotFound(parent) }),
    });
    const made = (answer.body ?? {}) as VendorComment;
    confluence.claims.take(commentClaim(made));
    return receipt(made, { type, inline_selection }, confluence);
  },
  async reconcile(
    { page_id, blog_post_id, body, parent_comment_id, inline_selection, ...params },
    confluence,
  ) {
    const place = commentedBy({ page_id, blog_post_id }, confluence);
    const parent = parent_comment_id === undefined ? undefined : String(parent_comment_id);
    const { type: wanted = inline_selection === undefined ? "footer" : "inline" } = params;
    const [type, storage] = await Promise.all([
      parent === undefined ? wanted : typeOfComment(parent, confluence),
      toStorage(body),
    ]);
    const selection = inline_selection?.text;
    const found = await claimNewComment({ type, storage, parent, place, selection }, confluence);
    return found && receipt(found, { type, inline_selection }, confluence);
  },
});

function receipt(
  made: VendorComment,
  { type, inline_selection }: { type: CommentType; inline_selection: object | undefined },
  confluence: ConfluenceClient,
) {
  return {
    ...compact({
      id: made.id ?? "",
      url: confluence.webUrl(made._links),
      page_id: made.pageId,
      blog_post_id: made.blogPostId,
      type,
    }),
    changed: inline_selection === undefined ? ["body"] : ["body", "inline_selection"],
  };
}

function missing(fields: string[], { step }: ConfluenceClient) {
  return confluenceErrors.create("REQUIRED_FIELD_MISSING", {
    message: `Which comments, or what to comment on? ${fields.join(", ")} is missing.`,
    system: step.system,
    details: { fields },
    suggestions: [
      "Give page_id or blog_post_id, with inline_selection for type inline; or parent_comment_id for a reply.",
    ],
  });
}
