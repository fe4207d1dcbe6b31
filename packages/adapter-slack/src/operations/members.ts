import { page, pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { channelId, forgetChannel } from "../lookups/channels.js";
import { everything } from "../lookups/pages.js";
import { handlesOf, resolveUsers, type User } from "../lookups/users.js";
import { workspaceOf } from "../lookups/workspace.js";
import { channelNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { channelReceipt, channelUrl, placeOf } from "../receipts.js";
import { channelAliases, channelName, userName } from "../schemas.js";
import type { VendorPage } from "../vendor.js";

export const listChannelMembers = operation({
  summary: "Who is in a channel",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ channel: channelName, ...pagingParams(200) }),
  aliases: { ...channelAliases, cursor: "page_token" },
  result: z.object({
    members: z.array(z.object({ id: z.string(), name: z.string().describe("handle") })),
    page: pageSchema,
  }),
  caches: ["channels", "users"],
  upstream: ["conversations.members", "conversations.list", "users.info", "users.list"],
  expectedCalls: 3,
  expectedMs: 900,
  example: { channel: "#engineering" },
  async run({ channel, limit, page_token }, slack) {
    const id = await channelId(channel, slack);
    const { members = [], response_metadata } = await slack.call<VendorPage & { members?: string[] }>({
      method: "conversations.members",
      form: { channel: id, limit, cursor: page_token },
      telling: [channelNotFound(channel)],
    });
    const handles = await handlesOf(members, slack);
    return {
      members: members.map((member) => ({ id: member, name: handles.get(member) ?? member })),
      page: page(response_metadata?.next_cursor),
    };
  },
});

export const joinChannel = operation({
  summary: "Makes the token's owner a member of a public channel",
  effect: "write",
  retry: "natural",
  params: z.strictObject({ channel: channelName }),
  aliases: channelAliases,
  result: channelReceipt,
  caches: ["channels", "workspace"],
  invalidates: ["channels"],
  upstream: ["conversations.join", "conversations.list", "auth.test"],
  expectedCalls: 3,
  expectedMs: 700,
  example: { channel: "#design" },
  async run({ channel }, slack) {
    const { id, workspace } = await placeOf(channel, slack);
    const { body, repeated } = await slack.send<{ warning?: string; channel?: { name?: string } }>({
      method: "conversations.join",
      writes: true,
      form: { channel: id },
      telling: [channelNotFound(channel)],
    });
    const { warning, channel: joined } = body;
    const wasThere = warning === "already_in_channel" && repeated !== true;
    forgetChannel(id, slack);
    return {
      id,
      url: channelUrl(workspace, id),
      changed: wasThere ? [] : ["members"],
      ...(joined?.name === undefined ? {} : { name: joined.name }),
    };
  },
});

export const inviteToChannel = operation({
  summary: "Makes people members of a channel",
  effect: "write",
  retry: "natural",
  params: z.strictObject({ channel: channelName, users: z.array(userName).min(1).max(100) }),
  aliases: { ...channelAliases, user_ids: "users", members: "users" },
  result: channelReceipt.extend({
    users: z.array(z.string()).describe("handles of those who were not there"),
  }),
  caches: ["channels", "users", "workspace"],
  invalidates: ["channels"],
  upstream: [
    "conversations.invite",
    "conversations.members",
    "conversations.list",
    "users.list",
    "users.info",
    "users.lookupByEmail",
    "auth.test",
  ],
  expectedCalls: 4,
  expectedMs: 900,
  example: { channel: "#releases", users: ["@noor"] },
  async run({ channel, users }, slack) {
    const [id, people, workspace] = await Promise.all([
      channelId(channel, slack),
      resolveUsers(users, slack),
      workspaceOf(slack),
    ]);
    const telling = [channelNotFound(channel)];
    const invite = (invited: readonly User[]) =>
      slack.change({
        method: "conversations.invite",
        form: { channel: id, users: invited.map((person) => person.id).join(",") },
        settled: ["already_in_channel"],
        telling,
      });
    let invited: readonly User[] = people;
    if (!(await invite(people))) {
      // Slack refuses all of them when one is there already.
      const call = { method: "conversations.members", form: { channel: id }, telling } as const;
      const members = new Set(
        people.length === 1
          ? people.map((person) => person.id)
          : await everything<string, VendorPage & { members?: string[] }>(
              call,
              slack,
              (answer) => answer.members,
            ),
      );
      invited = people.filter((person) => !members.has(person.id));
      if (invited.length > 0) await invite(invited);
    }
    forgetChannel(id, slack);
    return {
      id,
      url: channelUrl(workspace, id),
      changed: invited.length > 0 ? ["members"] : [],
      users: invited.map(({ name }) => name),
    };
  },
});
