import { compact, pageSchema, pagingParams, pathSegment } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { ConfluenceClient } from "../client.js";
import { loadPage, pageUrl } from "../lookups/pages.js";
import { resolveSpace, type Space } from "../lookups/spaces.js";
import { pagesById, type TreeNode, topsOf, treeBelow } from "../lookups/tree.js";
import { contentNotFound, pageNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { partOf, readPart } from "../paging.js";
import { markdownOf, unlessCurrent } from "../parse.js";
import { requireOneOf } from "../require.js";
import { numericId, pageId, pageIdAliases, pagingAliases, spaceAliases, spaceName } from "../schemas.js";
import type { VendorNode } from "../vendor.js";

const includeContent = z.boolean().default(false).describe("also the text of the pages");

const body = z.string().optional().describe("Markdown");

const notPage = z.string().optional().describe("folder, whiteboard, database or embed; absent of pages");

/** Most of what stands in a tree is a page, so only something else is called by its type. */
function unlessPage(type: string): string | undefined {
  return type === "page" ? undefined : type;
}

/** What one part of a tree may hold. */
const MOST_NODES = 1000;

export const getPageTree = operation({
  summary: "The tree of pages below a page, or of a whole space, the upper levels first",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    root_page_id: pageId.optional().describe("id of the page at the top; or give space"),
    space: spaceName.optional().describe("key, name or id of the space whose tree is wanted"),
    depth: z.int().min(1).max(10).default(2).describe("levels below the top"),
    include_content: includeContent,
    ...pagingParams(MOST_NODES),
  }),
  aliases: { ...spaceAliases, ...pagingAliases, page_id: "root_page_id", id: "root_page_id" },
  result: z.object({
    pages: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        parent_id: z
          .string()
          .optional()
          .describe("id of what stands above, which comes before; absent at the top"),
        type: notPage,
        body,
      }),
    ),
    page: pageSchema,
  }),
  caches: ["page_trees", "page_metadata", "spaces"],
  limits: ["requests", "quota"],
  upstream: [
    "GET /wiki/api/v2/pages/{id}/descendants",
    "GET /wiki/api/v2/pages/{id}",
    "GET /wiki/api/v2/spaces/{id}/pages",
    "GET /wiki/api/v2/pages",
    "GET /wiki/api/v2/spaces",
    "GET /wiki/api/v2/spaces/{id}",
  ],
  expectedCalls: 2,
  expectedMs: 700,
  example: { space: "TECH", depth: 2 },
  async run({ root_page_id, space, depth, include_content, ...part }, confluence) {
    requireOneOf({ root_page_id, space }, "Which tree is meant?", confluence);
    const root = root_page_id === undefined ? undefined : String(root_page_id);
    const home =
      root === undefined && space !== undefined ? await resolveSpace(space, confluence) : undefined;
    const tree = await confluence.step.cache.get(
      "page_trees",
      `${root ?? home?.key}:${depth}`,
      async (): Promise<TreeNode[]> =>
        home === undefined ? treeOfPage(root ?? "", depth, confluence) : treeOfSpace(home, depth, confluence),
    );
    const { items, page } = partOf(tree, part, confluence);
    const pages = items.map(({ id, title, parent_id, type }) =>
      compact({ id, title, parent_id, type: unlessPage(type) }),
    );
    return { pages: include_content ? await withBodies(pages, confluence) : pages, page };
  },
});

