import {
  type Arguments,
  type Caller,
  isVisible,
  pageOf,
  SlackRefusal,
  slackMethod,
  visibleChannel,
} from "./method.js";
import { readKey, repliesTo, type SimChannel, type SimMessage, type SlackState } from "./state.js";
import { channelView, messageView, userId } from "./views.js";

const CHANNEL_TYPES = new Set(["public_channel", "private_channel", "mpim", "im"]);

/** Reading channels, and the threads in them. */
export function conversationMethods(slack: SlackState) {
  return [
    ...(["conversations.list", "users.conversations"] as const).map((method) =>
      slackMethod(method, slack, {
        answer({ args, caller }) {
          const types = (args.get("types") ?? "public_channel").split(",");
          if (!types.every((type) => CHANNEL_TYPES.has(type))) throw new SlackRefusal("invalid_types");
          const listed = slack.channels.filter(
            (channel) =>
              isVisible(channel, caller) &&
              (method === "conversations.list" || channel.members.includes(caller.handle)) &&
              types.includes(typeOf(channel)) &&
              !(channel.archived && args.get("exclude_archived") === "true"),
          );
          const { items, response_metadata } = pageOf(listed, args, 100);
          return {
            channels: items.map((channel) => channelView(channel, true, caller.handle)),
            response_metadata,
          };
        },
      }),
    ),

    slackMethod("conversations.info", slack, {
      answer({ args, caller }) {
        const channel = visibleChannel(slack, args, caller);
        const withMembers = args.get("include_num_members") === "true";
        const view = channelView(channel, withMembers, caller.handle);
        return { channel: caller.isBot ? view : { ...view, ...readingOf(slack, channel, caller) } };
      },
    }),

    slackMethod("conversations.mark", slack, {
      answer({ args, caller }) {
        const channel = visibleChannel(slack, args, caller);
        if (!channel.members.includes(caller.handle)) throw new SlackRefusal("not_in_channel");
        const ts = args.get("ts") ?? "";
        if (!/^\d{10}\.\d{6}$/.test(ts)) throw new SlackRefusal("invalid_timestamp");
        slack.reads.set(readKey(channel.id, caller.handle), ts);
        return {};
      },
    }),

    slackMethod("conversations.members", slack, {
      answer({ args, caller }) {
        const channel = visibleChannel(slack, args, caller);
        const { items, response_metadata } = pageOf(channel.members, args, 100);
        return { members: items.map(userId), response_metadata };
      },
    }),

    slackMethod("conversations.history", slack, {
      answer({ args, caller }) {
        const channel = readableChannel(slack, args, caller);
        const all = slack.messages.get(channel.id) ?? [];
        const shown = all
          .filter(({ ts, threadTs }) => threadTs === undefined || threadTs === ts)
          .filter(within(args))
          .reverse();
        const { items, more, response_metadata } = pageOf(shown, args, 100);
        return {
          messages: items.map((message) => ({
            ...messageView(all, message),
            ...(args.get("include_all_metadata") === "true" && message.metadata !== undefined
              ? { metadata: message.metadata }
              : {}),
          })),
          has_more: more,
          pin_count: 0,
          channel_actions_ts: null,
          channel_actions_count: 0,
          ...(more ? { response_metadata } : {}),
        };
      },
    }),

    slackMethod("conversations.replies", slack, {
      answer({ args, caller }) {
        const channel = readableChannel(slack, args, caller);
        const all = slack.messages.get(channel.id) ?? [];
        const asked = all.find(({ ts }) => ts === args.get("ts"));
        const first = all.find(({ ts }) => ts === (asked?.threadTs ?? asked?.ts));
        if (first === undefined) throw new SlackRefusal("thread_not_found");
        const { items, more, response_metadata } = pageOf(
          [first, ...repliesTo(all, first.ts).filter(within(args))],
          args,
          1000,
        );
        return {
          messages: items.map((message) => ({
            ...messageView(all, message),
            ...(args.get("include_all_metadata") === "true" && message.metadata !== undefined
              ? { metadata: message.metadata }
              : {}),
          })),
          has_more: more,
          ...(more ? { response_metadata } : {}),
        };
      },
    }),
  ];
}

/** How far a person has read; Slack counts what is unread only of direct messages. */
function readingOf(slack: SlackState, channel: SimChannel, { handle }: Caller) {
  if (!channel.members.includes(handle)) return {};
  const all = slack.messages.get(channel.id) ?? [];
  const last = all.at(-1)?.ts ?? "0000000000.000000";
  const last_read = slack.reads.get(readKey(channel.id, handle)) ?? (channel.direct ? undefined : last);
  if (channel.direct === undefined) return { last_read };
  const unread = all.filter(({ ts, author }) => author !== handle && ts > (last_read ?? "")).length;
  return {
    ...(last_read === undefined ? {} : { last_read }),
    unread_count: unread,
    unread_count_display: unread,
  };
}

/** A bot reads only where it was invited. */
function readableChannel(slack: SlackState, args: Arguments, caller: Caller): SimChannel {
  const channel = visibleChannel(slack, args, caller);
  if (caller.isBot && !channel.members.includes(caller.handle)) throw new SlackRefusal("not_in_channel");
  return channel;
}

/** Between oldest and latest, which themselves belong to it only when that is said. */
function within(args: Arguments): (message: SimMessage) => boolean {
  const oldest = Number(args.get("oldest") ?? 0);
  const latest = Number(args.get("latest") ?? Number.POSITIVE_INFINITY);
  const isInclusive = args.get("inclusive") === "true";
  return ({ ts }) => {
    const at = Number(ts);
    return isInclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  };
}

function typeOf({ direct, private: isPrivate }: SimChannel): string {
  return direct ?? (isPrivate ? "private_channel" : "public_channel");
}
