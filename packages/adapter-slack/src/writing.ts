import { z } from "@pm-orchestrator/core/zod";
import { guardBlocks } from "./blocks.js";
import type { SlackClient } from "./client.js";
import { toMrkdwn } from "./content.js";
import { slackErrors } from "./errors.js";
import { timestamp } from "./schemas.js";

/** Slack silently cuts a text that is longer. */
const LONGEST_TEXT = 40_000;

/** Whether what is written may notify people. */
export const allowMentions = z
  .boolean()
  .default(false)
  .describe("let @here, @channel, @everyone, <@user id> and user groups notify people");

/** Params of everything that writes a message. */
export const messageParams = {
  text: z.string().min(1).describe("Markdown; with blocks, what notifications show"),
  blocks: z
    .array(z.record(z.string(), z.unknown()))
    .min(1)
    .max(50)
    .optional()
    .describe("Block Kit, shown in place of the text"),
  allow_mentions: allowMentions,
};

/** Params of everything that writes a new message. */
export const postingParams = {
  text: messageParams.text,
  thread_ts: timestamp.optional(),
  blocks: messageParams.blocks,
  allow_mentions: messageParams.allow_mentions,
};

/** Other spellings of `text`. */
export const textAliases = { message: "text", body: "text" } as const;

interface GivenMessage {
  text: string;
  blocks?: readonly Record<string, unknown>[] | undefined;
  allow_mentions: boolean;
}

/**
 * A message as Slack takes it: escaped, in its own format, nothing in it a mention unless that is allowed. Throws, before
 * any call, for a text that Slack would lose or cut.
 */
export async function messageForm({ text, blocks, allow_mentions }: GivenMessage, slack: SlackClient) {
  return {
    text: await slackText(text, allow_mentions, slack),
    blocks: blocks === undefined ? undefined : JSON.stringify(guardBlocks(blocks, allow_mentions)),
    // Otherwise Slack would make mentions of names that merely stand in the text.
    link_names: false,
  };
}

/** Markdown in Slack's own format, as {@link messageForm} has it. */
export async function slackText(
  markdown: string,
  mayMention: boolean,
  { step: { system } }: SlackClient,
): Promise<string> {
  // A far longer text is not worth reading as Markdown.
  if (markdown.length > 3 * LONGEST_TEXT) throw tooLong(markdown, system);
  const text = await toMrkdwn(markdown, mayMention);
  if (text === "") {
    throw slackErrors.create("REQUIRED_FIELD_MISSING", {
      message: "Nothing is left of the text to be posted: it is only space.",
      system,
      details: { fields: ["text"] },
      suggestions: ["Give a text with at least one visible character."],
    });
  }
  if (text.length > LONGEST_TEXT) throw tooLong(text, system);
  return text;
}

function tooLong({ length }: string, system: string) {
  return slackErrors.create("MESSAGE_TOO_LONG", {
    message: `The text has ${length} characters; in Slack's format it may have ${LONGEST_TEXT}.`,
    system,
    details: { length, limit: LONGEST_TEXT },
  });
}
