import { cacheStatusOperation } from "@pm-orchestrator/adapter-kit";
import { defineAdapter } from "@pm-orchestrator/core";
import { connectSlack, type SlackClient } from "./client.js";
import { slackErrors } from "./errors.js";
import { getChannel } from "./operations/channels.js";
import { postMessage } from "./operations/post-message.js";
import { searchMessages } from "./operations/search.js";
import { getThread } from "./operations/threads.js";
import { getUser } from "./operations/users.js";

/** Slack. */
const adapter = defineAdapter({
  contract: 1,
  kind: "slack",
  title: "Slack",
  settings: [
    {
      name: "base_url",
      env: "SLACK_BASE_URL",
      address: true,
      default: "https://slack.com/api",
      summary: "Address of Slack's Web API",
    },
    {
      name: "bot_token",
      env: "SLACK_BOT_TOKEN",
      secret: true,
      summary: "Bot token (xoxb-…) of a Slack app; used for everything but search",
    },
    {
      name: "user_token",
      env: "SLACK_USER_TOKEN",
      secret: true,
      summary:
        "User token (xoxp-…); needed by search_messages, used for everything when there is no bot token",
    },
  ],
  credentials: [
    { name: "bot_token", settings: ["bot_token"] },
    { name: "user_token", settings: ["user_token"] },
  ],
  slots: {
    channels: { ttlMs: "session", summary: "all channels, and single ones by id" },
    users: { ttlMs: "session", summary: "all users, and single ones by id and e-mail" },
    workspace: { ttlMs: "session", summary: "whose token it is, and the workspace's address" },
  },
  limits: {
    methods: { summary: "Calls per minute, method and workspace, by the method's tier" },
    channel_posts: { summary: "One message per second and channel" },
    conversation_history: {
      summary:
        "Reading histories and threads: one call per minute for distributed apps outside of the Marketplace",
    },
  },
  errors: slackErrors.table,
  probe: { operation: "get_user", params: { user: "me" } },
  operations: {
    get_channel: getChannel,
    search_messages: searchMessages,
    post_message: postMessage,
    get_thread: getThread,
    get_user: getUser,
    cache_status: cacheStatusOperation<SlackClient>(),
  },
  connect: connectSlack,
});

export default adapter;

declare module "@pm-orchestrator/core" {
  interface AdapterMap {
    "@pm-orchestrator/adapter-slack": typeof adapter;
  }
}
