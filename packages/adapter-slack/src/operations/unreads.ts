import { compact, page, pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { SlackClient } from "../client.js";
import { slackErrors } from "../errors.js";
import { channelId } from "../lookups/channels.js";
import { workspaceOf } from "../lookups/workspace.js";
import { channelNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { authorsOf } from "../parse.js";
import { channelReceipt, channelUrl } from "../receipts.js";
import { channelName, messageAliases, messageTs } from "../schemas.js";
import type { VendorChannel, VendorMessage, VendorPage } from "../vendor.js";

const TYPES = ["public_channel", "private_channel", "mpim", "im"] as const;

/** What a person has read is the person's own: a bot has neither read nor unread. */
const token = "user";

/** Of a channel with more unread messages than this, it is only said that there are more. */
const MOST_COUNTED = 100;

export const getUnreads = operation({
  summary:
    "Channels and direct messages with unread messages, and how many mention the reader (needs a user token)",
  effect: "read",
  retry: "natural",
  asUser: ["users.conversations", "conversations.info", "conversations.history"],
  params: z.strictObject({
    channel_types: z
      .array(z.enum(TYPES))
      .min(1)
      .max(TYPES.length)
      .default([...TYPES]),
    mentions_only: z
      .boolean()
      .default(false)
      .describe("only channels in which a message mentions the reader"),
    ...pagingParams(50),
    limit: z.int().min(1).max(50).default(20).describe("how many channels are looked at; two calls for each"),
  }),
  aliases: { types: "channel_types", max_channels: "limit", cursor: "page_token" },
  result: z.object({
    channels: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        unread: z.int(),
        mentions: z.int(),
        more: z.boolean().optional().describe("there are more than were counted"),
        last_read: z.string().optional().describe("ts of the last message that was read"),
      }),
    ),
    page: pageSchema,
  }),
  caches: ["users", "workspace"],
  limits: ["conversation_history"],
  upstream: [
    "users.conversations",
    "conversations.info",
    "conversations.history",
    "auth.test",
    "users.info",
    "users.list",
  ],
  expectedCalls: 42,
  expectedMs: 3000,
  example: { limit: 5 },
  async run({ channel_types, mentions_only, limit, page_token }, slack) {
    slack.requireUserToken("channels:read");
    const [{ channels = [], response_metadata }, { user_id }] = await Promise.all([
      slack.call<VendorPage & { channels?: VendorChannel[] }>({
        method: "users.conversations",
        token,
        form: {
          types: [...new Set(channel_types)].join(","),
          exclude_archived: true,
          limit,
          cursor: page_token,
        },
      }),
      workspaceOf(slack, token),
    ]);
    const [unread, handles] = await Promise.all([
      Promise.all(channels.map((channel) => unreadIn(channel, user_id, slack))),
      authorsOf(channels, slack),
    ]);
    const told = unread.filter((one) => one.unread > 0 && (!mentions_only || one.mentions > 0));
    return {
      channels: told.map(({ id, with: person, name, ...rest }) => ({
        id,
        name: person === undefined ? name : `@${handles.get(person) ?? person}`,
        ...rest,
      })),
      page: page(response_metadata?.next_cursor),
    };
  },
});

export const markRead = operation({
  summary: "Marks a channel as read up to a message, or to its end (needs a user token)",
  effect: "write",
  retry: "natural",
  asUser: ["conversations.history"],
  params: z.strictObject({ channel: channelName, ts: messageTs.optional() }),
  aliases: messageAliases,
  result: channelReceipt.omit({ name: true }).extend({ ts: z.string() }),
  caches: ["channels", "workspace"],
  upstream: ["conversations.mark", "conversations.history", "conversations.list", "auth.test"],
  expectedCalls: 4,
  expectedMs: 900,
  example: { channel: "#engineering", ts: "1763454321.000100" },
  async run({ channel, ts }, slack) {
    slack.requireUserToken("channels:write");
    const [id, workspace] = await Promise.all([channelId(channel, slack, token), workspaceOf(slack, token)]);
    const telling = [channelNotFound(channel)];
    const upTo = ts ?? (await latestIn(id, { slack, telling }));
    if (upTo === undefined) throw emptyChannel(channel, slack);
    await slack.call({
      method: "conversations.mark",
      writes: true,
      form: { channel: id, ts: upTo },
      telling,
    });
    return { id, url: channelUrl(workspace, id), changed: ["last_read"], ts: upTo };
  },
});

type History = { messages?: VendorMessage[]; has_more?: boolean };

async function unreadIn({ id = "", name = id, user }: VendorChannel, me: string, slack: SlackClient) {
  const { channel = {} } = await slack.call<{ channel?: VendorChannel }>({
    method: "conversations.info",
    token,
    form: { channel: id },
  });
  const { last_read } = channel;
  // Slack counts only in direct messages; and no count tells of mentions.
  const isRead = channel.unread_count_display === 0;
  const { messages = [], has_more = false } = isRead
    ? {}
    : await slack.call<History>({
        method: "conversations.history",
        token,
        form: { channel: id, oldest: last_read, limit: MOST_COUNTED },
      });
  const others = messages.filter((message) => message.user !== me);
  return compact({
    id,
    name,
    unread: others.length,
    mentions: others.filter(({ text = "" }) => text.includes(`<@${me}>`)).length,
    more: has_more ? true : undefined,
    last_read,
    with: user,
  });
}

async function latestIn(
  id: string,
  { slack, telling }: { slack: SlackClient; telling: ReturnType<typeof channelNotFound>[] },
): Promise<string | undefined> {
  const { messages = [] } = await slack.call<History>({
    method: "conversations.history",
    token,
    form: { channel: id, limit: 1 },
    telling,
  });
  return messages[0]?.ts;
}

function emptyChannel(channel: string, { step: { system } }: SlackClient) {
  return slackErrors.create("MESSAGE_NOT_FOUND", {
    message: `There is no message in ${channel} that could be marked as read.`,
    system,
    details: { channel },
  });
}
