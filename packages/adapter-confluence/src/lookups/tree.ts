import { pathSegment } from "@pm-orchestrator/adapter-kit";
import type { ConfluenceClient } from "../client.js";
import { pageNotFound, spaceNotFound } from "../not-found.js";
import { readAll } from "../paging.js";
import type { VendorNode, VendorPage } from "../vendor.js";
import { rememberPage } from "./pages.js";
import type { Space } from "./spaces.js";

/** Something in a tree of pages. `depth` counts from the top of the tree, which is 0. */
export interface TreeNode {
  id: string;
  title: string;
  /** `page`, `folder`, `whiteboard`, `database` or `embed`. */
  type: string;
  depth: number;
  parent_id?: string;
}

/** Everything below a page, the upper levels first. */
export async function treeBelow(
  top: string,
  depth: number,
  confluence: ConfluenceClient,
): Promise<TreeNode[]> {
  const { items } = await readAll<VendorNode>(
    {
      method: "GET",
      path: `/wiki/api/v2/pages/${pathSegment(top)}/descendants`,
      query: { depth },
      notFound: pageNotFound(top),
    },
    confluence,
  );
  const depths = new Map([[top, 0]]);
  return items.map(({ id = "", title = "", type = "page", parentId }) => {
    const below = (depths.get(parentId ?? top) ?? 0) + 1;
    depths.set(id, below);
    return { id, title, type, depth: below, parent_id: parentId ?? top };
  });
}

/** What stands at the top of a space: its home page, and pages that stand beside it. */
export async function topsOf({ id, key }: Space, confluence: ConfluenceClient): Promise<VendorPage[]> {
  const { items, base } = await readAll<VendorPage>(
    {
      method: "GET",
      path: `/wiki/api/v2/spaces/${pathSegment(id)}/pages`,
      query: { depth: "root", status: "current" },
      notFound: spaceNotFound(key),
    },
    confluence,
  );
  const tops = items.map((page) => ({ ...page, _links: { base, ...page._links } }));
  for (const page of tops) rememberPage(page, confluence);
  return tops;
}

/** What one call takes. */
const MOST_AT_ONCE = 100;

/** Pages by id, with their bodies when they are wanted; those that cannot be seen are missing. */
export async function pagesById(
  ids: readonly string[],
  { body }: { body: boolean },
  confluence: ConfluenceClient,
): Promise<Map<string, VendorPage>> {
  const parts = Array.from({ length: Math.ceil(ids.length / MOST_AT_ONCE) }, (_, part) =>
    readAll<VendorPage>(
      {
        method: "GET",
        path: "/wiki/api/v2/pages",
        query: {
          id: ids.slice(part * MOST_AT_ONCE, (part + 1) * MOST_AT_ONCE),
          "body-format": body ? "storage" : undefined,
        },
      },
      confluence,
    ),
  );
  const found = new Map<string, VendorPage>();
  for (const { items, base } of await Promise.all(parts)) {
    for (const page of items) {
      const linked = { ...page, _links: { base, ...page._links } };
      rememberPage(linked, confluence);
      found.set(page.id ?? "", linked);
    }
  }
  return found;
}
