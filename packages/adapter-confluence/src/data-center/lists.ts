import type { Query } from "@pm-orchestrator/adapter-kit";
import type { ConfluenceCall } from "../call.js";
import type { VendorLinks, VendorList } from "../vendor.js";
import type { Asked } from "./asked.js";
import type { List } from "./vendor.js";

/** Params of every list of Cloud's second version. */
export const PAGING = ["limit", "cursor"] as const;

/** A part of one of Data Center's lists, in Cloud's form. What Cloud calls a cursor is a position here. */
export async function listed<Item, View>(
  asked: Asked,
  { path, query, told }: { path: string; query?: Query; told?: Partial<ConfluenceCall> },
  view: (item: Item) => View,
): Promise<VendorList<View>> {
  const place = { start: startOf(asked), limit: asked.value("limit") };
  const list = await asked.get<List<Item>>(path, { ...query, ...place }, told);
  return { results: (list.results ?? []).map(view), _links: linksOf(list) };
}

/** Everything of a list, to its end. */
export async function listedWhole<Item>(
  asked: Asked,
  { path, query }: { path: string; query: Query },
): Promise<Item[]> {
  const items: Item[] = [];
  for (let start: number | undefined = 0; start !== undefined; ) {
    const list: List<Item> = await asked.get(path, { ...query, start: start || undefined, limit: 200 });
    items.push(...(list.results ?? []));
    const next = nextOf(list);
    // A position that does not go forward would lead round in a circle for ever; to stop there would be to cut.
    if (next !== undefined && next <= start) throw asked.malformed("The list leads round in a circle.");
    start = next;
  }
  return items;
}

/** The links of a list, as paging reads them. */
export function linksOf(list: List<unknown>): VendorLinks {
  const next = nextOf(list);
  const { base } = list._links ?? {};
  return {
    ...(base === undefined ? {} : { base }),
    ...(next === undefined ? {} : { next: `?cursor=${next}` }),
  };
}

/** Where to read on from: `cursor` of an answer before. Nothing for the beginning. */
export function startOf(asked: Asked): number | undefined {
  const cursor = asked.value("cursor");
  if (cursor === undefined || cursor === "0") return undefined;
  if (/^[0-9]{1,9}$/.test(cursor)) return Number(cursor);
  throw asked.invalid(
    `${cursor} is no page_token of this list.`,
    "Give page.next of the answer before, of the same system.",
  );
}

/**
 * Where the list goes on. Its link knows best: what may not be seen is left out of the results, and counted all the
 * same.
 */
function nextOf({ results = [], start = 0, _links }: List<unknown>): number | undefined {
  const { next } = _links ?? {};
  if (!next) return undefined;
  const told = new URLSearchParams(next.split("?")[1]).get("start");
  return told === null || !/^[0-9]+$/.test(told) ? start + results.length : Number(told);
}
