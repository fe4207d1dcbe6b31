import { compact, matchByName } from "@pm-orchestrator/adapter-kit";
import { isPmoError } from "@pm-orchestrator/core";
import type { SlackClient } from "../client.js";
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

/** The key of the list of all channels; ids are the other keys of the slot. */
const ALL = "*";

/** Channels are written in lower case, so that an id cannot be mistaken for a name. */
const CHANNEL_ID = /^[CGD][A-Z0-9]{8,}$/;

/** The channel of that name, #name or id, with everything known of it. */
export async function resolveChannel(wanted: string, slack: SlackClient): Promise<Channel> {
  if (CHANNEL_ID.test(wanted))
    return slack.step.cache.get("channels", wanted, () => loadChannel(wanted, slack));
  const all = await slack.step.cache.get("channels", ALL, () => loadChannels(slack));
  const match = matchByName(wanted.trim().replace(/^#/, ""), all, [({ name }) => name]);
  if (match.kind === "one") return match.found;
  const names = all.filter(({ archived }) => !archived).map(({ name }) => name);
  throw mismatch(match, {
    wanted,
    param: "channel",
    code: "CHANNEL_NOT_FOUND",
    names,
    system: slack.step.system,
  });
}

/** Only the id, which costs no call when an id was given. */
export async function channelId(wanted: string, slack: SlackClient): Promise<string> {
  return CHANNEL_ID.test(wanted) ? wanted : (await resolveChannel(wanted, slack)).id;
}

async function loadChannel(id: string, slack: SlackClient): Promise<Channel> {
  const { channel = {} } = await slack.call<{ channel?: VendorChannel }>({
    method: "conversations.info",
    form: { channel: id, include_num_members: true },
    telling: [channelNotFound(id)],
  });
  return channelOf(channel);
}

/** Every channel that the token sees; archived ones too, so that they are not taken for misspelt. */
async function loadChannels(slack: SlackClient): Promise<Channel[]> {
  const listed = (types: string) =>
    everything<VendorChannel, VendorPage & { channels?: VendorChannel[] }>(
      { method: "conversations.list", form: { types, exclude_archived: false } },
      slack,
      ({ channels }) => channels,
    );
  const found = await listed("public_channel,private_channel").catch((error: unknown) => {
    // Private channels need a scope of their own; a token without it still knows the public ones.
    if (isPmoError(error) && error.code === "SLACK_SCOPE_MISSING") return listed("public_channel");
    throw error;
  });
  const channels = found.map(channelOf);
  for (const channel of channels) slack.step.cache.put("channels", channel.id, channel);
  return channels;
}

function channelOf({ id = "", name = id, ...channel }: VendorChannel): Channel {
  return compact({
    id,
    name,
    topic: channel.topic?.value || undefined,
    purpose: channel.purpose?.value || undefined,
    members: channel.num_members,
    private: channel.is_private ?? false,
    archived: channel.is_archived ?? false,
  });
}
