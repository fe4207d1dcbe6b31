import type { VendorSearchResult } from "../vendor.js";
import type { Endpoints } from "./asked.js";
import { linksOf, PAGING, startOf } from "./lists.js";
import type { List } from "./vendor.js";

export const SEARCH = "/rest/api/search";

/** Search by CQL: the same answers, parted by position. */
export const searchEndpoints: Endpoints = {
  "GET /wiki/rest/api/search": {
    takes: ["cql", "excerpt", "expand", ...PAGING],
    async answer(asked) {
      const list = await asked.get<List<VendorSearchResult>>(SEARCH, {
        cql: asked.value("cql"),
        excerpt: asked.value("excerpt"),
        expand: asked.value("expand"),
        start: startOf(asked),
        limit: asked.value("limit"),
      });
      return { ...list, _links: linksOf(list) };
    },
  },
};
