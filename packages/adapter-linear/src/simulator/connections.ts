import { type Filter, fits } from "./filtering.js";
import { invalidInput } from "./problems.js";

export interface PagingArgs {
  includeArchived?: boolean | null;
  after?: string | null;
  before?: string | null;
  first?: number | null;
  last?: number | null;
  orderBy?: "createdAt" | "updatedAt" | null;
}

export type ListArgs = PagingArgs & { filter?: Filter | null };

/** Those of `items` that fit the filter of a list. */
export function filtered<Item>(
  items: readonly Item[],
  { filter }: ListArgs,
  factsOf: (item: Item) => unknown,
): Item[] {
  return items.filter((item) => fits(factsOf(item), filter));
}

/** Linear gives no more than this at once, and this many when nothing is said. */
const MOST = 250;
const DEFAULT = 50;

/** A page of `items` in Linear's form; cursors are ids. */
export function connection<Item extends { id: string }>(
  items: readonly Item[],
  { after, before, first, last }: PagingArgs,
  view: (item: Item) => unknown,
) {
  for (const [name, size] of Object.entries({ first, last })) {
    if (size != null && (size < 1 || size > MOST))
      throw invalidInput(`${name} must be between 1 and ${MOST}.`);
  }
  const start = after == null ? 0 : positionOf(after, items) + 1;
  const end = before == null ? items.length : positionOf(before, items);
  const within = items.slice(start, end);
  const backwards = first == null && last != null;
  const page = backwards ? within.slice(-last) : within.slice(0, first ?? DEFAULT);
  const offset = backwards ? end - page.length : start;
  return {
    nodes: () => page.map(view),
    totalCount: items.length,
    pageInfo: {
      startCursor: page[0]?.id ?? null,
      endCursor: page.at(-1)?.id ?? null,
      hasPreviousPage: offset > 0,
      hasNextPage: offset + page.length < items.length,
    },
  };
}

/** The newest first, as Linear lists what people make. */
export function newestFirst<Item extends { createdAt: string; updatedAt: string }>(
  items: readonly Item[],
  { orderBy }: PagingArgs,
): Item[] {
  const by = orderBy ?? "createdAt";
  return [...items].reverse().sort((a, b) => b[by].localeCompare(a[by]));
}

function positionOf(cursor: string, items: readonly { id: string }[]): number {
  const position = items.findIndex(({ id }) => id === cursor);
  if (position < 0) throw invalidInput("The cursor is not of this list.");
  return position;
}
