import { type Page, page, pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "zod";
import { needsUserToken, type SlackClient } from "../client.js";
import { resolveChannel } from "../lookups/channels.js";
import { resolveUser } from "../lookups/users.js";
import { foundMessage } from "../parse.js";
import { channelAliases, channelName } from "../schemas.js";
import type { VendorSearch } from "../vendor.js";

const operation = operationsFor<SlackClient>();

const SCOPE = "search:read";

/** Slack gives no page beyond this one, however many messages there are. */
const LAST_PAGE = 100;

const SORTS = {
  relevance: { sort: "score", sort_dir: "desc" },
  newest: { sort: "timestamp", sort_dir: "desc" },
  oldest: { sort: "timestamp", sort_dir: "asc" },
} as const;

export const searchMessages = operation({
  summary: "Messages that a search finds in all channels, or in one, or of one person (needs a user token)",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    query: z.string().min(1).describe("words; Slack's modifiers such as before:2025-12-01 work too"),
    channel: channelName.optional(),
    from: z.string().min(1).optional().describe("id, e-mail, @name, name, or me"),
    sort: z.enum(["relevance", "newest", "oldest"]).default("relevance"),
    ...pagingParams(100),
    page_token: z
      .string()
      .regex(/^[1-9][0-9]{0,2}$/, "must be page.next of the answer before")
      .optional()
      .describe("page.next of the answer before, with the same limit"),
  }),
  aliases: {
    ...channelAliases,
    in: "channel",
    from_user: "from",
    user: "from",
    count: "limit",
    page: "page_token",
  },
  queryParams: ["query"],
  result: z.object({
    messages: z.array(
      z.object({
        channel: z.string(),
        ts: z.string(),
        user: z.string().describe("handle"),
        text: z.string().describe("Markdown"),
        permalink: z.string(),
        created: z.string().optional(),
        channel_id: z.string().optional(),
        thread_ts: z.string().optional().describe("of a reply: the thread's first message"),
      }),
    ),
    page: pageSchema,
  }),
  caches: ["channels", "users", "workspace"],
  limits: ["methods"],
  upstream: [
    "search.messages",
    "conversations.list",
    "conversations.info",
    "users.list",
    "users.lookupByEmail",
  ],
  example: { query: "TRAIN-123 authentication", sort: "newest" },
  async run({ query, channel, from, sort, limit, page_token }, slack) {
    slack.requireUserToken(SCOPE);
    const modifiers = await Promise.all([
      channel === undefined ? undefined : resolveChannel(channel, slack).then(({ name }) => `in:${name}`),
      from === undefined || from === "me"
        ? from && "from:me"
        : resolveUser(from, slack).then(({ id }) => `from:<@${id}>`),
    ]);
    const { messages = {} } = await slack.call<VendorSearch>({
      method: "search.messages",
      token: "user",
      form: {
        // In front, so that a quote that the query does not close cannot swallow them.
        query: [...modifiers, query].filter((part) => part !== undefined).join(" "),
        ...SORTS[sort],
        count: limit,
        page: page_token ?? 1,
      },
      telling: [needsUserToken(SCOPE)],
    });
    const { matches = [], paging = {} } = messages;
    return {
      messages: await Promise.all(matches.map((match) => foundMessage(match, slack))),
      page: pageOf(paging),
    };
  },
});

function pageOf({
  page: number = 1,
  pages = 1,
  total,
}: {
  page?: number;
  pages?: number;
  total?: number;
}): Page {
  if (number >= pages) return page(undefined, total);
  if (number < LAST_PAGE) return page(String(number + 1), total);
  return { ...page(undefined, total), complete: false };
}
