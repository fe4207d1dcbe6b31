import type { World } from "@pm-orchestrator/simulator";

/** The workspace's bot, to whom the simulated bot token belongs. It is no person of the world. */
export const BOT = "pm-orchestrator";

export interface SimChannel {
  id: string;
  name: string;
  topic: string;
  purpose: string;
  /** A direct message, with one person or several; absent for channels. */
  direct?: "im" | "mpim";
  private: boolean;
  archived: boolean;
  /** Handles, the bot's among them where it was invited. */
  members: string[];
  /** Who made it, and when: seconds since 1970. */
  creator: string;
  created: number;
}

export interface SimMessage {
  ts: string;
  /** Handle of a person, or the bot's. */
  author: string;
  text: string;
  /** Of replies and of messages with replies: the thread's first message. */
  threadTs?: string;
  blocks?: unknown;
  /** What an app hung on it, which is told only where it is asked for. */
  metadata?: unknown;
  /** Something happened, such as `channel_join`: nobody wrote it. */
  subtype?: string;
  /** When it was last changed. */
  edited?: string;
  files?: { id: string; name: string }[];
  /** Who reacted, by emoji. */
  reactions?: Map<string, string[]>;
}

export interface SimFile {
  id: string;
  name: string;
  title: string;
  mediaType: string;
  author: string;
  /** Seconds since 1970. */
  created: number;
  content: Uint8Array;
  channelIds: string[];
  /** Of a canvas: what `content` is made of. */
  sections?: SimSection[];
  /** Where its content lies, when that is another system. */
  elsewhere?: string;
}

/** A part of a canvas, by an id of its own. */
export interface SimSection {
  id: string;
  markdown: string;
}

/** Handles and ids, as everywhere here. */
export interface SimUsergroup {
  id: string;
  handle: string;
  name: string;
  description: string;
  users: string[];
  channelIds: string[];
  author: string;
  created: number;
  /** When it was disabled; 0 while it is in use. */
  deleted: number;
}

/** A message or a file that is pinned to a channel. */
export interface SimPin {
  channelId: string;
  ts?: string;
  fileId?: string;
  by: string;
  created: number;
}

export interface SimBookmark {
  id: string;
  channelId: string;
  title: string;
  link: string;
  emoji: string;
  by: string;
  created: number;
}

export interface SimReminder {
  id: string;
  /** Whom it reminds. */
  user: string;
  text: string;
  /** Seconds since 1970; absent when it recurs. */
  time?: number;
  completed: number;
}

/** An upload that was announced, and is not yet completed. */
export interface SimUpload {
  id: string;
  name: string;
  author: string;
  length: number;
  /** Once it has arrived. */
  content?: Uint8Array;
  mediaType?: string;
}

/** A message that waits for its time. */
export interface SimScheduled {
  id: string;
  channelId: string;
  /** Whose token scheduled it. */
  author: string;
  text: string;
  /** Seconds since 1970. */
  postAt: number;
  created: number;
}

/** Everything that the simulated Slack knows. */
export interface SlackState {
  readonly world: World;
  readonly channels: SimChannel[];
  /** By channel id, oldest first. */
  readonly messages: Map<string, SimMessage[]>;
  readonly scheduled: SimScheduled[];
  readonly usergroups: SimUsergroup[];
  readonly pins: SimPin[];
  readonly bookmarks: SimBookmark[];
  readonly reminders: SimReminder[];
  /** How far somebody has read a channel, as `ts`, by {@link readKey}; absent: to its end. */
  readonly reads: Map<string, string>;
  /** The newest last. */
  readonly files: SimFile[];
  /** By ticket: the last part of the address for the upload. */
  readonly uploads: Map<string, SimUpload>;
  /** A `ts` that is later than every other one. */
  nextTs(): string;
  /** An id that nothing has yet: stable, and as opaque as Slack's. */
  nextId(kind: string): string;
}

export function readKey(channelId: string, handle: string): string {
  return `${channelId} ${handle}`;
}

/** The simulated moment, in seconds since 1970. */
export function secondsNow({ world }: SlackState): number {
  return Math.floor(world.now().getTime() / 1000);
}

/** The replies of a message, without itself, oldest first. */
export function repliesTo(messages: readonly SimMessage[], ts: string): SimMessage[] {
  return messages.filter((message) => message.threadTs === ts && message.ts !== ts);
}

/** A `ts`: seconds since 1970, six digits behind the point. */
export function tsOf(microseconds: number): string {
  const digits = String(microseconds).padStart(7, "0");
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

/** Gives a `ts` for each new message: the clock's, or the smallest that is later than the last. */
export function tsClock(world: World, last: string): () => string {
  let latest = Number(last.replace(".", ""));
  return () => {
    latest = Math.max(latest + 1, world.now().getTime() * 1000);
    return tsOf(latest);
  };
}
