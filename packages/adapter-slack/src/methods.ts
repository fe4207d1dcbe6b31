/** What a method asks of the token, and how often it may be called. */
interface MethodNeeds {
  /** How often: one of Slack's tiers; absent where Slack calls it special. */
  tier?: 2 | 3 | 4;
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
  "bookmarks.add": { tier: 2, scope: "bookmarks:write" },
  "bookmarks.list": { tier: 3, scope: "bookmarks:read" },
  "canvases.create": { tier: 2, scope: "canvases:write" },
  "canvases.edit": { tier: 3, scope: "canvases:write" },
  "canvases.sections.lookup": { tier: 3, scope: "canvases:read" },
  "chat.delete": { tier: 3, scope: "chat:write" },
  "chat.deleteScheduledMessage": { tier: 3, scope: "chat:write" },
  "chat.getPermalink": {},
  "chat.postEphemeral": { tier: 4, scope: "chat:write" },
  "chat.postMessage": { scope: "chat:write" },
  "chat.scheduleMessage": { tier: 3, scope: "chat:write" },
  "chat.scheduledMessages.list": { tier: 3 },
  "chat.update": { tier: 3, scope: "chat:write" },
  "conversations.archive": { tier: 2, scope: "channels:manage", or: ["channels:write", ...WRITE] },
  "conversations.create": { tier: 2, scope: "channels:manage", or: ["channels:write", ...WRITE] },
  "conversations.history": { tier: 3, scope: "channels:history", or: HISTORY },
  "conversations.info": { tier: 3, scope: "channels:read", or: READ },
  "conversations.invite": {
    tier: 3,
    scope: "channels:write.invites",
    or: ["groups:write.invites", "channels:manage", "channels:write", ...WRITE],
  },
  "conversations.join": { tier: 3, scope: "channels:join", or: ["channels:write"] },
  "conversations.list": { tier: 2, scope: "channels:read", or: READ },
  "conversations.mark": { tier: 3, scope: "channels:write", or: WRITE, token: "user" },
  "conversations.members": { tier: 4, scope: "channels:read", or: READ },
  "conversations.open": {
    tier: 3,
    scope: "im:write",
    or: ["mpim:write", "groups:write", "channels:manage", "channels:write"],
  },
  "conversations.replies": { tier: 3, scope: "channels:history", or: HISTORY },
  "conversations.setTopic": {
    tier: 2,
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
  "emoji.list": { tier: 2, scope: "emoji:read" },
  "files.completeUploadExternal": { tier: 4, scope: "files:write" },
  "files.getUploadURLExternal": { tier: 4, scope: "files:write" },
  "files.info": { tier: 4, scope: "files:read" },
  "files.list": { tier: 3, scope: "files:read" },
  "pins.add": { tier: 2, scope: "pins:write" },
  "pins.list": { tier: 2, scope: "pins:read" },
  "pins.remove": { tier: 2, scope: "pins:write" },
  "reactions.add": { tier: 3, scope: "reactions:write" },
  "reactions.remove": { tier: 2, scope: "reactions:write" },
  "reminders.add": { tier: 2, scope: "reminders:write", token: "user" },
  "reminders.list": { tier: 2, scope: "reminders:read", token: "user" },
  "search.files": { tier: 2, scope: "search:read", token: "user" },
  "search.messages": { tier: 2, scope: "search:read", token: "user" },
  "usergroups.create": { tier: 2, scope: "usergroups:write" },
  "usergroups.list": { tier: 2, scope: "usergroups:read" },
  "usergroups.update": { tier: 2, scope: "usergroups:write" },
  "usergroups.users.list": { tier: 2, scope: "usergroups:read" },
  "usergroups.users.update": { tier: 2, scope: "usergroups:write" },
  "users.conversations": { tier: 3, scope: "channels:read", or: READ },
  "users.info": { tier: 4, scope: "users:read" },
  "users.list": { tier: 2, scope: "users:read" },
  "users.lookupByEmail": { tier: 3, scope: "users:read.email" },
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
