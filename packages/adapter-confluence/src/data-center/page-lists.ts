import { pathSegment } from "@pm-orchestrator/adapter-kit";
import { isPmoError } from "@pm-orchestrator/core";
import { allOf, equals, oneOf, quoted } from "../cql.js";
import type { VendorList, VendorPage } from "../vendor.js";
import type { Asked, Endpoints } from "./asked.js";
import { CONTENT, contentOf, unlessMissing } from "./content.js";
import { listed, listedWhole, PAGING } from "./lists.js";
import type { Content } from "./vendor.js";
import { idOf, PAGE_PARTS, pageOf } from "./views.js";

type Pages = VendorList<VendorPage>;

const FILTERS = ["title", "status", "sort", "body-format", ...PAGING];

/** Lists of pages and blog posts. */
export const pageListEndpoints: Endpoints = {
  "GET /wiki/api/v2/pages": {
    takes: ["id", "space-id", ...FILTERS],
    answer: (asked) =>
      asked.values("id").length > 0 ? byIds(asked) : list(asked, "page", asked.value("space-id")),
  },
  "GET /wiki/api/v2/blogposts": {
    takes: ["space-id", ...FILTERS],
    answer: (asked) => list(asked, "blogpost", asked.value("space-id")),
  },
  "GET /wiki/api/v2/spaces/{id}/pages": {
    takes: ["depth", ...FILTERS],
    answer: (asked) =>
      asked.value("depth") === "root"
        ? tops(asked)
        : list(asked, "page", decodeURIComponent(asked.part("id"))),
  },
};

function expandOf(asked: Asked): string {
  return [...PAGE_PARTS, ...(asked.value("body-format") === undefined ? [] : ["body.storage"])].join(",");
}

/** Only a search puts things in an order; everything else is read from where it is kept, and so never behind. */
async function list(asked: Asked, type: "page" | "blogpost", space: string | undefined): Promise<Pages> {
  const [title, sort, expand] = [asked.value("title"), asked.value("sort"), expandOf(asked)];
  const status = statusOf(asked);
  const view = (content: Content) => pageOf(content, asked.step);
  if (sort === undefined) {
    return listed(asked, { path: CONTENT, query: { type, spaceKey: space, title, status, expand } }, view);
  }
  if (status !== "current") {
    throw asked.refused(`pages that are ${status} cannot be sorted`, ["Leave sort out."]);
  }
  const conditions = allOf([
    oneOf("type", [type]),
    ...(space === undefined ? [] : [equals("space", space)]),
    ...(title === undefined ? [] : [equals("title", title)]),
  ]);
  const cql = `${conditions} ORDER BY ${orderOf(asked, sort)}`;
  return listed(asked, { path: `${CONTENT}/search`, query: { cql, expand } }, view);
}

function statusOf(asked: Asked): string {
  const [status = "current", ...others] = asked.values("status");
  if (others.length === 0 && ["current", "trashed"].includes(status)) return status;
  throw asked.refused(`it has no pages that are ${[status, ...others].join(" or ")}`, [
    "Ask for pages that are current or trashed.",
  ]);
}

const ORDERS: Readonly<Record<string, string>> = {
  title: "title",
  "created-date": "created",
  "modified-date": "lastmodified",
};

function orderOf(asked: Asked, sort: string): string {
  const name = sort.replace(/^-/, "");
  const field = Object.hasOwn(ORDERS, name) ? ORDERS[name] : undefined;
  if (field === undefined) throw asked.refused(`it cannot sort by ${name}`);
  return `${field} ${sort.startsWith("-") ? "DESC" : "ASC"}`;
}

/** What stands at the top of a space: its home page, and pages beside it. */
function tops(asked: Asked): Promise<Pages> {
  if (statusOf(asked) !== "current") throw asked.refused("only current pages have a place in the tree");
  return listed(
    asked,
    {
      path: `/rest/api/space/${asked.part("id")}/content/page`,
      query: { depth: "root", expand: expandOf(asked) },
    },
    (content: Content) => pageOf(content, asked.step),
  );
}

/**
 * Pages by their ids, in one search; what the search does not know yet is read one by one, and so are all when it refuses
 * the ids. Those that are missing even then are not there.
 */
async function byIds(asked: Asked): Promise<Pages> {
  const ids = [...new Set(asked.values("id"))];
  const expand = expandOf(asked);
  const cql = allOf([oneOf("type", ["page"]), `id in (${ids.map(quoted).join(", ")})`]);
  const search = { path: `${CONTENT}/search`, query: { cql, expand } };
  const found = await listedWhole<Content>(asked, search).catch((error: unknown): Content[] => {
    if (isPmoError(error) && error.details["status"] === 400) return [];
    throw error;
  });
  const known = new Set(found.map(idOf));
  const others = await Promise.all(
    ids
      .filter((id) => !known.has(id))
      .map((id) =>
        unlessMissing((told) =>
          contentOf(asked, pathSegment(id), { type: "page", expand: expand.split(","), told }),
        ),
      ),
  );
  const pages = [...found, ...others.flatMap((content) => content ?? [])];
  return { results: pages.map((content) => pageOf(content, asked.step)) };
}
