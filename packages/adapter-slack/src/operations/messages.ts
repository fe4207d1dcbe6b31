import { page, pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { SlackClient } from "../client.js";
import { slackErrors } from "../errors.js";
import { secondsOf } from "../instants.js";
import { channelId } from "../lookups/channels.js";
import { permalink, workspaceOf } from "../lookups/workspace.js";
import { channelNotFound, messageNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { authorsOf, channelMessage, channelMessageFields } from "../parse.js";
import { channelAliases, channelName, instant, messageAliases, messageTs } from "../schemas.js";
import type { VendorMessage, VendorPage } from "../vendor.js";

type Messages = VendorPage & { messages?: VendorMessage[]; has_more?: boolean };

/** Somebody came, left, or changed the channel: nobody wrote it. */
const ACTIVITY =
  /^(?:channel|group)_(?:join|leave|topic|purpose|name|archive|unarchive|convert_to_private|posting_permissions)$/;

export const getMessageHistory = operation({
  summary: "The messages of a channel, the newest first; replies stand in their threads",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    channel: channelName,
    oldest: instant.optional(),
    latest: instant.optional(),
    include_activity_messages: z
      .boolean()
      .default(false)
      .describe("also who joined, left, changed the topic"),
    ...pagingParams(999),
  }),
  aliases: { ...channelAliases, after: "oldest", before: "latest", cursor: "page_token" },
  result: z.object({ messages: z.array(z.object(channelMessageFields)), page: pageSchema }),
  caches: ["channels", "users"],
  limits: ["conversation_history"],
  upstream: ["conversations.history", "conversations.list", "users.info", "users.list"],
  expectedCalls: 4,
  expectedMs: 1200,
  example: { channel: "#engineering", oldest: "2025-11-18" },
  async run({ channel, oldest, latest, include_activity_messages, limit, page_token }, slack) {
    const id = await channelId(channel, slack);
    const { messages: all = [], response_metadata } = await slack.call<Messages>({
      method: "conversations.history",
      form: {
        channel: id,
        oldest: oldest && secondsOf(oldest),
        latest: latest && secondsOf(latest),
        inclusive: true,
        limit,
        cursor: page_token,
      },
      telling: [channelNotFound(channel)],
    });
    const messages = all.filter(({ subtype = "" }) => include_activity_messages || !ACTIVITY.test(subtype));
    const handles = await authorsOf(messages, slack);
    return {
      messages: await Promise.all(messages.map((message) => channelMessage(message, handles, slack))),
      page: page(response_metadata?.next_cursor),
    };
  },
});

export const getMessage = operation({
  summary: "One message, by its address or by channel and ts",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    url: z.url().optional().describe("its address in Slack; instead of channel and ts"),
    channel: channelName.optional(),
    ts: messageTs.optional(),
  }),
  aliases: { ...messageAliases, permalink: "url", link: "url" },
  result: z.object({
    channel: z.string().describe("id"),
    ...channelMessageFields,
    permalink: z.string(),
  }),
  caches: ["channels", "users", "workspace"],
  limits: ["conversation_history"],
  upstream: [
    "conversations.history",
    "conversations.replies",
    "conversations.list",
    "users.info",
    "auth.test",
  ],
  expectedCalls: 4,
  expectedMs: 1000,
  example: { channel: "#engineering", ts: "1763454321.000100" },
  async run(params, slack) {
    const workspace = await workspaceOf(slack);
    const { channel, ts, thread_ts } = sought(params, workspace.url, slack);
    const id = await channelId(channel, slack);
    const telling = [channelNotFound(channel), messageNotFound(channel, ts)];
    const only = { channel: id, oldest: ts, latest: ts, inclusive: true, limit: 1 };
    const inChannel = async () => {
      if (thread_ts !== undefined && thread_ts !== ts) return undefined;
      const answer = await slack.call<Messages>({ method: "conversations.history", form: only, telling });
      return answer.messages?.find((message) => message.ts === ts);
    };
    const inThread = async () => {
      const form = { ...only, ts: thread_ts ?? ts, limit: 2 };
      const answer = await slack.call<Messages>({ method: "conversations.replies", form, telling });
      return answer.messages?.find((message) => message.ts === ts);
    };
    const found = (await inChannel()) ?? (await inThread());
    if (found === undefined) {
      const { code, ...rest } = messageNotFound(channel, ts);
      throw slackErrors.create(code, { ...rest, system: slack.step.system });
    }
    const message = await channelMessage(found, await authorsOf([found], slack), slack);
    return {
      channel: id,
      ...message,
      permalink: permalink(workspace, id, { ts, thread_ts: message.thread_ts }),
    };
  },
});

export const getPermalink = operation({
  summary: "The address of a message",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ channel: channelName, ts: messageTs }),
  aliases: messageAliases,
  result: z.object({ permalink: z.string(), channel: z.string().describe("id"), ts: z.string() }),
  caches: ["channels"],
  upstream: ["chat.getPermalink", "conversations.list"],
  expectedCalls: 2,
  expectedMs: 500,
  example: { channel: "#engineering", ts: "1763454321.000100" },
  async run({ channel, ts }, slack) {
    const id = await channelId(channel, slack);
    const { permalink: address = "" } = await slack.call<{ permalink?: string }>({
      method: "chat.getPermalink",
      form: { channel: id, message_ts: ts },
      telling: [channelNotFound(channel), messageNotFound(channel, ts)],
    });
    return { permalink: address, channel: id, ts };
  },
});

/** What is asked for: an address must lead to a message of this workspace. */
function sought(
  { url, channel, ts }: { url?: string | undefined; channel?: string | undefined; ts?: string | undefined },
  workspace: string,
  { step: { system } }: SlackClient,
): { channel: string; ts: string; thread_ts?: string | undefined } {
  if (url === undefined) {
    if (channel !== undefined && ts !== undefined) return { channel, ts };
    throw slackErrors.create("REQUIRED_FIELD_MISSING", {
      message: "A message is named by its url, or by channel and ts.",
      system,
      details: { fields: ["url", "channel", "ts"] },
      suggestions: ["Give url, or channel and ts."],
    });
  }
  const [, id, seconds, fraction] = /^archives\/([CGD][A-Z0-9]{8,})\/p([0-9]{10,})([0-9]{6})(?:[?#]|$)/.exec(
    url.startsWith(workspace) ? url.slice(workspace.length) : "",
  ) ?? [""];
  if (id === undefined || channel !== undefined || ts !== undefined) {
    throw slackErrors.create("INVALID_FIELD_VALUE", {
      message:
        id === undefined
          ? `This is not the address of a message in ${workspace}.`
          : "Give either url, or channel and ts.",
      system,
      details: { url },
      suggestions: ["Copy the message's link in Slack."],
    });
  }
  const thread_ts = new URL(url).searchParams.get("thread_ts") ?? undefined;
  return { channel: id, ts: `${seconds}.${fraction}`, thread_ts };
}
