import { type HttpCall, type Page, page, pagingParams } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "./client.js";
import type { JiraErrorCode } from "./errors.js";

/** How most of Jira's lists say which part of them this is. */
export interface Position {
  startAt?: number;
  total?: number;
  isLast?: boolean;
}

/** `limit` and `page_token` of a list that Jira pages by offset. */
export function positionParams(largest = 100) {
  const { limit, page_token } = pagingParams(largest);
  return {
    limit,
    page_token: z
      .string()
      .regex(/^[0-9]{1,9}$/, "must be page.next of the answer before")
      .optional()
      .describe(page_token.description ?? ""),
  };
}

/** What a caller gave to say which part of a list is wanted. */
export interface Paging {
  limit: number;
  page_token?: string | undefined;
}

/** `limit` and `page_token` as Jira takes them. */
export function positionQuery({ limit, page_token }: Paging): { startAt: number; maxResults: number } {
  return { startAt: Number(page_token ?? 0), maxResults: limit };
}

/** `page` of a list by offset, of which one answer brought `got` items. */
export function positionPage({ startAt = 0, total, isLast }: Position, got: number): Page {
  const end = startAt + got;
  const hasMore = isLast === undefined ? end < (total ?? end) : !isLast;
  // A page without items leads nowhere, whatever it says of further ones.
  return page(hasMore && got > 0 ? String(end) : undefined, total);
}

/** One page of a list that is known whole. */
export function pageOfList<Item>(all: readonly Item[], paging: Paging): { items: Item[]; page: Page } {
  const { startAt, maxResults } = positionQuery(paging);
  const items = all.slice(startAt, startAt + maxResults);
  return { items, page: positionPage({ startAt, total: all.length }, items.length) };
}

/** Every item of a list by offset, page after page. `list` is the name under which the items come. */
export async function readAll<Item>(
  jira: JiraClient,
  call: HttpCall<JiraErrorCode>,
  list = "values",
): Promise<Item[]> {
  const all: Item[] = [];
  for (let startAt: string | undefined = "0"; startAt !== undefined; ) {
    const answer = await jira.send({ ...call, query: { ...call.query, startAt } });
    const body = (answer.body ?? {}) as Position & Record<string, unknown>;
    const items = (body[list] ?? []) as Item[];
    all.push(...items);
    startAt = positionPage({ ...body, startAt: Number(startAt) }, items.length).next;
  }
  return all;
}
