import { compact, matchByName } from "@pm-orchestrator/adapter-kit";
import { isPmoError } from "@pm-orchestrator/core";
import type { SlackClient } from "../client.js";
import { unescaped } from "../mrkdwn/read.js";
import { channelNotFound } from "../not-found.js";
import type { VendorChannel, VendorPage } from "../vendor.js";
import { mismatch } from "./mismatch.js";
import { everything } from "./pages.js";

/** A channel as it is kept in the session cache. */
export interface Channel {
  id: string;
  name: string;
  topic?: string;
  purpose?: string;
  members?: number;
  private: boolean;
  archived: boolean;
}

/** The keys of the lists of all channels: those of the standard token, and of the user's. Ids are the other keys of the slot. */
const ALL = { any: "*", user: "* user" } as const;

type Token = keyof typeof ALL;

/** Channels are written in lower case, so that an id cannot be mistaken for a name. */
const CHANNEL_ID = /^[CGD][A-Z0-9]{8,}$/;

/**
 * The channel of that name, #name or id, with everything known of it. With `token` it is for a person: one that the
 * bot does not see is looked for again with the person's eyes.
 */
export async function resolveChannel(wanted: string, slack: SlackClient, token?: "user"): Promise<Channel> {
  try {
    return await seenChannel(wanted, slack, "any");
  } catch (error) {
    const isHidden = isPmoError(error) && error.code === "CHANNEL_NOT_FOUND";
    if (isHidden && token === "user" && slack.actsAsBot) return seenChannel(wanted, slack, token);
    throw error;
  }
}

/** Only the id, which costs no call when an id was given. */
export async function channelId(wanted: string, slack: SlackClient, token?: "user"): Promise<string> {
  return CHANNEL_ID.test(wanted) ? wanted : (await resolveChannel(wanted, slack, token)).id;
}

/** A handle, or an id of a person. */
const PERSON = /^@|^[UW][A-Z0-9]{5,}$/;

async function seenChannel(wanted: string, slack: SlackClient, token: Token): Promise<Channel> {
  const { cache, system } = slack.step;
  if (CHANNEL_ID.test(wanted)) return cache.get("channels", wanted, () => loadChannel(wanted, slack, token));
  const all = await cache.get("channels", ALL[token], () => loadChannels(slack, token));
  const match = matchByName(wanted.trim().replace(/^#/, ""), all, [({ name }) => name]);
  if (match.kind === "one") return match.found;
  const names = all.filter(({ archived }) => !archived).map(({ name }) => name);
  const instead = PERSON.test(wanted)
    ? [
        `open_dm gives the channel for messages to a person: {"users": [${JSON.stringify(wanted.slice(0, 100))}]}.`,
      ]
    : [];
  throw mismatch(match, { wanted, param: "channel", code: "CHANNEL_NOT_FOUND", names, system, instead });
}

/** Keeps what a list gave; the list itself only when it was a whole one. */
export function keepChannels(channels: readonly Channel[], slack: SlackClient, isWhole = false): void {
  for (const channel of channels) slack.step.cache.put("channels", channel.id, channel);
  if (isWhole) slack.step.cache.put("channels", ALL.any, channels);
}

/** Keeps a channel as it is after a change, also in the lists of all, so that nothing must be read again. */
export function keepChanged(changed: Channel, slack: SlackClient): void {
  const { cache } = slack.step;
  cache.put("channels", changed.id, changed);
  for (const key of Object.values(ALL)) {
    const all = cache.peek<Channel[]>("channels", key);
    // What is not at hand may be kept elsewhere, as it was before.
    if (all === undefined) {
      cache.forget("channels", key);
      continue;
    }
    cache.put("channels", key, [...all.filter(({ id }) => id !== changed.id), changed]);
  }
}

/** Forgets a channel of which it is not known what became of it. */
export function forgetChannel(id: string, slack: SlackClient): void {
  slack.step.cache.forget("channels", id);
  for (const key of Object.values(ALL)) slack.step.cache.forget("channels", key);
}

/** What the session knows of a channel. */
export function knownChannel(id: string, slack: SlackClient): Channel | undefined {
  return slack.step.cache.peek<Channel>("channels", id);
}

async function loadChannel(id: string, slack: SlackClient, token: Token): Promise<Channel> {
  const { channel = {} } = await slack.call<{ channel?: VendorChannel }>({
    method: "conversations.info",
    ...(token === "user" ? { token } : {}),
    form: { channel: id, include_num_members: true },
    telling: [channelNotFound(id)],
  });
  return channelOf(channel);
}

/** Every channel that the token sees; archived ones too, so that they are not taken for misspelt. */
async function loadChannels(slack: SlackClient, token: Token): Promise<Channel[]> {
  const listed = (types: string) =>
    everything<VendorChannel, VendorPage & { channels?: VendorChannel[] }>(
      {
        method: "conversations.list",
        form: { types, exclude_archived: false },
        ...(token === "user" ? { token } : {}),
      },
      slack,
      ({ channels }) => channels,
    );
  const found = await listed("public_channel,private_channel").catch((error: unknown) => {
    // Private channels need a scope of their own; a token without it still knows the public ones.
    if (isPmoError(error) && error.code === "SLACK_SCOPE_MISSING") return listed("public_channel");
    throw error;
  });
  const channels = found.map(channelOf);
  keepChannels(channels, slack);
  return channels;
}

/** A channel as it is kept, of what Slack says. */
export function channelOf({ id = "", name = id, ...channel }: VendorChannel): Channel {
  return compact({
    id,
    name,
    topic: unescaped(channel.topic?.value ?? "") || undefined,
    purpose: unescaped(channel.purpose?.value ?? "") || undefined,
    members: channel.num_members,
    private: channel.is_private ?? false,
    archived: channel.is_archived ?? false,
  });
}
