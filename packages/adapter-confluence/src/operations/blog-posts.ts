import { pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { bodyAs } from "../document-edit.js";
import { loadBlogPost } from "../lookups/blog-posts.js";
import { resolveSpace, spaceById } from "../lookups/spaces.js";
import { namePeople } from "../lookups/users.js";
import { operation } from "../operation.js";
import { readPart } from "../paging.js";
import { pageDetails, pageSummary as summaryOf } from "../parse.js";
import {
  blogPostId,
  blogPostIdAliases,
  bodyFormat,
  pageSummary,
  pagingAliases,
  person,
  spaceAliases,
  spaceName,
} from "../schemas.js";
import type { VendorPage } from "../vendor.js";

const SPACE_ENDPOINTS = ["GET /wiki/api/v2/spaces", "GET /wiki/api/v2/spaces/{id}"];

export const listBlogPosts = operation({
  summary: "Blog posts of a space, or of all spaces",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    space: spaceName.optional(),
    title: z.string().min(1).optional().describe("exact title"),
    sort: z
      .enum(["created-date", "-created-date", "modified-date", "-modified-date"])
      .default("-created-date")
      .describe("- for the newest first"),
    ...pagingParams(250),
  }),
  aliases: { ...spaceAliases, ...pagingAliases },
  result: z.object({ blog_posts: z.array(pageSummary.omit({ parent_id: true })), page: pageSchema }),
  caches: ["spaces"],
  limits: ["requests", "quota"],
  upstream: ["GET /wiki/api/v2/blogposts", ...SPACE_ENDPOINTS],
  expectedCalls: 2,
  expectedMs: 500,
  example: { space: "TECH" },
  async run({ space, title, sort, ...part }, confluence) {
    const home = space === undefined ? undefined : await resolveSpace(space, confluence);
    const { items, page, base } = await readPart<VendorPage>(
      {
        method: "GET",
        path: "/wiki/api/v2/blogposts",
        query: { "space-id": home?.id, title, sort, status: ["current"] },
      },
      part,
      confluence,
    );
    const blog_posts = items.map(({ parentId: _none, ...post }) =>
      summaryOf(post, (links) => confluence.webUrl({ base, ...links })),
    );
    return { blog_posts, page };
  },
});

export const getBlogPost = operation({
  summary: "One blog post as Markdown",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    blog_post_id: blogPostId,
    include_body: z.boolean().default(true),
    body_format: bodyFormat,
  }),
  aliases: { ...blogPostIdAliases, bodyFormat: "body_format" },
  result: z.object({
    id: z.string(),
    title: z.string(),
    space: z.string().describe("key"),
    status: z.string(),
    version: z.int().optional(),
    author: person.optional(),
    updated: z.string().optional(),
    url: z.string(),
    body: z.string().optional().describe("in body_format"),
    updated_by: person.optional().describe("when it is not the author"),
    created: z.string().optional(),
    labels: z.array(z.string()).optional(),
  }),
  caches: ["spaces", "users"],
  limits: ["requests", "quota"],
  upstream: [
    "GET /wiki/api/v2/blogposts/{id}",
    "GET /wiki/api/v2/spaces/{id}",
    "POST /wiki/api/v2/users-bulk",
  ],
  expectedCalls: 3,
  expectedMs: 700,
  example: { blog_post_id: "110400" },
  async run({ blog_post_id, include_body, body_format }, confluence) {
    const id = String(blog_post_id);
    const { parentId: _none, ...post } = await loadBlogPost(
      id,
      { body: include_body, labels: true },
      confluence,
    );
    const [home, person] = await Promise.all([
      post.spaceId === undefined ? undefined : spaceById(post.spaceId, confluence),
      namePeople([post.authorId, post.version?.authorId], confluence),
    ]);
    const named = { name: `Blog post ${id}`, details: { blog_post_id: id } };
    return pageDetails(post, {
      space: home?.key ?? "",
      person,
      webUrl: confluence.webUrl,
      showBody: include_body ? bodyAs(body_format, named, confluence) : undefined,
      labels: post.labels?.results?.flatMap(({ name }) => name ?? []),
    });
  },
});
