import { isVisible, pageOf, SlackRefusal, slackMethod, visibleChannel } from "./method.js";
import { repliesTo, type SlackState } from "./state.js";
import { channelView, messageView } from "./views.js";

const CHANNEL_TYPES = new Set(["public_channel", "private_channel", "mpim", "im"]);

/** Channels, and the threads in them. */
export function conversationMethods(slack: SlackState) {
  return [
    slackMethod("conversations.list", slack, {
      answer({ args, caller }) {
        const types = (args.get("types") ?? "public_channel").split(",");
        if (!types.every((type) => CHANNEL_TYPES.has(type))) throw new SlackRefusal("invalid_types");
        const listed = slack.channels.filter(
          (channel) =>
            isVisible(channel, caller) &&
            types.includes(channel.private ? "private_channel" : "public_channel") &&
            !(channel.archived && args.get("exclude_archived") === "true"),
        );
        const { items, response_metadata } = pageOf(listed, args, 100);
        return { channels: items.map((channel) => channelView(channel, true)), response_metadata };
      },
    }),

    slackMethod("conversations.info", slack, {
      answer({ args, caller }) {
        const channel = visibleChannel(slack, args, caller);
        return { channel: channelView(channel, args.get("include_num_members") === "true") };
      },
    }),

    slackMethod("conversations.replies", slack, {
      answer({ args, caller }) {
        const channel = visibleChannel(slack, args, caller);
        if (caller.isBot && !channel.members.includes(caller.handle))
          throw new SlackRefusal("not_in_channel");
        const all = slack.messages.get(channel.id) ?? [];
        const asked = all.find(({ ts }) => ts === args.get("ts"));
        const first = all.find(({ ts }) => ts === (asked?.threadTs ?? asked?.ts));
        if (first === undefined) throw new SlackRefusal("thread_not_found");
        const { items, more, response_metadata } = pageOf([first, ...repliesTo(all, first.ts)], args, 1000);
        return {
          messages: items.map((message) => messageView(all, message)),
          has_more: more,
          ...(more ? { response_metadata } : {}),
        };
      },
    }),
  ];
}
