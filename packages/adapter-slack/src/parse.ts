import { compact } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { SlackClient } from "./client.js";
import { toMarkdown } from "./content.js";
import { instantOf } from "./instants.js";
import { knownChannel } from "./lookups/channels.js";
import { handlesOf, knownHandle } from "./lookups/users.js";
import type { KnownNames } from "./mrkdwn/read.js";
import type { VendorFile, VendorMatch, VendorMessage } from "./vendor.js";

/** What is told of every message. */
export const messageFields = {
  ts: z.string(),
  user: z.string().describe("handle"),
  text: z.string().describe("Markdown"),
  created: z.string().optional(),
  edited: z.string().optional(),
  reactions: z.array(z.object({ emoji: z.string(), count: z.int() })).optional(),
  files: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
};

/** What is told of a message that may begin a thread. */
export const channelMessageFields = {
  ...messageFields,
  thread_ts: z.string().optional().describe("of a message in a thread: the thread's first message"),
  replies: z.int().optional(),
};

type MessageFields = z.output<z.ZodObject<typeof messageFields>>;

/** One message of a thread. `handles` are those of the authors, by id. */
export async function threadMessage(
  message: VendorMessage,
  handles: ReadonlyMap<string, string>,
  slack: SlackClient,
) {
  const { ts = "", user = "" } = message;
  return compact({
    ts,
    user: handles.get(user) ?? authorOf(message, slack),
    text: await messageText(message, slack),
    created: instantOf(ts),
    edited: instantOf(message.edited?.ts ?? ""),
    reactions: nonEmpty(
      (message.reactions ?? []).map(({ name = "", count = 0 }) => ({ emoji: name, count })),
    ),
    files: nonEmpty((message.files ?? []).map(({ id = "", name = id }) => ({ id, name }))),
  }) as MessageFields;
}

/** One message of a channel, which may be the first of a thread. */
export async function channelMessage(
  message: VendorMessage,
  handles: ReadonlyMap<string, string>,
  slack: SlackClient,
) {
  const { thread_ts, reply_count } = message;
  return compact({
    ...(await threadMessage(message, handles, slack)),
    thread_ts,
    replies: reply_count,
  }) as MessageFields & { thread_ts?: string; replies?: number };
}

/** What is told of a file in lists. */
export const fileFields = {
  id: z.string(),
  name: z.string(),
  title: z.string().optional(),
  media_type: z.string().optional(),
  size: z.int().optional().describe("bytes"),
  user: z.string().optional().describe("handle"),
  created: z.string().optional(),
  url: z.string().optional(),
};

/** One file of a list. `handles` are those of the people, by id. */
export function listedFile(file: VendorFile, handles: ReadonlyMap<string, string>) {
  const { id = "", name = file.title ?? id, title, mimetype, size, user = "", created, permalink } = file;
  return compact({
    id,
    name,
    title: title === name ? undefined : title || undefined,
    media_type: mimetype || undefined,
    size,
    user: handles.get(user) ?? (user || undefined),
    created: instantOf(created ?? ""),
    url: permalink,
  });
}

/** The handles of those who wrote some messages, or gave some files. */
export function authorsOf(messages: readonly { user?: string }[], slack: SlackClient) {
  return handlesOf(
    messages.flatMap(({ user }) => (user ? [user] : [])),
    slack,
  );
}

function nonEmpty<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length === 0 ? undefined : items;
}

/** One message that a search found. */
export async function foundMessage(match: VendorMatch, slack: SlackClient) {
  const { channel = {}, ts = "", permalink = "" } = match;
  return compact({
    channel: channel.name ?? channel.id ?? "",
    ts,
    user: authorOf(match, slack),
    text: await messageText(match, slack),
    permalink,
    created: instantOf(ts),
    channel_id: channel.id,
    thread_ts: threadOf(permalink),
  }) as { channel: string; ts: string; user: string; text: string; permalink: string };
}

/** The author's handle if anything tells it, else the name of the bot, else an id. */
function authorOf({ user, username, bot_profile, bot_id }: VendorMessage, slack: SlackClient): string {
  const handle = user === undefined || user === "" ? undefined : knownHandle(user, slack);
  return [handle, username, user, bot_profile?.name, bot_id].find((name) => name) ?? "unknown";
}

function messageText({ text = "", attachments = [] }: VendorMessage, slack: SlackClient): Promise<string> {
  const written = text === "" ? attachments.map((part) => part.text ?? part.fallback ?? "").join("\n") : text;
  return toMarkdown(written, namesKnown(slack));
}

/** How the people and channels are called that the session knows. */
export function namesKnown(slack: SlackClient): KnownNames {
  return {
    user: (id) => knownHandle(id, slack),
    channel: (id) => knownChannel(id, slack)?.name,
  };
}

/** Search does not say whether a message is a reply, but its address does. */
function threadOf(permalink: string): string | undefined {
  return URL.canParse(permalink)
    ? (new URL(permalink).searchParams.get("thread_ts") ?? undefined)
    : undefined;
}
