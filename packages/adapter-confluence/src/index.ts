import { cacheStatusOperation } from "@pm-orchestrator/adapter-kit";
import { ATLASSIAN_CREDENTIALS, atlassianSettings } from "@pm-orchestrator/atlassian";
import { defineAdapter } from "@pm-orchestrator/core";
import { type ConfluenceClient, connectConfluence } from "./client.js";
import { confluenceErrors } from "./errors.js";
import { createPage } from "./operations/create-page.js";
import { getPage } from "./operations/pages.js";
import { searchPages } from "./operations/search.js";
import { getSpace } from "./operations/spaces.js";

/** Confluence Cloud. */
const adapter = defineAdapter({
  contract: 1,
  kind: "confluence",
  title: "Confluence Cloud",
  settings: atlassianSettings("CONFLUENCE"),
  credentials: ATLASSIAN_CREDENTIALS,
  slots: {
    spaces: { ttlMs: "session", summary: "spaces by key, name and id" },
    page_metadata: { ttlMs: 5 * 60_000, summary: "pages by id, without their bodies and labels" },
    page_trees: { ttlMs: 10 * 60_000, summary: "trees of pages; a new page clears them" },
    users: { ttlMs: "session", summary: "names of people by account id" },
  },
  limits: {
    requests: { summary: "Burst of requests per tenant, endpoint and method" },
  },
  errors: confluenceErrors.table,
  probe: { operation: "search_pages", params: { cql: "type = page", limit: 1 } },
  operations: {
    get_page: getPage,
    search_pages: searchPages,
    create_page: createPage,
    get_space: getSpace,
    cache_status: cacheStatusOperation<ConfluenceClient>(),
  },
  connect: connectConfluence,
});

export default adapter;

declare module "@pm-orchestrator/core" {
  interface AdapterMap {
    "@pm-orchestrator/adapter-confluence": typeof adapter;
  }
}
