import { HttpResponse } from "@pm-orchestrator/simulator";
import { refusal, wikiOf } from "./views.js";

/** One page of a v2 list, with the link and the header that lead on. */
export function listOf<Item>(request: Request, items: readonly Item[], view: (item: Item) => unknown) {
  const url = new URL(request.url);
  const limit = Math.min(Math.max(Number(url.searchParams.get("limit") ?? 25), 1), 250);
  const cursor = url.searchParams.get("cursor");
  const start = cursor === null ? 0 : readCursor(cursor);
  if (start === undefined) return refusal(400, "Invalid cursor");
  const end = start + limit;
  const results = items.slice(start, end).map(view);
  const base = wikiOf(request);
  if (end >= items.length) return HttpResponse.json({ results, _links: { base } });
  const query = new URLSearchParams(url.searchParams);
  query.set("cursor", cursorAt(end));
  const next = `${url.pathname.slice("/confluence".length)}?${query}`;
  return HttpResponse.json(
    { results, _links: { next, base } },
    { headers: { link: `<${next}>; rel="next"` } },
  );
}

/** One page of a v1 list: by number, and with a link that stands below the context. */
export function oldListOf<Item>(request: Request, items: readonly Item[], view: (item: Item) => unknown) {
  const url = new URL(request.url);
  const limit = Math.min(Number(url.searchParams.get("limit") ?? 25), 200);
  const start = Number(url.searchParams.get("start") ?? 0);
  const results = items.slice(start, start + limit).map(view);
  const links = { base: wikiOf(request), context: "/wiki", self: request.url };
  const query = new URLSearchParams(url.searchParams);
  query.set("start", String(start + limit));
  const next = `${url.pathname.slice("/confluence/wiki".length)}?${query}`;
  return {
    results,
    start,
    limit,
    size: results.length,
    _links: start + limit < items.length ? { ...links, next } : links,
  };
}

export function cursorAt(position: number): string {
  return Buffer.from(JSON.stringify({ position })).toString("base64url");
}

export function readCursor(cursor: string): number | undefined {
  try {
    const { position } = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")) as {
      position?: unknown;
    };
    return Number.isInteger(position) ? (position as number) : undefined;
  } catch {
    return undefined;
  }
}

/** The newest first when the name of the order begins with a minus. */
export function byCreation<Item extends { created: string }>(
  items: readonly Item[],
  sort: string | null,
): Item[] {
  const sorted = [...items].sort((a, b) => a.created.localeCompare(b.created));
  return sort?.startsWith("-") ? sorted.reverse() : sorted;
}
