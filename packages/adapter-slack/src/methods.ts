/** What a method asks of the token. */
interface MethodNeeds {
  /** The scope that it needs; where that depends on the kind of channel, the one of public channels. */
  scope?: string;
  /** `user`: Slack refuses bots, or it is about a person, which a bot is not. */
  token?: "user";
}

/**
 * The methods that this adapter calls.
 *
 * @see https://docs.slack.dev/reference/methods
 */
export const METHODS = {
  "auth.test": {},
  "bookmarks.add": { scope: "bookmarks:write" },
  "bookmarks.list": { scope: "bookmarks:read" },
  "canvases.create": { scope: "canvases:write" },
  "canvases.edit": { scope: "canvases:write" },
  "canvases.sections.lookup": { scope: "canvases:read" },
  "chat.delete": { scope: "chat:write" },
  "chat.deleteScheduledMessage": { scope: "chat:write" },
  "chat.getPermalink": {},
  "chat.postEphemeral": { scope: "chat:write" },
  "chat.postMessage": { scope: "chat:write" },
  "chat.scheduleMessage": { scope: "chat:write" },
  "chat.scheduledMessages.list": {},
  "chat.update": { scope: "chat:write" },
  "conversations.archive": { scope: "channels:manage" },
  "conversations.create": { scope: "channels:manage" },
  "conversations.history": { scope: "channels:history" },
  "conversations.info": { scope: "channels:read" },
  "conversations.invite": { scope: "channels:write.invites" },
  "conversations.join": { scope: "channels:join" },
  "conversations.list": { scope: "channels:read" },
  "conversations.mark": { scope: "channels:write", token: "user" },
  "conversations.members": { scope: "channels:read" },
  "conversations.open": { scope: "im:write" },
  "conversations.replies": { scope: "channels:history" },
  "conversations.setTopic": { scope: "channels:write.topic" },
  "emoji.list": { scope: "emoji:read" },
  "files.completeUploadExternal": { scope: "files:write" },
  "files.getUploadURLExternal": { scope: "files:write" },
  "files.info": { scope: "files:read" },
  "files.list": { scope: "files:read" },
  "pins.add": { scope: "pins:write" },
  "pins.list": { scope: "pins:read" },
  "pins.remove": { scope: "pins:write" },
  "reactions.add": { scope: "reactions:write" },
  "reactions.remove": { scope: "reactions:write" },
  "reminders.add": { scope: "reminders:write", token: "user" },
  "reminders.list": { scope: "reminders:read", token: "user" },
  "search.files": { scope: "search:read", token: "user" },
  "search.messages": { scope: "search:read", token: "user" },
  "usergroups.create": { scope: "usergroups:write" },
  "usergroups.list": { scope: "usergroups:read" },
  "usergroups.update": { scope: "usergroups:write" },
  "usergroups.users.list": { scope: "usergroups:read" },
  "usergroups.users.update": { scope: "usergroups:write" },
  "users.conversations": { scope: "channels:read" },
  "users.info": { scope: "users:read" },
  "users.list": { scope: "users:read" },
  "users.lookupByEmail": { scope: "users:read.email" },
} as const satisfies Readonly<Record<string, MethodNeeds>>;

export type SlackMethod = keyof typeof METHODS;

/** What a method asks of the token. */
export function needsOf(method: SlackMethod): MethodNeeds {
  return METHODS[method];
}

/** Whether that is one of the methods that are called here, and not some other endpoint. */
export function isSlackMethod(name: string): name is SlackMethod {
  return Object.hasOwn(METHODS, name);
}
