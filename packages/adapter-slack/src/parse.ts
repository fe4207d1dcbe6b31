import { compact } from "@pm-orchestrator/adapter-kit";
import type { SlackClient } from "./client.js";
import { toMarkdown } from "./content.js";
import type { Channel } from "./lookups/channels.js";
import { knownHandle } from "./lookups/users.js";
import type { VendorMatch, VendorMessage } from "./vendor.js";

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
  }) as { ts: string; user: string; text: string };
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

/** A message's instant, ISO 8601: its `ts` begins with seconds since 1970. */
export function instantOf(ts: string): string | undefined {
  const milliseconds = Math.floor(Number(ts) * 1000);
  return ts === "" || Number.isNaN(milliseconds) ? undefined : new Date(milliseconds).toISOString();
}

/** The author's handle if anything tells it, else the name of the bot, else an id. */
function authorOf({ user, username, bot_profile, bot_id }: VendorMessage, slack: SlackClient): string {
  const handle = user === undefined || user === "" ? undefined : knownHandle(user, slack);
  return [handle, username, user, bot_profile?.name, bot_id].find((name) => name) ?? "unknown";
}

function messageText({ text = "", attachments = [] }: VendorMessage, slack: SlackClient): Promise<string> {
  const written = text === "" ? attachments.map((part) => part.text ?? part.fallback ?? "").join("\n") : text;
  return toMarkdown(written, {
    user: (id) => knownHandle(id, slack),
    channel: (id) => slack.step.cache.peek<Channel>("channels", id)?.name,
  });
}

/** Search does not say whether a message is a reply, but its address does. */
function threadOf(permalink: string): string | undefined {
  return URL.canParse(permalink)
    ? (new URL(permalink).searchParams.get("thread_ts") ?? undefined)
    : undefined;
}