export const getPageChildren = operation({
  summary: "What stands directly below a page or folder",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    parent_id: numericId.describe("id of the page or folder above"),
    parent_type: z.enum(["page", "folder"]).default("page"),
    include_content: includeContent,
    include_folders: z.boolean().default(true).describe("false: pages only"),
    ...pagingParams(250),
  }),
  aliases: { ...pagingAliases, page_id: "parent_id", id: "parent_id" },
  result: z.object({
    children: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        type: notPage,
        url: z.string().optional(),
        status: z.string().optional().describe("such as archived; absent while current"),
        body,
      }),
    ),
    page: pageSchema,
  }),
  caches: ["page_metadata", "spaces"],
  limits: ["requests", "quota"],
  upstream: [
    "GET /wiki/api/v2/pages/{id}/direct-children",
    "GET /wiki/api/v2/folders/{id}/direct-children",
    "GET /wiki/api/v2/pages",
  ],
  expectedMs: 500,
  example: { parent_id: "98528" },
  async run({ parent_id, parent_type, include_content, include_folders, ...part }, confluence) {
    const id = String(parent_id);
    const { items, page, base } = await readPart<VendorNode>(
      {
        method: "GET",
        path: `/wiki/api/v2/${parent_type}s/${pathSegment(id)}/direct-children`,
        notFound: parent_type === "page" ? pageNotFound(id) : contentNotFound(id),
      },
      part,
      confluence,
    );
    const children = items.map((item) => {
      const { id: child = "", title = "", type = "page", status, spaceId } = item;
      const url = type === "page" ? pageUrl(child, confluence, { base, spaceId }) : undefined;
      return compact({ id: child, title, type: unlessPage(type), url, status: unlessCurrent(status) });
    });
    const wanted = include_folders ? children : children.filter(({ type }) => type === undefined);
    return { children: include_content ? await withBodies(wanted, confluence) : wanted, page };
  },
});

/** The deepest that Confluence answers at once; no tree is deeper. */
const MOST_ANCESTORS = 250;

export const getPageAncestors = operation({
  summary: "What stands above a page, from the top of the space down",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ page_id: pageId }),
  aliases: pageIdAliases,
  result: z.object({
    ancestors: z.array(
      z.object({
        id: z.string(),
        title: z.string().optional().describe("of pages"),
        type: notPage,
        url: z.string().optional(),
      }),
    ),
  }),
  caches: ["page_metadata"],
  limits: ["requests", "quota"],
  upstream: ["GET /wiki/api/v2/pages/{id}/ancestors", "GET /wiki/api/v2/pages"],
  expectedCalls: 2,
  expectedMs: 600,
  example: { page_id: "98816" },
  async run({ page_id }, confluence) {
    const id = String(page_id);
    const answer = await confluence.send({
      method: "GET",
      path: `/wiki/api/v2/pages/${pathSegment(id)}/ancestors`,
      query: { limit: MOST_ANCESTORS },
      notFound: pageNotFound(id),
    });
    const { results = [] } = (answer.body ?? {}) as { results?: VendorNode[] };
    const pages = results.flatMap((node) => (node.type === "page" && node.id !== undefined ? [node.id] : []));
    const known = await pagesById(pages, { body: false }, confluence);
    return {
      ancestors: results.map(({ id: above = "", type = "page" }) => {
        const page = known.get(above);
        const url = page && pageUrl(above, confluence);
        return compact({ id: above, title: page?.title, type: unlessPage(type), url });
      }),
    };
  },
});

function top(id: string, title: string): TreeNode {
  return { id, title, type: "page", depth: 0 };
}

/** Most spaces have one top, their home page; what stands beside it belongs to the space as well. */
async function treeOfSpace(home: Space, depth: number, confluence: ConfluenceClient): Promise<TreeNode[]> {
  const tops = await topsOf(home, confluence);
  const trees = tops.map(async ({ id = "", title = "" }) => [
    top(id, title),
    ...(await treeBelow(id, depth, confluence)),
  ]);
  return upperFirst((await Promise.all(trees)).flat());
}

/** Of several trees the upper levels come first too, or a part of them would tell of one alone. */
function upperFirst(nodes: readonly TreeNode[]): TreeNode[] {
  return [...nodes].sort((a, b) => a.depth - b.depth);
}

async function treeOfPage(id: string, depth: number, confluence: ConfluenceClient): Promise<TreeNode[]> {
  const [page, below] = await Promise.all([
    loadPage(id, { body: false, labels: false }, confluence),
    treeBelow(id, depth, confluence),
  ]);
  return [top(id, page.title ?? ""), ...below];
}

/** Bodies are read for all pages at once, and never kept. */
async function withBodies<Node extends { id: string; type?: string }>(
  nodes: readonly Node[],
  confluence: ConfluenceClient,
): Promise<(Node & { body?: string })[]> {
  const ids = nodes.filter(({ type }) => type === undefined).map(({ id }) => id);
  const pages = await pagesById(ids, { body: true }, confluence);
  return Promise.all(
    nodes.map(async (node) => {
      const page = pages.get(node.id);
      return page === undefined ? node : { ...node, body: await markdownOf(page.body) };
    }),
  );
}
