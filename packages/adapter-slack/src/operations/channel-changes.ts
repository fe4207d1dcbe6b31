import { changedFields, isRecent } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { SlackClient } from "../client.js";
import { type Channel, channelOf, keepChanged, knownChannel } from "../lookups/channels.js";
import { everything } from "../lookups/pages.js";
import { type Workspace, workspaceOf } from "../lookups/workspace.js";
import { escaped } from "../mrkdwn/text.js";
import { channelNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { channelReceipt, channelUrl, placeOf } from "../receipts.js";
import { channelAliases, channelName } from "../schemas.js";
import type { VendorChannel, VendorPage } from "../vendor.js";

export const createChannel = operation({
  summary: "Creates a channel, with the token's owner as its first member",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    name: z
      .string()
      .min(1)
      .max(80)
      .regex(/^[^A-Z\s#.]+$/, "is in lower case, without spaces, points and #")
      .describe("in lower case, without spaces"),
    private: z.boolean().default(false),
  }),
  aliases: { channel: "name", channel_name: "name", is_private: "private" },
  result: channelReceipt,
  caches: ["channels", "workspace"],
  invalidates: ["channels"],
  upstream: ["conversations.create", "auth.test", "conversations.list"],
  expectedCalls: 2,
  expectedMs: 800,
  example: { name: "jwt-rollout" },
  async run(params, slack) {
    const workspace = await workspaceOf(slack);
    const { channel = {} } = await slack.call<{ channel?: VendorChannel }>({
      method: "conversations.create",
      writes: true,
      form: { name: params.name, is_private: params.private },
      telling: [
        {
          code: "NAME_TAKEN",
          message: `There is a channel ${params.name} already; it may be archived, or private.`,
          details: { name: params.name },
        },
      ],
    });
    slack.claims.take(channel.id ?? "");
    return creation(params, workspace, keptChannel(channel, slack));
  },
  async reconcile(params, slack) {
    const workspace = await workspaceOf(slack);
    const listed = await everything<VendorChannel, VendorPage & { channels?: VendorChannel[] }>(
      {
        method: "conversations.list",
        form: { types: params.private ? "private_channel" : "public_channel", exclude_archived: true },
      },
      slack,
      ({ channels = [] }, answer) => channels.filter(({ created = 0 }) => isRecent(created * 1000, answer)),
    );
    const alike = listed.filter(({ name, creator }) => name === params.name && creator === workspace.user_id);
    const found = slack.claims.takeOnly(alike, ({ id = "" }) => id);
    return found && creation(params, workspace, keptChannel(found, slack));
  },
});

function keptChannel(channel: VendorChannel, slack: SlackClient): Channel {
  const kept = channelOf(channel);
  keepChanged(kept, slack);
  return kept;
}

function creation(params: Readonly<Record<string, unknown>>, workspace: Workspace, { id, name }: Channel) {
  return { id, url: channelUrl(workspace, id), changed: changedFields(params), name };
}

export const archiveChannel = operation({
  summary: "Archives a channel: it can be read, but no longer written to; people can undo it in Slack",
  effect: "write",
  retry: "natural",
  params: z.strictObject({ channel: channelName }),
  aliases: channelAliases,
  result: channelReceipt,
  caches: ["channels", "workspace"],
  invalidates: ["channels"],
  upstream: ["conversations.archive", "conversations.list", "auth.test"],
  expectedCalls: 3,
  expectedMs: 800,
  example: { channel: "#random" },
  async run({ channel }, slack) {
    const { id, workspace } = await placeOf(channel, slack);
    const changed = await slack.change({
      method: "conversations.archive",
      form: { channel: id },
      settled: ["already_archived"],
      telling: [channelNotFound(channel)],
    });
    const known = knownChannel(id, slack);
    if (known !== undefined) keepChanged({ ...known, archived: true }, slack);
    return { id, url: channelUrl(workspace, id), changed: changed ? ["archived"] : [] };
  },
});

export const setTopic = operation({
  summary: "Sets the topic of a channel: plain text, which stands at its head",
  effect: "write",
  retry: "natural",
  params: z.strictObject({
    channel: channelName,
    topic: z.string().max(250).describe("plain text; empty for none"),
  }),
  aliases: channelAliases,
  result: channelReceipt,
  caches: ["channels", "workspace"],
  invalidates: ["channels"],
  upstream: ["conversations.setTopic", "conversations.list", "auth.test"],
  expectedCalls: 3,
  expectedMs: 700,
  example: { channel: "#engineering", topic: "Sprint 25: rollout of JWT authentication" },
  async run({ channel, topic }, slack) {
    const { id, workspace } = await placeOf(channel, slack);
    await slack.call({
      method: "conversations.setTopic",
      writes: true,
      form: { channel: id, topic: escaped(topic) },
      telling: [channelNotFound(channel)],
    });
    const known = knownChannel(id, slack);
    if (known !== undefined) {
      const { topic: _before, ...rest } = known;
      keepChanged(topic === "" ? rest : { ...rest, topic }, slack);
    }
    return { id, url: channelUrl(workspace, id), changed: ["topic"] };
  },
});
