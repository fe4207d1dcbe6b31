import { type Page, page } from "@pm-orchestrator/adapter-kit";
import { orchestratorError } from "@pm-orchestrator/core";
import type { ConfluenceCall } from "./call.js";
import type { ConfluenceClient } from "./client.js";
import { confluenceErrors } from "./errors.js";
import type { VendorList } from "./vendor.js";

/**
 * Where a list goes on: the cursor in its `next` link. The link itself is never followed, so that nothing in an answer
 * decides where credentials go.
 */
export function cursorOf(list: VendorList<unknown>, system: string): string | undefined {
  const next = list._links?.next;
  if (!next) return undefined;
  const cursor = new URLSearchParams(next.split("?")[1]).get("cursor");
  if (cursor) return cursor;
  throw lost("The list goes on, but Confluence does not say where.", system);
}

/** How far a caller wants to read: the params of every list. */
export interface ListPart {
  limit: number;
  page_token?: string | undefined;
}

/** What one answer of a list gives. `base` is the address of the wiki, as the answer names it. */
export interface ListAnswer<Item> {
  items: Item[];
  page: Page;
  base?: string | undefined;
}

/** The part of a list that a caller asks for. */
export async function readPart<Item>(
  call: ConfluenceCall,
  { limit, page_token }: ListPart,
  confluence: ConfluenceClient,
): Promise<ListAnswer<Item>> {
  const answer = await confluence.send({ ...call, query: { ...call.query, limit, cursor: page_token } });
  const list = (answer.body ?? {}) as VendorList<Item>;
  return {
    items: list.results ?? [],
    page: page(cursorOf(list, confluence.step.system)),
    base: list._links?.base,
  };
}

/** Everything of a list, to its end, with as few calls as the API allows. */
export async function readAll<Item>(
  call: ConfluenceCall,
  confluence: ConfluenceClient,
): Promise<{ items: Item[]; base?: string | undefined }> {
  const { system } = confluence.step;
  const items: Item[] = [];
  const seen = new Set<string>();
  let cursor: string | undefined;
  let base: string | undefined;
  do {
    const answer = await confluence.send({ ...call, query: { ...call.query, limit: 250, cursor } });
    const list = (answer.body ?? {}) as VendorList<Item>;
    items.push(...(list.results ?? []));
    base ??= list._links?.base;
    cursor = cursorOf(list, system);
    // A cursor that comes again would lead round in a circle for ever.
    if (cursor !== undefined && seen.has(cursor)) throw lost("The list leads round in a circle.", system);
    if (cursor !== undefined) seen.add(cursor);
  } while (cursor !== undefined);
  return { items, base };
}

function lost(message: string, system: string) {
  return confluenceErrors.create("CONFLUENCE_API_ERROR", { message, system });
}

/** The part of one of v1's lists, which go by number: `page_token` is where the next one begins. */
export async function readOldPart<Item>(
  call: ConfluenceCall,
  { limit, page_token }: ListPart,
  confluence: ConfluenceClient,
): Promise<ListAnswer<Item>> {
  const start = startOf(page_token, confluence);
  const answer = await confluence.send({
    ...call,
    query: { ...call.query, limit, start: start === 0 ? undefined : start },
  });
  const list = (answer.body ?? {}) as VendorList<Item> & { totalSize?: number };
  const items = list.results ?? [];
  const goesOn = Boolean(list._links?.next) && items.length > 0;
  return {
    items,
    page: page(goesOn ? String(start + items.length) : undefined, list.totalSize),
    base: list._links?.base,
  };
}

/** A part of what is known to its end: `page_token` is where it begins, as with v1's lists. */
export function partOf<Item>(
  items: readonly Item[],
  { limit, page_token }: ListPart,
  confluence: ConfluenceClient,
): { items: Item[]; page: Page } {
  const start = startOf(page_token, confluence);
  const end = start + limit;
  const next = end < items.length ? String(end) : undefined;
  return { items: items.slice(start, end), page: page(next, items.length) };
}

function startOf(page_token: string | undefined, { step }: ConfluenceClient): number {
  const start = Number(page_token ?? 0);
  if (Number.isSafeInteger(start) && start >= 0) return start;
  throw orchestratorError("INVALID_PARAMS", {
    message: `${page_token} is no page_token of this list.`,
    system: step.system,
    suggestions: ["Give page.next of the answer before."],
  });
}
