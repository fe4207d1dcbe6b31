import { receiptSchema } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { resolveUsers } from "../lookups/users.js";
import { workspaceOf } from "../lookups/workspace.js";
import { operation } from "../operation.js";
import { channelUrl } from "../receipts.js";
import { userName } from "../schemas.js";

export const openDm = operation({
  summary: "Opens a direct message with one person or up to eight; its id is a channel to post to",
  effect: "write",
  retry: "natural",
  params: z.strictObject({ users: z.array(userName).min(1).max(8) }),
  aliases: { user_ids: "users" },
  result: receiptSchema.extend({
    channel: z.string().describe("id, for post_message"),
    users: z.array(z.string()).describe("handles"),
  }),
  caches: ["users", "workspace"],
  upstream: ["conversations.open", "users.list", "users.info", "users.lookupByEmail", "auth.test"],
  expectedCalls: 3,
  expectedMs: 800,
  example: { users: ["@maya"] },
  async run({ users }, slack) {
    const [people, workspace] = await Promise.all([resolveUsers(users, slack), workspaceOf(slack)]);
    const { body, repeated } = await slack.send<{ channel?: { id?: string }; already_open?: boolean }>({
      method: "conversations.open",
      writes: true,
      form: { users: people.map(({ id }) => id).join(",") },
    });
    const { id = "" } = body.channel ?? {};
    const wasOpen = body.already_open === true && repeated !== true;
    return {
      id,
      url: channelUrl(workspace, id),
      changed: wasOpen ? [] : ["users"],
      channel: id,
      users: people.map(({ name }) => name),
    };
  },
});
