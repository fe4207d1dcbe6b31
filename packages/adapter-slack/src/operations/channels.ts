import { operationsFor } from "@pm-orchestrator/core";
import { z } from "zod";
import type { SlackClient } from "../client.js";
import { resolveChannel } from "../lookups/channels.js";
import { channelAliases, channelName } from "../schemas.js";

const operation = operationsFor<SlackClient>();

export const getChannel = operation({
  summary: "One channel: its topic, purpose and number of members",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ channel: channelName }),
  aliases: { ...channelAliases, name: "channel", id: "channel" },
  result: z.object({
    id: z.string(),
    name: z.string(),
    topic: z.string().optional(),
    purpose: z.string().optional(),
    members: z.int().optional().describe("how many"),
    private: z.boolean(),
    archived: z.boolean(),
  }),
  caches: ["channels"],
  limits: ["methods"],
  upstream: ["conversations.info", "conversations.list"],
  example: { channel: "#engineering" },
  run: ({ channel }, slack) => resolveChannel(channel, slack),
});
