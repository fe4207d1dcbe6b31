import { defineSimulator } from "@pm-orchestrator/simulator";
import { chatMethods } from "./chat.js";
import { conversationMethods } from "./conversations.js";
import { peopleMethods } from "./people.js";
import { searchMethods } from "./search.js";
import { seedSlack } from "./seed.js";

/**
 * Slack in small: channels, threads, search, posting; tokens `simulated-bot_token` (a bot that was not invited
 * everywhere) and `simulated-user_token`.
 */
export default defineSimulator({
  kind: "slack",
  handlers(world) {
    const slack = world.state("slack", () => seedSlack(world));
    return [
      ...searchMethods(slack),
      ...chatMethods(slack),
      ...conversationMethods(slack),
      ...peopleMethods(slack),
    ];
  },
});
