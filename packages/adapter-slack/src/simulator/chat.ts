import { type Arguments, SlackRefusal, slackMethod, visibleChannel } from "./method.js";
import type { SimMessage, SlackState } from "./state.js";
import { messageView, permalinkOf } from "./views.js";

const LONGEST_TEXT = 40_000;

/** Posting messages, and their addresses. */
export function chatMethods(slack: SlackState) {
  return [
    slackMethod("chat.postMessage", slack, {
      answer({ args, caller }) {
        const channel = visibleChannel(slack, args, caller);
        if (channel.archived) throw new SlackRefusal("is_archived");
        if (!channel.members.includes(caller.handle)) throw new SlackRefusal("not_in_channel");
        const all = slack.messages.get(channel.id) ?? [];
        const message = newMessage(slack, args, { author: caller.handle, all });
        all.push(message);
        return { channel: channel.id, ts: message.ts, message: messageView(all, message) };
      },
    }),

    slackMethod("chat.getPermalink", slack, {
      answer({ args, caller, request }) {
        const channel = visibleChannel(slack, args, caller);
        const message = slack.messages.get(channel.id)?.find(({ ts }) => ts === args.get("message_ts"));
        if (message === undefined) throw new SlackRefusal("message_not_found");
        return { channel: channel.id, permalink: permalinkOf(request, channel, message) };
      },
    }),
  ];
}

function newMessage(
  slack: SlackState,
  args: Arguments,
  place: { author: string; all: SimMessage[] },
): SimMessage {
  const text = args.get("text") ?? "";
  const blocks = blocksOf(args.get("blocks"));
  if (text.trim() === "" && blocks === undefined) throw new SlackRefusal("no_text");
  if (text.length > LONGEST_TEXT) throw new SlackRefusal("msg_too_long");
  const { author, all } = place;
  const message = { ts: slack.nextTs(), author, text, ...(blocks === undefined ? {} : { blocks }) };
  const threadTs = args.get("thread_ts");
  if (threadTs === undefined) return message;
  const asked = all.find(({ ts }) => ts === threadTs);
  const first = all.find(({ ts }) => ts === (asked?.threadTs ?? asked?.ts));
  if (first === undefined) throw new SlackRefusal("thread_not_found");
  first.threadTs = first.ts;
  return { ...message, threadTs: first.ts };
}

function blocksOf(text: string | undefined): unknown[] | undefined {
  if (text === undefined) return undefined;
  let blocks: unknown;
  try {
    blocks = JSON.parse(text);
  } catch {
    throw new SlackRefusal("invalid_blocks_format");
  }
  const isBlock = (block: unknown) => typeof (block as { type?: unknown } | null)?.type === "string";
  if (!Array.isArray(blocks) || blocks.length > 50 || !blocks.every(isBlock))
    throw new SlackRefusal("invalid_blocks");
  return blocks;
}
