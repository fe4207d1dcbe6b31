import { contentOf } from "./chat.js";
import { pageOf, SlackRefusal, slackMethod, visibleChannel, writableChannel } from "./method.js";
import { BOT, type SlackState, secondsNow } from "./state.js";
import { BOT_ID, TEAM, userId } from "./views.js";

/** Messages that wait for their time. They are never sent: the simulated clock does not run by itself. */
export function scheduledMethods(slack: SlackState) {
  return [
    slackMethod("chat.scheduleMessage", slack, {
      answer({ args, caller }) {
        const channel = writableChannel(slack, args, caller);
        const { text } = contentOf(args);
        const postAt = Number(args.get("post_at"));
        if (!Number.isInteger(postAt)) throw new SlackRefusal("invalid_time");
        if (postAt <= secondsNow(slack)) throw new SlackRefusal("time_in_past");
        const id = slack.nextId("Q");
        const author = caller.handle;
        slack.scheduled.push({ id, channelId: channel.id, author, text, postAt, created: secondsNow(slack) });
        return {
          channel: channel.id,
          scheduled_message_id: id,
          post_at: postAt,
          message: { type: "delayed_message", text, user: userId(author), team: TEAM.id, bot_id: BOT_ID },
        };
      },
    }),

    slackMethod("chat.scheduledMessages.list", slack, {
      answer({ args, caller }) {
        const from = Number(args.get("oldest") ?? 0);
        const to = Number(args.get("latest") ?? Number.POSITIVE_INFINITY);
        const channel = args.has("channel") ? visibleChannel(slack, args, caller) : undefined;
        const waiting = slack.scheduled.filter(
          ({ channelId, author, postAt }) =>
            author === caller.handle &&
            postAt >= from &&
            postAt <= to &&
            (channel === undefined || channelId === channel.id),
        );
        const { items, response_metadata } = pageOf(waiting, args, 100);
        return {
          scheduled_messages: items.map(({ id, channelId, text, postAt, created }) => ({
            id,
            channel_id: channelId,
            post_at: postAt,
            date_created: created,
            text,
          })),
          response_metadata,
        };
      },
    }),

    slackMethod("chat.deleteScheduledMessage", slack, {
      answer({ args, caller }) {
        const channel = visibleChannel(slack, args, caller);
        const place = slack.scheduled.findIndex(
          ({ id, channelId, author }) =>
            id === args.get("scheduled_message_id") && channelId === channel.id && author === caller.handle,
        );
        if (place === -1) throw new SlackRefusal("invalid_scheduled_message_id");
        slack.scheduled.splice(place, 1);
        return {};
      },
    }),
  ];
}

/** One is there from the beginning. */
export function seedScheduled(channelId: string) {
  return {
    id: "Q00STANDUP1",
    channelId,
    author: BOT,
    text: "Stand-up in ten minutes: what is left of *TRAIN-123*?",
    postAt: Date.UTC(2098, 11, 31, 8, 50) / 1000,
    created: Date.UTC(2025, 10, 20, 8) / 1000,
  };
}
