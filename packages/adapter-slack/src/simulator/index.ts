import { defineSimulator } from "@pm-orchestrator/simulator";
import { bookmarkMethods } from "./bookmarks.js";
import { canvasMethods } from "./canvases.js";
import { channelChangeMethods } from "./channel-changes.js";
import { chatMethods } from "./chat.js";
import { conversationMethods } from "./conversations.js";
import { emojiMethods } from "./emoji.js";
import { fileMethods } from "./files.js";
import { isSlackWrite } from "./is-write.js";
import { peopleMethods } from "./people.js";
import { pinMethods } from "./pins.js";
import { reactionMethods } from "./reactions.js";
import { reminderMethods } from "./reminders.js";
import { scheduledMethods } from "./scheduled.js";
import { searchMethods } from "./search.js";
import { seedSlack } from "./seed.js";
import { turnedAway } from "./turned-away.js";
import { usergroupMethods } from "./usergroups.js";

/**
 * Slack in small: channels, threads, search, posting; tokens `simulated-bot_token` (a bot that was not invited
 * everywhere) and `simulated-user_token`.
 */
export default defineSimulator({
  kind: "slack",
  isWrite: isSlackWrite,
  refusals: turnedAway,
  handlers(world) {
    const slack = world.state("slack", () => seedSlack(world));
    return [
      ...searchMethods(slack),
      ...chatMethods(slack),
      ...scheduledMethods(slack),
      ...fileMethods(slack),
      ...canvasMethods(slack),
      ...pinMethods(slack),
      ...bookmarkMethods(slack),
      ...reminderMethods(slack),
      ...emojiMethods(slack),
      ...usergroupMethods(slack),
      ...reactionMethods(slack),
      ...conversationMethods(slack),
      ...channelChangeMethods(slack),
      ...peopleMethods(slack),
    ];
  },
});
