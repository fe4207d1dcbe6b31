import { compact, page, pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { channelOf, keepChannels, resolveChannel } from "../lookups/channels.js";
import { operation } from "../operation.js";
import { authorsOf } from "../parse.js";
import { channelAliases, channelName } from "../schemas.js";
import type { VendorChannel, VendorPage } from "../vendor.js";

const TYPES = ["public_channel", "private_channel", "mpim", "im"] as const;

const channelFields = {
  id: z.string(),
  name: z.string(),
  topic: z.string().optional(),
  purpose: z.string().optional(),
  members: z.int().optional().describe("how many"),
  private: z.boolean(),
  archived: z.boolean(),
};

export const getChannel = operation({
  summary: "One channel: its topic, purpose and number of members",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ channel: channelName }),
  aliases: { ...channelAliases, name: "channel", id: "channel" },
  result: z.object(channelFields),
  caches: ["channels"],
  upstream: ["conversations.info", "conversations.list"],
  example: { channel: "#engineering" },
  run: ({ channel }, slack) => resolveChannel(channel, slack),
});

export const listChannels = operation({
  summary: "Channels that the token sees, or only those it is in; direct messages when they are asked for",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    types: z.array(z.enum(TYPES)).min(1).max(TYPES.length).default(["public_channel"]),
    exclude_archived: z.boolean().default(true),
    mine: z.boolean().default(false).describe("only those in which the token's owner is"),
    ...pagingParams(1000),
  }),
  aliases: { channel_types: "types", excludeArchived: "exclude_archived", cursor: "page_token" },
  result: z.object({
    channels: z.array(
      z.object({ ...channelFields, user: z.string().optional().describe("handle, of a direct message") }),
    ),
    page: pageSchema,
  }),
  caches: ["channels", "users"],
  upstream: ["conversations.list", "users.conversations", "users.info", "users.list"],
  example: { limit: 5 },
  async run({ types, exclude_archived, mine, limit, page_token }, slack) {
    const { channels = [], response_metadata } = await slack.call<
      VendorPage & { channels?: VendorChannel[] }
    >({
      method: mine ? "users.conversations" : "conversations.list",
      form: { types: [...new Set(types)].join(","), exclude_archived, limit, cursor: page_token },
    });
    const handles = await authorsOf(channels, slack);
    const paging = page(response_metadata?.next_cursor);
    const named = channels.filter(({ is_im }) => is_im !== true);
    const asksForAll = types.includes("public_channel") && types.includes("private_channel");
    const isWhole = asksForAll && !mine && !exclude_archived && page_token === undefined && paging.complete;
    keepChannels(named.filter(({ is_mpim }) => is_mpim !== true).map(channelOf), slack, isWhole);
    return { channels: channels.map((channel) => listed(channel, handles)), page: paging };
  },
});

/** A direct message has no name of its own: it is called after whom it is with. */
function listed(channel: VendorChannel, handles: ReadonlyMap<string, string>) {
  const handle = channel.user === undefined ? undefined : (handles.get(channel.user) ?? channel.user);
  const { id, name, ...rest } = channelOf(channel);
  const isPrivate = rest.private || channel.is_im === true;
  return compact({
    id,
    name: handle === undefined ? name : `@${handle}`,
    ...rest,
    private: isPrivate,
    user: handle,
  });
}
