/** What a method asks of the token. */
interface MethodNeeds {
  /** The scope that it needs; where that depends on the kind of channel, the one of public channels. */
  scope?: string;
  /** Scopes that open it as well: for other kinds of channels, or for the other kind of token. */
  or?: readonly string[];
  /** `user`: Slack refuses bots, or it is about a person, which a bot is not. */
  token?: "user";
}

const READ = ["groups:read", "mpim:read", "im:read"] as const;
const HISTORY = ["groups:history", "mpim:history", "im:history"] as const;
const WRITE = ["groups:write", "mpim:write", "im:write"] as const;

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
  "conversations.archive": { scope: "channels:manage", or: ["channels:write", ...WRITE] },
  "conversations.create": { scope: "channels:manage", or: ["channels:write", ...WRITE] },
  "conversations.history": { scope: "channels:history", or: HISTORY },
  "conversations.info": { scope: "channels:read", or: READ },
  "conversations.invite": {
    scope: "channels:write.invites",
    or: ["groups:write.invites", "channels:manage", "channels:write", ...WRITE],
  },
  "conversations.join": { scope: "channels:join", or: ["channels:write"] },
  "conversations.list": { scope: "channels:read", or: READ },
  "conversations.mark": { scope: "channels:write", or: WRITE, token: "user" },
  "conversations.members": { scope: "channels:read", or: READ },
  "conversations.open": {
    scope: "im:write",
    or: ["mpim:write", "groups:write", "channels:manage", "channels:write"],
  },
  "conversations.replies": { scope: "channels:history", or: HISTORY },
  "conversations.setTopic": {
    scope: "channels:write.topic",
    or: [
      "groups:write.topic",
      "mpim:write.topic",
      "im:write.topic",
      "channels:manage",
      "channels:write",
      ...WRITE,
    ],
  },
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
  "users.conversations": { scope: "channels:read", or: READ },
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
