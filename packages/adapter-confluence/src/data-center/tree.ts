import { allOf, equals, oneOf } from "../cql.js";
import type { VendorNode } from "../vendor.js";
import type { Asked, Endpoints } from "./asked.js";
import { CONTENT, contentOf } from "./content.js";
import { listed, listedWhole, PAGING } from "./lists.js";
import type { Content } from "./vendor.js";
import { idOf } from "./views.js";

/** What stands above and below a page: pages alone, as Data Center has nothing else in its trees. */
export const treeEndpoints: Endpoints = {
  "GET /wiki/api/v2/pages/{id}/direct-children": {
    takes: PAGING,
    answer: (asked) =>
      listed(asked, { path: `${CONTENT}/${asked.part("id")}/child/page` }, (child: Content) => nodeOf(child)),
  },
  "GET /wiki/api/v2/folders/{id}/direct-children": {
    takes: PAGING,
    answer: (asked) => Promise.reject(asked.refused("it has no folders", ["Give the id of a page."])),
  },
  "GET /wiki/api/v2/pages/{id}/descendants": { takes: ["depth", ...PAGING], answer: descendants },
  "GET /wiki/api/v2/pages/{id}/ancestors": {
    takes: ["limit"],
    async answer(asked) {
      const page = await contentOf(asked, asked.part("id"), { type: "page", expand: ["ancestors"] });
      return { results: (page.ancestors ?? []).map(nodeOf) };
    },
  },
};

function nodeOf(content: Content): VendorNode {
  const { title = "", type = "page", status = "current" } = content;
  return { id: idOf(content) ?? "", title, type, status };
}

/**
 * All pages below one, the upper levels first. Data Center has no such list, but its search knows what is below what.
 * Where the answer is parted Cloud goes on by cursor; here it is whole at once.
 */
async function descendants(asked: Asked) {
  const top = decodeURIComponent(asked.part("id"));
  const deepest = Number(asked.value("depth") ?? Number.POSITIVE_INFINITY);
  const cql = allOf([oneOf("type", ["page"]), equals("ancestor", top)]);
  const found = await listedWhole<Content>(asked, {
    path: `${CONTENT}/search`,
    query: { cql, expand: "ancestors" },
  });
  const results = found
    .map((content) => {
      const above = (content.ancestors ?? []).map(idOf);
      const depth = above.length - above.indexOf(top);
      return { node: { ...nodeOf(content), parentId: above.at(-1) ?? top }, depth, content };
    })
    .filter(({ depth }) => depth <= deepest)
    .sort((a, b) => a.depth - b.depth || positionOf(a.content) - positionOf(b.content))
    .map(({ node }) => node);
  return { results };
}

/** Among its siblings; those that nobody has arranged come last, in the order of the search. */
function positionOf({ extensions }: Content): number {
  const position = Number(extensions?.position ?? -1);
  return Number.isInteger(position) && position >= 0 ? position : Number.MAX_SAFE_INTEGER;
}
