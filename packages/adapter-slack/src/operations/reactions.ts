import { z } from "@pm-orchestrator/core/zod";
import type { SlackClient } from "../client.js";
import { channelNotFound, messageNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { changedMessage, messageReceipt, placeOf } from "../receipts.js";
import { channelName, messageAliases, messageTs } from "../schemas.js";

const params = z.strictObject({
  channel: channelName,
  ts: messageTs,
  emoji: z
    .string()
    .regex(/^:?[^\s:A-Z]+(::skin-tone-[2-6])?:?$/, "must be an emoji's name such as thumbsup")
    .describe("name such as thumbsup, with or without colons"),
});

const aliases = { ...messageAliases, name: "emoji", reaction: "emoji" };

/** What both have in common. */
const reaction = {
  effect: "write",
  retry: "natural",
  params,
  aliases,
  result: messageReceipt,
  caches: ["channels", "workspace"],
  expectedCalls: 3,
  expectedMs: 700,
} as const;

export const addReaction = operation({
  ...reaction,
  summary: "Puts an emoji on a message; once is enough",
  upstream: ["reactions.add", "conversations.list", "auth.test"],
  example: { channel: "#engineering", ts: "1763454780.000300", emoji: "eyes" },
  run: (given, slack) => react(given, slack, { method: "reactions.add", settled: ["already_reacted"] }),
});

export const removeReaction = operation({
  ...reaction,
  summary: "Takes one's own emoji off a message",
  upstream: ["reactions.remove", "conversations.list", "auth.test"],
  example: { channel: "#engineering", ts: "1763454321.000100", emoji: "rocket" },
  run: (given, slack) => react(given, slack, { method: "reactions.remove", settled: ["no_reaction"] }),
});

async function react(
  { channel, ts, emoji }: z.output<typeof params>,
  slack: SlackClient,
  how: { method: "reactions.add" | "reactions.remove"; settled: readonly string[] },
) {
  const place = await placeOf(channel, slack);
  const name = emoji.replace(/^:|:$/g, "");
  const changed = await slack.change({
    ...how,
    form: { channel: place.id, timestamp: ts, name },
    means: { invalid_name: "EMOJI_NOT_FOUND" },
    telling: [
      channelNotFound(channel),
      messageNotFound(channel, ts),
      {
        code: "EMOJI_NOT_FOUND",
        message: `Slack knows no emoji ${name} in this workspace.`,
        details: { emoji: name },
      },
    ],
  });
  return changedMessage(place, ts, changed ? ["reactions"] : []);
}
