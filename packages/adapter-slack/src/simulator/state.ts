import type { World } from "@pm-orchestrator/simulator";

/** The workspace's bot, to whom the simulated bot token belongs. It is no person of the world. */
export const BOT = "pm-orchestrator";

export interface SimChannel {
  id: string;
  name: string;
  topic: string;
  purpose: string;
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
}

/** Everything that the simulated Slack knows. */
export interface SlackState {
  readonly world: World;
  readonly channels: readonly SimChannel[];
  /** By channel id, oldest first. */
  readonly messages: ReadonlyMap<string, SimMessage[]>;
  /** A `ts` that is later than every other one. */
  nextTs(): string;
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
