import { createHash } from "node:crypto";
import { baseOf } from "@pm-orchestrator/simulator";
import { BOT, repliesTo, type SimChannel, type SimMessage, type SlackState } from "./state.js";

export const TEAM = { id: "T0ACME0001", name: "Acme" } as const;
export const BOT_ID = opaqueId("B", BOT);
const APP_ID = opaqueId("A", BOT);

/** An id as Slack makes them: stable, and as opaque. */
export function opaqueId(kind: string, name: string): string {
  return kind + createHash("sha256").update(`slack:${kind}:${name}`).digest("hex").slice(0, 10).toUpperCase();
}

export function userId(handle: string): string {
  return opaqueId("U", handle);
}

/** Everybody in the workspace: people, one who has left, and the bot. */
export function userViews(slack: SlackState) {
  return [
    ...slack.world.people.map(({ handle, name, email, title, timeZone }) =>
      userView({ handle, name, email, title, timeZone }),
    ),
    userView({
      handle: "sven",
      name: "Sven Albrecht",
      title: "Backend Engineer",
      timeZone: "Europe/Berlin",
      left: true,
    }),
    userView({ handle: BOT, name: "PM Orchestrator", title: "", timeZone: "Etc/UTC", bot: true }),
  ];
}

interface Account {
  handle: string;
  name: string;
  email?: string;
  title: string;
  timeZone: string;
  left?: boolean;
  bot?: boolean;
}

function userView({ handle, name, email, title, timeZone, left = false, bot = false }: Account) {
  return {
    id: userId(handle),
    team_id: TEAM.id,
    name: handle,
    deleted: left,
    color: "9f69e7",
    real_name: name,
    tz: timeZone,
    tz_label: timeZone.replace("_", " "),
    tz_offset: 0,
    profile: {
      title,
      phone: "",
      skype: "",
      real_name: name,
      real_name_normalized: name,
      display_name: handle,
      display_name_normalized: handle,
      fields: null,
      status_text: "",
      status_emoji: "",
      avatar_hash: userId(handle).toLowerCase(),
      ...(email === undefined ? {} : { email }),
      team: TEAM.id,
    },
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: bot,
    is_app_user: false,
    updated: 1_756_713_600,
  };
}

/** A channel as it stands in lists; `conversations.info` tells the number of members only on request. */
export function channelView(channel: SimChannel, withMembers: boolean, caller: string = BOT) {
  const { id, name, topic, purpose, created, creator, members } = channel;
  if (channel.direct === "im") return directView(channel, caller);
  const told = (value: string) => ({
    value,
    creator: value === "" ? "" : userId(creator),
    last_set: value === "" ? 0 : created,
  });
  return {
    id,
    name,
    name_normalized: name,
    previous_names: [],
    created,
    creator: userId(creator),
    is_archived: channel.archived,
    is_channel: !channel.private,
    is_group: channel.private && channel.direct === undefined,
    is_im: false,
    is_mpim: channel.direct === "mpim",
    is_private: channel.private,
    is_general: name === "general",
    is_member: members.includes(caller),
    is_shared: false,
    is_org_shared: false,
    is_ext_shared: false,
    is_pending_ext_shared: false,
    pending_shared: [],
    unlinked: 0,
    topic: told(topic),
    purpose: told(purpose),
    ...(withMembers ? { num_members: members.length } : {}),
  };
}

/** A direct message with one person: it has neither name nor topic. */
function directView({ id, created, members }: SimChannel, caller: string) {
  const other = members.find((handle) => handle !== caller) ?? caller;
  return {
    id,
    created,
    is_archived: false,
    is_im: true,
    is_org_shared: false,
    user: userId(other),
    is_user_deleted: false,
    priority: 0,
  };
}

/** A message as it stands in threads and in the answer to posting it. */
export function messageView(all: readonly SimMessage[], message: SimMessage) {
  const { ts, author, text, threadTs, blocks, subtype, edited, files, reactions = new Map() } = message;
  const replies = repliesTo(all, ts);
  const parent = all.find((other) => other.ts === threadTs);
  return {
    type: "message",
    user: userId(author),
    text,
    ts,
    team: TEAM.id,
    ...(author === BOT ? { bot_id: BOT_ID, bot_profile: botProfile() } : {}),
    ...(blocks === undefined ? {} : { blocks }),
    ...(subtype === undefined ? {} : { subtype }),
    ...(edited === undefined ? {} : { edited: { user: userId(author), ts: edited } }),
    ...(files === undefined ? {} : { files, upload: true }),
    ...(reactions.size === 0 ? {} : { reactions: [...reactions].map(reactionView) }),
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    ...(parent === undefined || parent.ts === ts ? {} : { parent_user_id: userId(parent.author) }),
    ...(replies.length === 0
      ? {}
      : {
          reply_count: replies.length,
          reply_users_count: new Set(replies.map((reply) => reply.author)).size,
          reply_users: [...new Set(replies.map((reply) => userId(reply.author)))],
          latest_reply: replies.at(-1)?.ts,
          subscribed: false,
        }),
  };
}

function reactionView([name, handles]: [string, string[]]) {
  return { name, users: handles.map(userId), count: handles.length };
}

function botProfile() {
  const icon = (size: number) => `https://a.slack-edge.com/bot_${size}.png`;
  return {
    id: BOT_ID,
    app_id: APP_ID,
    deleted: false,
    name: "PM Orchestrator",
    updated: 1_756_713_600,
    icons: { image_36: icon(36), image_48: icon(48), image_72: icon(72) },
    team_id: TEAM.id,
  };
}

/** Where people see a message. */
export function permalinkOf(request: Request, channel: SimChannel, { ts, threadTs }: SimMessage): string {
  const address = `${baseOf(request, "slack")}/archives/${channel.id}/p${ts.replace(".", "")}`;
  return threadTs === undefined || threadTs === ts
    ? address
    : `${address}?thread_ts=${threadTs}&cid=${channel.id}`;
}
