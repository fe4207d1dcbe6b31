import { changedFields, isGone, pathSegment, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { ConfluenceClient } from "../client.js";
import { toStorage } from "../content.js";
import { editBlogPost, findBlogPostEdit, wholeChange } from "../edit.js";
import { blogPostReceipt } from "../lookups/blog-posts.js";
import { resolveSpace } from "../lookups/spaces.js";
import { findPublishedBlogPost, type Published, publishBlogPost } from "../new-page.js";
import { blogPostNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { WHO_AM_I } from "../reconcile/own-version.js";
import { PUBLISHED_BLOG_POSTS } from "../reconcile/published.js";
import { requireOneOf } from "../require.js";
import {
  allowRemoval,
  blogPostId,
  blogPostIdAliases,
  label,
  readVersion,
  removed,
  removedBy,
  spaceAliases,
  spaceName,
  versionMessage,
  versionMessageAliases,
  warnings,
} from "../schemas.js";

export const createBlogPost = operation({
  summary: "Publishes a blog post in a space",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    space: spaceName,
    title: z.string().min(1).max(255),
    body: z.string().describe("Markdown"),
    labels: z.array(label).min(1).optional(),
    status: z
      .enum(["current", "draft"])
      .optional()
      .describe("draft: seen by its author only; default current"),
  }),
  aliases: { ...spaceAliases, content: "body", markdown: "body" },
  result: receiptSchema.extend({ version: z.int(), warnings }),
  caches: ["spaces"],
  limits: ["requests", "quota"],
  upstream: [
    "POST /wiki/api/v2/blogposts",
    "POST /wiki/rest/api/content/{id}/label",
    "GET /wiki/api/v2/spaces",
    "GET /wiki/api/v2/spaces/{id}",
  ],
  lookUps: PUBLISHED_BLOG_POSTS,
  expectedCalls: 3,
  expectedMs: 1200,
  example: { space: "TECH", title: "JWT is here", body: "From **today** on.", labels: ["announcement"] },
  async run(params, confluence) {
    const [space, storage] = await Promise.all([
      resolveSpace(params.space, confluence),
      toStorage(params.body),
    ]);
    return receipt(params, await publishBlogPost({ ...params, space, storage }, confluence), confluence);
  },
  async reconcile(params, confluence) {
    const [space, storage] = await Promise.all([
      resolveSpace(params.space, confluence),
      toStorage(params.body),
    ]);
    const found = await findPublishedBlogPost({ ...params, space, storage }, confluence);
    return found && receipt(params, found, confluence);
  },
});

function receipt(params: object, { page, warnings }: Published, confluence: ConfluenceClient) {
  const changed = changedFields({ ...params }, warnings.length === 0 ? [] : ["labels"]);
  return { ...blogPostReceipt(page, changed, confluence), ...(warnings.length === 0 ? {} : { warnings }) };
}

export const updateBlogPost = operation({
  summary: "Changes a blog post's title or whole text; never overwrites what somebody else wrote meanwhile",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    blog_post_id: blogPostId,
    title: z.string().min(1).max(255).optional(),
    body: z.string().optional().describe("Markdown; takes the place of the whole text"),
    version: readVersion.optional(),
    version_message: versionMessage.optional(),
    allow_removal: allowRemoval,
  }),
  aliases: { ...blogPostIdAliases, ...versionMessageAliases, content: "body", markdown: "body" },
  result: receiptSchema.extend({ version: z.int(), removed }),
  limits: ["requests", "quota"],
  upstream: ["PUT /wiki/api/v2/blogposts/{id}", "GET /wiki/api/v2/blogposts/{id}"],
  lookUps: [WHO_AM_I],
  expectedCalls: 2,
  expectedMs: 1000,
  example: { blog_post_id: "110400", body: "From February on." },
  async run({ blog_post_id, title, body, allow_removal, ...read }, confluence) {
    const question = `What is to be changed of blog post ${blog_post_id}?`;
    const changed = requireOneOf({ title, body }, question, confluence);
    const change = wholeChange({ title, body, allow_removal });
    const edited = await editBlogPost(String(blog_post_id), { ...read, change }, confluence);
    return { ...blogPostReceipt(edited.page, changed, confluence), ...removedBy(edited.change) };
  },
  async reconcile({ blog_post_id, title, body, allow_removal, ...read }, confluence) {
    const change = wholeChange({ title, body, allow_removal });
    const edited = await findBlogPostEdit(String(blog_post_id), { ...read, change }, confluence);
    if (edited === undefined) return undefined;
    const changed = changedFields({ title, body });
    return { ...blogPostReceipt(edited.page, changed, confluence), ...removedBy(edited.change) };
  },
});

export const deleteBlogPost = operation({
  summary: "Moves a blog post to the trash of its space",
  effect: "destructive",
  retry: "natural",
  params: z.strictObject({ blog_post_id: blogPostId }),
  aliases: blogPostIdAliases,
  result: receiptSchema,
  limits: ["requests", "quota"],
  upstream: ["DELETE /wiki/api/v2/blogposts/{id}"],
  expectedMs: 500,
  example: { blog_post_id: "110400" },
  async run({ blog_post_id }, confluence) {
    const id = String(blog_post_id);
    await confluence.send({
      method: "DELETE",
      path: `/wiki/api/v2/blogposts/${pathSegment(id)}`,
      expects: "nothing",
      doneWhen: isGone,
      notFound: blogPostNotFound(id),
    });
    const { version: _gone, ...receipt } = blogPostReceipt({ id }, ["status"], confluence);
    return receipt;
  },
});
