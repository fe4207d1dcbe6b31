import { z } from "zod";

/** A channel as people name it. */
export const channelName = z.string().min(1).describe("name, #name or id");

/** A message's identity within its channel: seconds since 1970 with six digits behind the point. */
export const timestamp = z
  .string()
  .regex(/^[0-9]{10,}\.[0-9]{6}$/, "must be a message's ts such as 1763454321.000100")
  .describe("ts of the thread's first message, such as 1763454321.000100");

/** Other spellings of `channel`, as people write them. */
export const channelAliases = {
  channel_id: "channel",
  channelId: "channel",
  channel_name: "channel",
} as const;

/** Other spellings of `thread_ts`. */
export const threadAliases = { ts: "thread_ts", timestamp: "thread_ts", threadTs: "thread_ts" } as const;
