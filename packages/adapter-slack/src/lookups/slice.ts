import { type Page, page } from "@pm-orchestrator/adapter-kit";

/** A page of a list of which Slack gives everything at once: `page_token` is where it begins. */
export function slice<Item>(
  items: readonly Item[],
  { limit, page_token = "0" }: { limit: number; page_token?: string | undefined },
): { shown: Item[]; page: Page } {
  const start = Number(page_token);
  const end = start + limit;
  return {
    shown: items.slice(start, end),
    page: page(end < items.length ? String(end) : undefined, items.length),
  };
}
