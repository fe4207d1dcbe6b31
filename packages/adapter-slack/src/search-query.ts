import { type Page, page } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { SlackClient } from "./client.js";
import { resolveChannel } from "./lookups/channels.js";
import { resolveUser } from "./lookups/users.js";
import { channelName, numberedParams, userName } from "./schemas.js";
import type { VendorPaging } from "./vendor.js";

/** Slack gives no page beyond this one, however many there are. */
const LAST_PAGE = 100;

const SORTS = {
  relevance: { sort: "score", sort_dir: "desc" },
  newest: { sort: "timestamp", sort_dir: "desc" },
  oldest: { sort: "timestamp", sort_dir: "asc" },
} as const;

const day = z
  .string()
  .regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, "must be a day such as 2025-12-01")
  .optional();

/** Params of every search. */
export const searchParams = {
  query: z.string().min(1).describe("words; Slack's modifiers such as has:link work too"),
  channel: channelName.optional(),
  from: userName.optional(),
  before: day.describe("day; messages of earlier days"),
  after: day.describe("day; messages of later days"),
  on: day.describe("one day"),
  sort: z.enum(["relevance", "newest", "oldest"]).default("relevance"),
  ...numberedParams(),
};

/** Other spellings of these params. */
export const searchAliases = {
  in: "channel",
  from_user: "from",
  user: "from",
  count: "limit",
  page: "page_token",
} as const;

type Search = z.output<z.ZodObject<typeof searchParams>>;

/** The arguments of a search; channel and person are looked up side by side. `more` are further modifiers. */
export async function searchForm(
  { query, channel, from, before, after, on, sort, limit, page_token }: Search,
  slack: SlackClient,
  more: readonly (string | undefined)[] = [],
) {
  const modifiers = await Promise.all([
    channel === undefined
      ? undefined
      : resolveChannel(channel, slack, "user").then(({ name }) => `in:${name}`),
    from === undefined ? undefined : personModifier("from", from, slack),
    before && `before:${before}`,
    after && `after:${after}`,
    on && `on:${on}`,
  ]);
  return {
    // In front, so that a quote that the query does not close cannot swallow them.
    query: [...modifiers, ...more, query].filter((part) => part !== undefined).join(" "),
    ...SORTS[sort],
    count: limit,
    page: page_token ?? 1,
  };
}

/** `from:<@U…>`: Slack knows whom `me` means. */
export async function personModifier(kind: string, person: string, slack: SlackClient): Promise<string> {
  return person === "me" ? `${kind}:me` : `${kind}:<@${(await resolveUser(person, slack)).id}>`;
}

/** The page of numbered pages, of which Slack gives only the first hundred of a search. */
export function numberedPage(
  { page: number = 1, pages = 1, total }: VendorPaging,
  lastPage = Number.POSITIVE_INFINITY,
): Page {
  if (number >= pages) return page(undefined, total);
  if (number < lastPage) return page(String(number + 1), total);
  return { ...page(undefined, total), complete: false };
}

/** The same of a search. */
export function searchPage(paging: VendorPaging): Page {
  return numberedPage(paging, LAST_PAGE);
}
