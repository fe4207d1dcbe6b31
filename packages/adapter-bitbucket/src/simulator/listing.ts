import { paged, refusingBbql } from "./answers.js";
import { parseBbql } from "./bbql.js";

interface Listing {
  /** What the list can be filtered by: dotted paths into what it answers. */
  fields: readonly string[];
  /** The order unless `sort` says another. */
  sort?: string;
}

/** A list that takes `q` and `sort`, one page of it. */
export function listed(request: Request, views: readonly object[], { fields, sort }: Listing): Response {
  const { searchParams } = new URL(request.url);
  const q = searchParams.get("q");
  const order = searchParams.get("sort") ?? sort;
  return refusingBbql(() => {
    const found = q === null ? [...views] : views.filter(parseBbql(q, fields));
    const ordered = order === undefined ? found : inOrder(found, order);
    return paged(request, ordered, { largest: 100, view: (view) => view });
  });
}

/** A minus before the field turns the order round. */
function inOrder(views: readonly object[], sort: string): object[] {
  const field = sort.replace(/^-/, "");
  const direction = sort.startsWith("-") ? -1 : 1;
  return [...views].sort((one, other) => direction * textAt(one, field).localeCompare(textAt(other, field)));
}

function textAt(view: object, field: string): string {
  let found: unknown = view;
  for (const name of field.split(".")) found = (found as Record<string, unknown> | undefined)?.[name];
  return String(found ?? "");
}
