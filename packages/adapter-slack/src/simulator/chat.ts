import {
  type Arguments,
  messageIn,
  SlackRefusal,
  slackMethod,
  visibleChannel,
  writableChannel,
} from "./method.js";
import { repliesTo, type SimMessage, type SlackState } from "./state.js";
import { messageView, permalinkOf, userId } from "./views.js";

const LONGEST_TEXT = 40_000;

/** Messages of one's own, and the addresses of all. */
export function chatMethods(slack: SlackState) {
  return [
    slackMethod("chat.postMessage", slack, {
      answer({ args, caller }) {
        const channel = writableChannel(slack, args, caller);
        const all = slack.messages.get(channel.id) ?? [];
        const message = newMessage(slack, args, { author: caller.handle, all });
        all.push(message);
        return { channel: channel.id, ts: message.ts, message: messageView(all, message) };
      },
    }),

    slackMethod("chat.postEphemeral", slack, {
      answer({ args, caller }) {
        const channel = writableChannel(slack, args, caller);
        const isThere = channel.members.some((handle) => userId(handle) === args.get("user"));
        if (!isThere) throw new SlackRefusal("user_not_in_channel");
        const all = slack.messages.get(channel.id) ?? [];
        // It is shown, and kept nowhere.
        return { message_ts: newMessage(slack, args, { author: caller.handle, all }).ts };
      },
    }),

    slackMethod("chat.update", slack, {
      answer({ args, caller }) {
        const channel = visibleChannel(slack, args, caller);
        const { message } = messageIn(slack, channel, args.get("ts"));
        if (message.author !== caller.handle) throw new SlackRefusal("cant_update_message");
        const { text, blocks } = contentOf(args);
        message.text = text;
        message.edited = slack.nextTs();
        if (blocks !== undefined) message.blocks = blocks;
        if (blocks?.length === 0) delete message.blocks;
        return { channel: channel.id, ts: message.ts, text, message: { type: "message", text } };
      },
    }),

    slackMethod("chat.delete", slack, {
      answer({ args, caller }) {
        const channel = visibleChannel(slack, args, caller);
        const { all, message } = messageIn(slack, channel, args.get("ts"));
        if (message.author !== caller.handle) throw new SlackRefusal("cant_delete_message");
        if (repliesTo(all, message.ts).length === 0) all.splice(all.indexOf(message), 1);
        else Object.assign(message, { text: "This message was deleted.", subtype: "tombstone" });
        return { channel: channel.id, ts: message.ts };
      },
    }),

    slackMethod("chat.getPermalink", slack, {
      answer({ args, caller, request }) {
        const channel = visibleChannel(slack, args, caller);
        const { message } = messageIn(slack, channel, args.get("message_ts"));
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
  const { text, blocks } = contentOf(args);
  const { author, all } = place;
  const metadata = metadataIn(args.get("metadata"));
  const message = {
    ts: slack.nextTs(),
    author,
    text,
    ...(blocks === undefined ? {} : { blocks }),
    ...(metadata === undefined ? {} : { metadata }),
  };
  const threadTs = args.get("thread_ts");
  if (threadTs === undefined) return message;
  const asked = all.find(({ ts }) => ts === threadTs);
  const first = all.find(({ ts }) => ts === (asked?.threadTs ?? asked?.ts));
  if (first === undefined) throw new SlackRefusal("thread_not_found");
  first.threadTs = first.ts;
  return { ...message, threadTs: first.ts };
}

/** Text and blocks of a message, checked. */
export function contentOf(args: Arguments): { text: string; blocks: unknown[] | undefined } {
  const text = args.get("text") ?? "";
  const blocks = blocksOf(args.get("blocks"));
  if (text.trim() === "" && blocks === undefined) throw new SlackRefusal("no_text");
  if (text.length > LONGEST_TEXT) throw new SlackRefusal("msg_too_long");
  return { text, blocks };
}

function metadataIn(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    const metadata = JSON.parse(text) as { event_type?: unknown; event_payload?: unknown };
    const { event_type, event_payload } = metadata;
    if (typeof event_type === "string" && typeof event_payload === "object") return metadata;
  } catch {}
  throw new SlackRefusal("invalid_metadata_format");
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
