import {
  changedFields,
  compact,
  isRecent,
  page,
  pageSchema,
  pagingParams,
  receiptSchema,
} from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { toMarkdown } from "../content.js";
import { instantOf, secondsOf } from "../instants.js";
import { channelId } from "../lookups/channels.js";
import type { Workspace } from "../lookups/workspace.js";
import { channelNotFound, threadNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { namesKnown } from "../parse.js";
import { channelUrl, placeOf } from "../receipts.js";
import { channelAliases, channelName, instant, threadAliases } from "../schemas.js";
import type { VendorPage, VendorScheduled } from "../vendor.js";
import { messageForm, postingParams, textAliases } from "../writing.js";

const scheduledReceipt = receiptSchema.extend({
  channel: z.string().describe("id"),
  post_at: z.string().optional(),
});

export const scheduleMessage = operation({
  summary: "Has a message posted at a time to come, up to 120 days ahead",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    channel: channelName,
    post_at: instant,
    ...postingParams,
  }),
  aliases: { ...channelAliases, ...threadAliases, ...textAliases, time: "post_at" },
  result: scheduledReceipt,
  caches: ["channels", "workspace"],
  upstream: ["chat.scheduleMessage", "conversations.list", "auth.test", "chat.scheduledMessages.list"],
  expectedCalls: 3,
  expectedMs: 800,
  example: {
    channel: "#releases",
    text: "**TRAIN-123** ships today.",
    // Far enough ahead for the simulator, whatever the day; Slack itself takes 120 days.
    post_at: "2099-01-04T09:00:00Z",
  },
  async run(params, slack) {
    const { channel, post_at, thread_ts } = params;
    const message = await messageForm(params, slack);
    const { id, workspace } = await placeOf(channel, slack);
    const seconds = Math.ceil(Number(secondsOf(post_at)));
    const answer = await slack.call<VendorScheduled & { scheduled_message_id?: string }>({
      method: "chat.scheduleMessage",
      writes: true,
      form: { channel: id, post_at: seconds, thread_ts, ...message },
      telling: [
        channelNotFound(channel),
        threadNotFound(channel, thread_ts ?? ""),
        {
          code: "INVALID_TIME",
          message: `A message cannot be scheduled for ${post_at}: it is in the past, or more than 120 days ahead.`,
          details: { post_at },
        },
      ],
    });
    const { scheduled_message_id = "", post_at: at = seconds } = answer;
    slack.claims.take(scheduled_message_id);
    return receipt(params, { id, workspace }, { id: scheduled_message_id, post_at: at });
  },
  // The list of what is scheduled tells no metadata, so there is no mark to look for.
  async reconcile(params, slack) {
    const { text } = await messageForm(params, slack);
    const place = await placeOf(params.channel, slack);
    const seconds = Math.ceil(Number(secondsOf(params.post_at)));
    const form = { channel: place.id, oldest: seconds, latest: seconds, limit: 100 };
    const answer = await slack.send<{ scheduled_messages?: VendorScheduled[] }>({
      method: "chat.scheduledMessages.list",
      form,
    });
    const { scheduled_messages = [] } = answer.body;
    const alike = scheduled_messages.filter(
      ({ date_created = 0, ...one }) =>
        one.post_at === seconds && one.text === text && isRecent(date_created * 1000, answer),
    );
    const found = slack.claims.takeOnly(alike, ({ id = "" }) => id);
    return found && receipt(params, place, { id: found.id ?? "", post_at: seconds });
  },
});

function receipt(
  params: Readonly<Record<string, unknown>>,
  place: { id: string; workspace: Workspace },
  { id, post_at }: { id: string; post_at: number },
) {
  return compact({
    id,
    url: channelUrl(place.workspace, place.id),
    changed: changedFields(params, ["channel", "allow_mentions"]),
    channel: place.id,
    post_at: instantOf(post_at),
  });
}

export const listScheduledMessages = operation({
  summary: "Messages that this token has scheduled, and that are not yet sent",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    channel: channelName.optional(),
    oldest: instant.optional(),
    latest: instant.optional(),
    ...pagingParams(),
  }),
  aliases: { ...channelAliases, cursor: "page_token" },
  result: z.object({
    messages: z.array(
      z.object({
        id: z.string(),
        channel: z.string().describe("name, or id"),
        text: z.string().describe("Markdown"),
        post_at: z.string().optional(),
        created: z.string().optional(),
      }),
    ),
    page: pageSchema,
  }),
  caches: ["channels"],
  upstream: ["chat.scheduledMessages.list", "conversations.list"],
  expectedMs: 500,
  example: {},
  async run({ channel, oldest, latest, limit, page_token }, slack) {
    const id = channel === undefined ? undefined : await channelId(channel, slack);
    const { scheduled_messages = [], response_metadata } = await slack.call<
      VendorPage & { scheduled_messages?: VendorScheduled[] }
    >({
      method: "chat.scheduledMessages.list",
      form: {
        channel: id,
        oldest: oldest && secondsOf(oldest),
        latest: latest && secondsOf(latest),
        limit,
        cursor: page_token,
      },
      telling: channel === undefined ? [] : [channelNotFound(channel)],
    });
    const names = namesKnown(slack);
    const messages = scheduled_messages.map(async (message) =>
      compact({
        id: message.id ?? "",
        channel: names.channel(message.channel_id ?? "") ?? message.channel_id ?? "",
        text: await toMarkdown(message.text ?? "", names),
        post_at: instantOf(message.post_at ?? ""),
        created: instantOf(message.date_created ?? ""),
      }),
    );
    return { messages: await Promise.all(messages), page: page(response_metadata?.next_cursor) };
  },
});

export const deleteScheduledMessage = operation({
  summary: "Deletes a scheduled message, so that it is never sent",
  effect: "destructive",
  retry: "natural",
  params: z.strictObject({ channel: channelName, scheduled_message_id: z.string().min(1) }),
  aliases: { ...channelAliases, id: "scheduled_message_id", message_id: "scheduled_message_id" },
  result: scheduledReceipt.omit({ post_at: true }),
  caches: ["channels", "workspace"],
  upstream: ["chat.deleteScheduledMessage", "conversations.list", "auth.test"],
  expectedCalls: 3,
  expectedMs: 700,
  example: { channel: "#releases", scheduled_message_id: "Q00STANDUP1" },
  async run({ channel, scheduled_message_id }, slack) {
    const { id, workspace } = await placeOf(channel, slack);
    await slack.remove({
      method: "chat.deleteScheduledMessage",
      gone: "invalid_scheduled_message_id",
      form: { channel: id, scheduled_message_id },
      telling: [
        channelNotFound(channel),
        {
          code: "SCHEDULED_MESSAGE_NOT_FOUND",
          message: `There is no scheduled message ${scheduled_message_id} in ${channel}.`,
          details: { channel, scheduled_message_id },
        },
      ],
    });
    return {
      id: scheduled_message_id,
      url: channelUrl(workspace, id),
      changed: ["deleted"],
      channel: id,
    };
  },
});
