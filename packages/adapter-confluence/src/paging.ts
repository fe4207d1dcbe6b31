import type { ConfluenceCall, ConfluenceClient } from "./client.js";
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
