import { page, pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { channelId } from "../lookups/channels.js";
import { channelNotFound, threadNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { authorsOf, messageFields, threadMessage } from "../parse.js";
import { channelAliases, channelName, threadAliases, timestamp } from "../schemas.js";
import type { VendorMessage, VendorPage } from "../vendor.js";

export const getThread = operation({
  summary: "The messages of a thread, its first message first",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ channel: channelName, thread_ts: timestamp, ...pagingParams(1000) }),
  aliases: { ...channelAliases, ...threadAliases, cursor: "page_token" },
  result: z.object({
    messages: z.array(z.object(messageFields)),
    page: pageSchema,
  }),
  caches: ["channels", "users"],
  limits: ["conversation_history"],
  leadsTo: [{ at: "messages[].text", because: "address in the thread", within: "addresses" }],
  upstream: ["conversations.replies", "conversations.list", "users.info", "users.list"],
  expectedCalls: 4,
  expectedMs: 1200,
  example: { channel: "#engineering", thread_ts: "1763454321.000100" },
  async run({ channel, thread_ts, limit, page_token }, slack) {
    const id = await channelId(channel, slack);
    const answer = await slack.call<VendorPage & { messages?: VendorMessage[] }>({
      method: "conversations.replies",
      form: { channel: id, ts: thread_ts, limit, cursor: page_token },
      telling: [channelNotFound(channel), threadNotFound(channel, thread_ts)],
    });
    const { messages: all = [], response_metadata } = answer;
    // A page after the first may begin with the thread's first message again.
    const messages = page_token === undefined ? all : all.filter(({ ts, thread_ts: root }) => ts !== root);
    const handles = await authorsOf(messages, slack);
    const replies = all.find(({ reply_count }) => reply_count !== undefined)?.reply_count;
    return {
      messages: await Promise.all(messages.map((message) => threadMessage(message, handles, slack))),
      page: page(response_metadata?.next_cursor, replies === undefined ? undefined : replies + 1),
    };
  },
});
