import { fileView } from "./file-view.js";
import { messageIn, SlackRefusal, slackMethod, visibleChannel, writableChannel } from "./method.js";
import { type SimPin, type SlackState, secondsNow } from "./state.js";
import { messageView, userId } from "./views.js";

/** What is pinned to channels. */
export function pinMethods(slack: SlackState) {
  return [
    slackMethod("pins.list", slack, {
      answer({ args, caller, request }) {
        const channel = visibleChannel(slack, args, caller);
        const all = slack.messages.get(channel.id) ?? [];
        const view = ({ ts, fileId, by, created }: SimPin): object[] => {
          const file = slack.files.find(({ id }) => id === fileId);
          const message = all.find((candidate) => candidate.ts === ts);
          const pinned = { created, created_by: userId(by) };
          if (file !== undefined) return [{ type: "file", ...pinned, file: fileView(file, request) }];
          if (message === undefined) return [];
          return [{ type: "message", ...pinned, channel: channel.id, message: messageView(all, message) }];
        };
        return { items: slack.pins.filter(({ channelId }) => channelId === channel.id).flatMap(view) };
      },
    }),

    slackMethod("pins.add", slack, {
      answer({ args, caller }) {
        const channel = writableChannel(slack, args, caller);
        const { message } = messageIn(slack, channel, args.get("timestamp"));
        const place = { channelId: channel.id, ts: message.ts };
        if (slack.pins.some(isAt(place))) throw new SlackRefusal("already_pinned");
        const created = secondsNow(slack);
        slack.pins.unshift({ ...place, by: caller.handle, created });
        return {};
      },
    }),

    slackMethod("pins.remove", slack, {
      answer({ args, caller }) {
        const channel = visibleChannel(slack, args, caller);
        const { message } = messageIn(slack, channel, args.get("timestamp"));
        const index = slack.pins.findIndex(isAt({ channelId: channel.id, ts: message.ts }));
        if (index === -1) throw new SlackRefusal("no_pin");
        slack.pins.splice(index, 1);
        return {};
      },
    }),
  ];
}

function isAt({ channelId, ts }: { channelId: string; ts: string }): (pin: SimPin) => boolean {
  return (pin) => pin.channelId === channelId && pin.ts === ts;
}

/** A message and a file are pinned from the beginning. */
export function seedPins(channelId: string, ts: string): SimPin[] {
  const created = Date.UTC(2025, 10, 18, 9) / 1000;
  return [
    { channelId, ts, by: "jonas", created },
    { channelId, fileId: "F0JWTDESIGN", by: "maya", created: created - 86_400 },
  ];
}
