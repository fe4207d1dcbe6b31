import { z } from "@pm-orchestrator/core/zod";
import { channelNotFound, messageNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { changedMessage, messageReceipt, placeOf } from "../receipts.js";
import { channelName, messageAliases, messageTs } from "../schemas.js";
import { messageForm, messageParams, textAliases } from "../writing.js";

export const updateMessage = operation({
  summary: "Writes a message of one's own anew: its whole text, and blocks if there are to be any",
  effect: "write",
  retry: "natural",
  params: z.strictObject({ channel: channelName, ts: messageTs, ...messageParams }),
  aliases: { ...messageAliases, ...textAliases },
  result: messageReceipt,
  caches: ["channels", "workspace"],
  upstream: ["chat.update", "conversations.list", "auth.test"],
  expectedCalls: 3,
  expectedMs: 800,
  example: {
    channel: "#releases",
    ts: "1763543200.000100",
    text: "Release 24.2 is **out**: TRAIN-123 is behind the flag `public_api_jwt`.",
  },
  async run(params, slack) {
    const { channel, ts } = params;
    const message = await messageForm(params, slack);
    const place = await placeOf(channel, slack);
    await slack.call({
      method: "chat.update",
      writes: true,
      form: {
        channel: place.id,
        ts,
        ...message,
        // Old blocks would stay, and hide the new text.
        blocks: message.blocks ?? "[]",
        // Its standard is another one than that of posting.
        parse: "none",
      },
      telling: [channelNotFound(channel), messageNotFound(channel, ts)],
    });
    return changedMessage(place, ts, params.blocks === undefined ? ["text"] : ["text", "blocks"]);
  },
});

export const deleteMessage = operation({
  summary: "Deletes a message for good; a bot may delete only its own",
  effect: "destructive",
  retry: "natural",
  params: z.strictObject({ channel: channelName, ts: messageTs }),
  aliases: messageAliases,
  result: messageReceipt,
  caches: ["channels", "workspace"],
  upstream: ["chat.delete", "conversations.list", "auth.test"],
  expectedCalls: 3,
  expectedMs: 800,
  example: { channel: "#releases", ts: "1763543200.000100" },
  async run({ channel, ts }, slack) {
    const place = await placeOf(channel, slack);
    await slack.remove({
      method: "chat.delete",
      gone: "message_not_found",
      form: { channel: place.id, ts },
      telling: [channelNotFound(channel), messageNotFound(channel, ts)],
    });
    return changedMessage(place, ts, ["deleted"]);
  },
});
