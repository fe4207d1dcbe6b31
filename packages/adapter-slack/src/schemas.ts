import { pagingParams } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";

/** A channel as people name it. */
export const channelName = z.string().min(1).describe("name, #name or id");

/** A person as people name them. */
export const userName = z.string().min(1).describe("id, e-mail, @name, name, or me");

const ts = z.string().regex(/^[0-9]{10,}\.[0-9]{6}$/, "must be a message's ts such as 1763454321.000100");

/** A message's identity within its channel: seconds since 1970 with six digits behind the point. */
export const messageTs = ts.describe("the message's ts, such as 1763454321.000100");

/** The same of the message with which a thread begins. */
export const timestamp = ts.describe("ts of the thread's first message, such as 1763454321.000100");

/** A moment, as people and as Slack write it. */
export const instant = z
  .string()
  .regex(
    /^([0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?(Z|[+-][01][0-9]:[0-5][0-9])?)?|[0-9]{10}(\.[0-9]{1,6})?)$/,
    "must be ISO 8601, such as 2025-12-01T09:00:00Z, or seconds since 1970",
  )
  .describe("ISO 8601 (UTC unless it says otherwise), or a message's ts");

/** `limit` and `page_token` where Slack gives everything at once, and the pages are made here. */
export function slicingParams(largest = 200) {
  return {
    ...pagingParams(largest),
    page_token: z
      .string()
      .regex(/^[1-9][0-9]{0,6}$/, "must be page.next of the answer before")
      .optional()
      .describe("page.next of the answer before"),
  };
}

/** `limit` and `page_token` where Slack numbers its pages. */
export function numberedParams(largest = 100) {
  return {
    ...pagingParams(largest),
    page_token: z
      .string()
      .regex(/^[1-9][0-9]{0,4}$/, "must be page.next of the answer before")
      .optional()
      .describe("page.next of the answer before, with the same limit"),
  };
}

/** Other spellings of `channel`, as people write them. */
export const channelAliases = {
  channel_id: "channel",
  channelId: "channel",
  channel_name: "channel",
} as const;

/** Other spellings of `thread_ts`. */
export const threadAliases = { ts: "thread_ts", timestamp: "thread_ts", threadTs: "thread_ts" } as const;

/** Other spellings of the `ts` of a message in a channel, and of the channel. */
export const messageAliases = {
  ...channelAliases,
  timestamp: "ts",
  message_ts: "ts",
  messageTs: "ts",
} as const;

/** Other spellings of `user`. */
export const userAliases = { user_id: "user", userId: "user", email: "user" } as const;
