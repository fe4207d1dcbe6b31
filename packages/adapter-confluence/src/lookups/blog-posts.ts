import { pathSegment } from "@pm-orchestrator/adapter-kit";
import type { ConfluenceClient } from "../client.js";
import { blogPostNotFound } from "../not-found.js";
import { pagePath } from "../parse.js";
import type { VendorPage } from "../vendor.js";
import { type PageParts, pageFrom } from "./pages.js";

/** The blog post of that id. In form it is a page that stands in no tree. */
export async function loadBlogPost(
  id: string,
  { body, labels }: PageParts,
  confluence: ConfluenceClient,
): Promise<VendorPage> {
  const answer = await confluence.send({
    method: "GET",
    path: `/wiki/api/v2/blogposts/${pathSegment(id)}`,
    query: { "body-format": body ? "storage" : undefined, "include-labels": labels ? true : undefined },
    notFound: blogPostNotFound(id),
  });
  return pageFrom(answer.body, confluence);
}

/** What a write of a blog post answers. */
export function blogPostReceipt(post: VendorPage, changed: string[], confluence: ConfluenceClient) {
  const { id = "", version, _links } = post;
  const url = confluence.webUrl({ ..._links, webui: _links?.webui ?? pagePath(id) });
  return { id, url, changed, version: version?.number ?? 1 };
}
