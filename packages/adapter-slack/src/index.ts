import { cacheStatusOperation } from "@pm-orchestrator/adapter-kit";
import { defineAdapter } from "@pm-orchestrator/core";
import { connectSlack, type SlackClient } from "./client.js";
import { slackErrors } from "./errors.js";
import { slackLimits } from "./limits.js";
import { addBookmark, listBookmarks } from "./operations/bookmarks.js";
import { createCanvas, readCanvas, updateCanvas } from "./operations/canvases.js";
import { archiveChannel, createChannel, setTopic } from "./operations/channel-changes.js";
import { getChannel, listChannels } from "./operations/channels.js";
import { openDm } from "./operations/direct-messages.js";
import { listEmoji } from "./operations/emoji.js";
import { getFile, listFiles, uploadFile } from "./operations/files.js";
import { inviteToChannel, joinChannel, listChannelMembers } from "./operations/members.js";
import { deleteMessage, updateMessage } from "./operations/message-changes.js";
import { getMessage, getMessageHistory, getPermalink } from "./operations/messages.js";
import { joinUsergroup, leaveUsergroup, listMyUsergroups } from "./operations/my-usergroups.js";
import { addPin, listPins, removePin } from "./operations/pins.js";
import { postEphemeral, postMessage } from "./operations/post-message.js";
import { addReaction, removeReaction } from "./operations/reactions.js";
import { addReminder, listReminders } from "./operations/reminders.js";
import { deleteScheduledMessage, listScheduledMessages, scheduleMessage } from "./operations/scheduled.js";
import { searchFiles, searchMessages } from "./operations/search.js";
import { getThread } from "./operations/threads.js";
import { getUnreads, markRead } from "./operations/unreads.js";
import {
  createUsergroup,
  listUsergroups,
  setUsergroupUsers,
  updateUsergroup,
} from "./operations/usergroups.js";
import { getCurrentUser, getUser, listUsers, searchUsers } from "./operations/users.js";
import { slackTargets } from "./targets.js";

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
      name: "files_url",
      env: "SLACK_FILES_URL",
      address: true,
      default: "https://files.slack.com",
      summary: "Where the content of files lies; the token goes there too",
    },
    {
      name: "workspace",
      env: "SLACK_WORKSPACE",
      summary:
        "Workspace in the addresses of messages, acme in acme.slack.com: they can then be read by their address",
      simulated: "acme",
    },
    {
      name: "bot_token",
      env: "SLACK_BOT_TOKEN",
      secret: true,
      summary: "Bot token (xoxb-…) of a Slack app; used for everything that a bot may do",
    },
    {
      name: "user_token",
      env: "SLACK_USER_TOKEN",
      secret: true,
      summary:
        "User token (xoxp-…); needed by searches, reminders and what is a person's own, used for everything when there is no bot token",
    },
  ],
  credentials: [
    { name: "bot_token", settings: ["bot_token"] },
    {
      name: "user_token",
      settings: ["user_token"],
      probe: { operation: "get_current_user", params: { token: "user" } },
    },
  ],
  slots: {
    channels: { ttlMs: "session", summary: "all channels, and single ones by id" },
    users: { ttlMs: "session", summary: "all users, and single ones by id and e-mail" },
    usergroups: { ttlMs: "session", summary: "all user groups" },
    workspace: { ttlMs: "session", summary: "whose token it is, and the workspace's address" },
  },
  limits: slackLimits,
  errors: slackErrors.table,
  // Everybody and every channel, so that whichever name is looked up is known.
  warm: [
    { operation: "get_current_user", params: {} },
    { operation: "list_users", params: { include_bots: true, include_deactivated: true, limit: 1000 } },
    {
      operation: "list_channels",
      params: { types: ["public_channel", "private_channel"], exclude_archived: false, limit: 1000 },
    },
  ],
  // It takes no scope, so that it tells of the token alone.
  probe: { operation: "get_current_user", params: {} },
  targets: slackTargets,
  operations: {
    get_channel: getChannel,
    list_channels: listChannels,
    search_messages: searchMessages,
    post_message: postMessage,
    get_thread: getThread,
    get_message_history: getMessageHistory,
    get_message: getMessage,
    get_permalink: getPermalink,
    get_user: getUser,
    list_users: listUsers,
    search_users: searchUsers,
    get_current_user: getCurrentUser,
    add_reaction: addReaction,
    remove_reaction: removeReaction,
    update_message: updateMessage,
    delete_message: deleteMessage,
    post_ephemeral: postEphemeral,
    schedule_message: scheduleMessage,
    list_scheduled_messages: listScheduledMessages,
    delete_scheduled_message: deleteScheduledMessage,
    open_dm: openDm,
    upload_file: uploadFile,
    get_file: getFile,
    list_files: listFiles,
    search_files: searchFiles,
    list_channel_members: listChannelMembers,
    join_channel: joinChannel,
    create_channel: createChannel,
    invite_to_channel: inviteToChannel,
    archive_channel: archiveChannel,
    set_topic: setTopic,
    get_unreads: getUnreads,
    mark_read: markRead,
    list_usergroups: listUsergroups,
    create_usergroup: createUsergroup,
    update_usergroup: updateUsergroup,
    set_usergroup_users: setUsergroupUsers,
    list_my_usergroups: listMyUsergroups,
    join_usergroup: joinUsergroup,
    leave_usergroup: leaveUsergroup,
    read_canvas: readCanvas,
    create_canvas: createCanvas,
    update_canvas: updateCanvas,
    list_emoji: listEmoji,
    list_pins: listPins,
    add_pin: addPin,
    remove_pin: removePin,
    list_bookmarks: listBookmarks,
    add_bookmark: addBookmark,
    add_reminder: addReminder,
    list_reminders: listReminders,
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
