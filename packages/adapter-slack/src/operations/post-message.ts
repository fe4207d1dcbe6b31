import { changedFields } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { SlackClient } from "../client.js";
import { channelId } from "../lookups/channels.js";
import { resolveUser } from "../lookups/users.js";
import { permalink, type Workspace, workspaceOf } from "../lookups/workspace.js";
import { markedMessage, metadataOf } from "../marks.js";
import { channelNotFound, threadNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { messageReceipt, placeOf } from "../receipts.js";
import { channelAliases, channelName, threadAliases, userAliases, userName } from "../schemas.js";
import { messageForm, postingParams, textAliases } from "../writing.js";

export const postMessage = operation({
  summary: "Posts a message to a channel or into a thread",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({ channel: channelName, ...postingParams }),
  aliases: { ...channelAliases, ...threadAliases, ...textAliases },
  result: messageReceipt,
  caches: ["channels", "workspace"],
  limits: ["channel_posts"],
  upstream: [
    "chat.postMessage",
    "conversations.list",
    "auth.test",
    "conversations.history",
    "conversations.replies",
  ],
  expectedCalls: 3,
  expectedMs: 800,
  example: { channel: "#engineering", text: "The tokens of **TRAIN-123** now expire after 15 minutes." },
  async run(params, slack) {
    const { channel, thread_ts } = params;
    const message = await messageForm(params, slack);
    const { id, workspace } = await placeOf(channel, slack);
    const answer = await slack.call<{ channel?: string; ts?: string }>({
      method: "chat.postMessage",
      writes: true,
      form: { channel: id, thread_ts, ...message, metadata: metadataOf(mark(slack)) },
      telling: [channelNotFound(channel), threadNotFound(channel, thread_ts ?? "")],
    });
    const { channel: posted = id, ts = "" } = answer;
    return receipt(params, { ts, id: posted, workspace });
  },
  async reconcile(params, slack) {
    const place = await placeOf(params.channel, slack);
    const where = { channel: place.id, thread_ts: params.thread_ts };
    const found = await markedMessage(mark(slack), where, slack);
    return found?.ts === undefined ? undefined : receipt(params, { ...place, ts: found.ts });
  },
});

/** What makes a message of this step known again. */
function mark({ step }: SlackClient): string {
  return step.mint("message");
}

function receipt(
  params: { thread_ts?: string | undefined },
  { ts, id, workspace }: { ts: string; id: string; workspace: Workspace },
) {
  const address = permalink(workspace, id, { ts, thread_ts: params.thread_ts });
  return {
    id: ts,
    url: address,
    changed: changedFields(params, ["channel", "allow_mentions"]),
    channel: id,
    ts,
    permalink: address,
  };
}

export const postEphemeral = operation({
  summary:
    "Shows a message in a channel to one person only, until they reload; it cannot be changed or found again",
  effect: "write",
  retry: "none",
  params: z.strictObject({
    channel: channelName,
    user: userName,
    ...postingParams,
  }),
  aliases: { ...channelAliases, ...threadAliases, ...userAliases, ...textAliases },
  result: messageReceipt.omit({ permalink: true }).extend({ user: z.string().describe("handle") }),
  caches: ["channels", "users", "workspace"],
  limits: ["channel_posts"],
  upstream: [
    "chat.postEphemeral",
    "conversations.list",
    "users.list",
    "users.info",
    "users.lookupByEmail",
    "auth.test",
  ],
  expectedCalls: 4,
  expectedMs: 900,
  example: { channel: "#engineering", user: "@maya", text: "Your review of **TRAIN-123** is due today." },
  async run(params, slack) {
    const { channel, user, thread_ts } = params;
    const message = await messageForm(params, slack);
    const [id, person, workspace] = await Promise.all([
      channelId(channel, slack),
      resolveUser(user, slack),
      workspaceOf(slack),
    ]);
    const { message_ts: ts = "" } = await slack.call<{ message_ts?: string }>({
      method: "chat.postEphemeral",
      writes: true,
      form: { channel: id, user: person.id, thread_ts, ...message },
      telling: [channelNotFound(channel), threadNotFound(channel, thread_ts ?? "")],
    });
    return {
      id: ts,
      url: `${workspace.url}archives/${id}`,
      changed: changedFields(params, ["channel", "user", "allow_mentions"]),
      channel: id,
      ts,
      user: person.name,
    };
  },
});
