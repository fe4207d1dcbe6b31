import { changedFields, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "zod";
import { guardBlocks } from "../blocks.js";
import type { SlackClient } from "../client.js";
import { toMrkdwn } from "../content.js";
import { slackErrors } from "../errors.js";
import { channelId } from "../lookups/channels.js";
import { permalink, workspaceOf } from "../lookups/workspace.js";
import { channelNotFound, messageNotFound } from "../not-found.js";
import { channelAliases, channelName, threadAliases, timestamp } from "../schemas.js";

const operation = operationsFor<SlackClient>();

/** Slack silently cuts a text that is longer. */
const LONGEST_TEXT = 40_000;

export const postMessage = operation({
  summary: "Posts a message to a channel or into a thread",
  effect: "write",
  retry: "none",
  params: z.strictObject({
    channel: channelName,
    text: z.string().min(1).describe("Markdown; with blocks, what notifications show"),
    thread_ts: timestamp.optional(),
    blocks: z
      .array(z.record(z.string(), z.unknown()))
      .min(1)
      .max(50)
      .optional()
      .describe("Block Kit, shown in place of the text"),
    allow_mentions: z
      .boolean()
      .default(false)
      .describe("let @here, @channel, @everyone, <@user id> and user groups notify people"),
  }),
  aliases: { ...channelAliases, ...threadAliases, message: "text", body: "text" },
  result: receiptSchema.extend({ channel: z.string().describe("id"), ts: z.string(), permalink: z.string() }),
  caches: ["channels", "workspace"],
  limits: ["methods", "channel_posts"],
  upstream: ["chat.postMessage", "conversations.list", "auth.test"],
  expectedCalls: 3,
  expectedMs: 800,
  example: { channel: "#engineering", text: "The tokens of **TRAIN-123** now expire after 15 minutes." },
  async run(params, slack) {
    const { channel, thread_ts, blocks, allow_mentions } = params;
    // A far longer text is not worth reading as Markdown.
    if (params.text.length > 3 * LONGEST_TEXT) throw tooLong(params.text, slack);
    const text = postable(await toMrkdwn(params.text, allow_mentions), slack);
    const [id, workspace] = await Promise.all([channelId(channel, slack), workspaceOf(slack)]);
    const answer = await slack.call<{ channel?: string; ts?: string }>({
      method: "chat.postMessage",
      writes: true,
      form: {
        channel: id,
        text,
        thread_ts,
        blocks: blocks === undefined ? undefined : JSON.stringify(guardBlocks(blocks, allow_mentions)),
        // Otherwise Slack would make mentions of names that merely stand in the text.
        link_names: false,
      },
      telling: [channelNotFound(channel), messageNotFound(channel, thread_ts ?? "")],
    });
    const { channel: posted = id, ts = "" } = answer;
    const address = permalink(workspace, posted, { ts, thread_ts });
    return {
      id: ts,
      url: address,
      changed: changedFields(params, ["channel", "allow_mentions"]),
      channel: posted,
      ts,
      permalink: address,
    };
  },
});

function postable(text: string, slack: SlackClient): string {
  const { system } = slack.step;
  if (text === "") {
    throw slackErrors.create("REQUIRED_FIELD_MISSING", {
      message: "Nothing is left of the text to be posted: it is only space.",
      system,
      details: { fields: ["text"] },
      suggestions: ["Give a text with at least one visible character."],
    });
  }
  if (text.length > LONGEST_TEXT) throw tooLong(text, slack);
  return text;
}

function tooLong({ length }: string, slack: SlackClient) {
  return slackErrors.create("MESSAGE_TOO_LONG", {
    message: `The text has ${length} characters; in Slack's format it may have ${LONGEST_TEXT}.`,
    system: slack.step.system,
    details: { length, limit: LONGEST_TEXT },
  });
}
