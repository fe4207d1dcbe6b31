import { type Page, page } from "@pm-orchestrator/adapter-kit";
import type { LinearClient } from "./client.js";
import { linearErrors } from "./errors.js";
import type { VendorConnection } from "./vendor.js";

/** What a caller says of the page that is wanted. */
export interface Paging {
  limit: number;
  page_token?: string | undefined;
}

/** A page as the variables of a document say it. */
export function pageVariables({ limit, page_token }: Paging) {
  return { first: limit, after: page_token };
}

/** `page` of a connection. */
export function pageOf(connection: VendorConnection<unknown> | undefined): Page {
  const { pageInfo, totalCount } = connection ?? {};
  return page(pageInfo?.hasNextPage === true ? pageInfo.endCursor : undefined, totalCount);
}

/** Other spellings of `page_token`. */
export const pagingAliases = { cursor: "page_token", after: "page_token" } as const;

/** A page of a list that is there as a whole, as those in the cache are: it begins after the item that ended the one before. */
export function pageOfWhole<Item extends { id: string }>(
  all: readonly Item[],
  { limit, page_token }: Paging,
  linear: LinearClient,
): { items: Item[]; page: Page } {
  const start = page_token === undefined ? 0 : all.findIndex(({ id }) => id === page_token) + 1;
  if (page_token !== undefined && start === 0) {
    throw linearErrors.create("INVALID_INPUT", {
      message: "This page_token is not of this list.",
      system: linear.step.system,
      details: { page_token },
      suggestions: ["Give page.next of the answer before, or leave page_token out to begin anew."],
    });
  }
  const items = all.slice(start, start + limit);
  const more = start + limit < all.length;
  return { items, page: page(more ? items.at(-1)?.id : undefined, all.length) };
}
