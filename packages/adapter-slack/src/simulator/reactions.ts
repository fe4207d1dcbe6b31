import { isEmoji } from "./emoji.js";
import {
  type Arguments,
  type Caller,
  messageIn,
  SlackRefusal,
  slackMethod,
  visibleChannel,
} from "./method.js";
import type { SlackState } from "./state.js";

/** Reactions to messages. */
export function reactionMethods(slack: SlackState) {
  const handlesOf = (args: Arguments, caller: Caller) => {
    const name = (args.get("name") ?? "").replace(/::skin-tone-[2-6]$/, "");
    if (!isEmoji(name)) throw new SlackRefusal("invalid_name");
    const channel = visibleChannel(slack, args, caller);
    if (channel.archived) throw new SlackRefusal("is_archived");
    const { message } = messageIn(slack, channel, args.get("timestamp"));
    message.reactions ??= new Map();
    return { reactions: message.reactions, name, handles: message.reactions.get(name) ?? [] };
  };
  return [
    slackMethod("reactions.add", slack, {
      answer({ args, caller }) {
        const { reactions, name, handles } = handlesOf(args, caller);
        if (handles.includes(caller.handle)) throw new SlackRefusal("already_reacted");
        reactions.set(name, [...handles, caller.handle]);
        return {};
      },
    }),

    slackMethod("reactions.remove", slack, {
      answer({ args, caller }) {
        const { reactions, name, handles } = handlesOf(args, caller);
        if (!handles.includes(caller.handle)) throw new SlackRefusal("no_reaction");
        const left = handles.filter((handle) => handle !== caller.handle);
        if (left.length === 0) reactions.delete(name);
        else reactions.set(name, left);
        return {};
      },
    }),
  ];
}
