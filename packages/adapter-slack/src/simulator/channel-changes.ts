import {
  type Caller,
  handlesOf,
  SlackRefusal,
  slackMethod,
  visibleChannel,
  writableChannel,
} from "./method.js";
import { type SimChannel, type SlackState, secondsNow } from "./state.js";
import { channelView, userId } from "./views.js";

const LONGEST_TOPIC = 250;

/** Creating channels and changing them, and direct messages. */
export function channelChangeMethods(slack: SlackState) {
  /** What happened stands in the channel, as a message that nobody wrote. */
  const note = (channel: SimChannel, { handle }: Caller, subtype: string, text: string) =>
    slack.messages.get(channel.id)?.push({
      ts: slack.nextTs(),
      author: handle,
      text: `<@${userId(handle)}> ${text}`,
      subtype,
    });
  const add = (channel: Omit<SimChannel, "created" | "topic" | "purpose" | "archived">): SimChannel => {
    const created = secondsNow(slack);
    const added = { ...channel, created, topic: "", purpose: "", archived: false };
    slack.channels.push(added);
    slack.messages.set(added.id, []);
    return added;
  };
  return [
    slackMethod("conversations.create", slack, {
      answer({ args, caller: { handle } }) {
        const name = args.get("name") ?? "";
        if (name === "") throw new SlackRefusal("invalid_name_required");
        if (name.length > 80) throw new SlackRefusal("invalid_name_maxlength");
        if (!/^[\p{L}\p{N}_-]+$/u.test(name) || name !== name.toLowerCase())
          throw new SlackRefusal("invalid_name_specials");
        if (slack.channels.some((channel) => channel.name === name)) throw new SlackRefusal("name_taken");
        const isPrivate = args.get("is_private") === "true";
        const id = slack.nextId("C");
        const channel = add({ id, name, private: isPrivate, members: [handle], creator: handle });
        return { channel: channelView(channel, false, handle) };
      },
    }),

    slackMethod("conversations.join", slack, {
      answer({ args, caller }) {
        const channel = visibleChannel(slack, args, caller);
        if (channel.private) throw new SlackRefusal("method_not_supported_for_channel_type");
        if (channel.archived) throw new SlackRefusal("is_archived");
        const isThere = channel.members.includes(caller.handle);
        if (!isThere) {
          channel.members.push(caller.handle);
          note(channel, caller, "channel_join", "has joined the channel");
        }
        const warning = "already_in_channel";
        return {
          channel: channelView(channel, false, caller.handle),
          ...(isThere ? { warning, response_metadata: { warnings: [warning] } } : {}),
        };
      },
    }),

    slackMethod("conversations.invite", slack, {
      answer({ args, caller }) {
        const channel = writableChannel(slack, args, caller);
        const handles = handlesOf(slack, args.get("users"));
        if (handles.includes(caller.handle)) throw new SlackRefusal("cant_invite_self");
        if (handles.some((handle) => channel.members.includes(handle)))
          throw new SlackRefusal("already_in_channel");
        channel.members.push(...handles);
        return { channel: channelView(channel, false, caller.handle) };
      },
    }),

    slackMethod("conversations.archive", slack, {
      answer({ args, caller }) {
        const channel = visibleChannel(slack, args, caller);
        if (channel.archived) throw new SlackRefusal("already_archived");
        if (channel.name === "general") throw new SlackRefusal("cant_archive_general");
        if (!channel.members.includes(caller.handle)) throw new SlackRefusal("not_in_channel");
        channel.archived = true;
        return {};
      },
    }),

    slackMethod("conversations.setTopic", slack, {
      answer({ args, caller }) {
        const channel = writableChannel(slack, args, caller);
        const topic = args.get("topic") ?? "";
        if (topic.length > LONGEST_TOPIC) throw new SlackRefusal("too_long");
        if (channel.topic !== topic)
          note(channel, caller, "channel_topic", `set the channel topic: ${topic}`);
        channel.topic = topic;
        return { channel: channelView(channel, false, caller.handle) };
      },
    }),

    slackMethod("conversations.open", slack, {
      answer({ args, caller: { handle } }) {
        const others = handlesOf(slack, args.get("users")).filter((other) => other !== handle);
        if (others.length === 0) throw new SlackRefusal("not_enough_users");
        if (others.length > 8) throw new SlackRefusal("too_many_users");
        const members = [handle, ...others];
        const open = slack.channels.find(
          (channel) =>
            channel.direct !== undefined &&
            channel.members.length === members.length &&
            members.every((member) => channel.members.includes(member)),
        );
        if (open !== undefined) return { channel: { id: open.id }, no_op: true, already_open: true };
        const isPair = others.length === 1;
        const { id } = add({
          id: slack.nextId(isPair ? "D" : "G"),
          name: isPair ? "" : `mpdm-${members.join("--")}-1`,
          direct: isPair ? "im" : "mpim",
          private: true,
          members,
          creator: handle,
        });
        return { channel: { id } };
      },
    }),
  ];
}
