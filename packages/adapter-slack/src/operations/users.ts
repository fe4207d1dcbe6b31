import { page, pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { slice } from "../lookups/slice.js";
import { allUsers, keepUsers, resolveUser, type User, userOf } from "../lookups/users.js";
import { workspaceOf } from "../lookups/workspace.js";
import { operation } from "../operation.js";
import { slicingParams, userAliases, userName } from "../schemas.js";
import type { VendorPage, VendorUser } from "../vendor.js";

const userFields = {
  id: z.string(),
  name: z.string().describe("handle, unique in the workspace"),
  real_name: z.string().optional(),
  email: z.string().optional(),
  title: z.string().optional(),
  time_zone: z.string().optional(),
  display_name: z.string().optional(),
  deactivated: z.boolean().optional(),
  bot: z.boolean().optional(),
};

export const getUser = operation({
  summary: "One person, by id, e-mail address, handle or name",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ user: userName }),
  aliases: { ...userAliases, name: "user", id: "user" },
  result: z.object(userFields),
  caches: ["users", "workspace"],
  upstream: ["users.info", "users.lookupByEmail", "users.list", "auth.test"],
  // An e-mail address takes the one, every other name the other.
  scopes: [
    { any: ["users:read"], partly: true },
    { any: ["users:read.email"], partly: true },
  ],
  example: { user: "maya@acme.example" },
  run: ({ user }, slack) => resolveUser(user, slack),
});

export const listUsers = operation({
  summary: "The people of the workspace; bots and those who have left only when they are asked for",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    include_bots: z.boolean().default(false),
    include_deactivated: z.boolean().default(false),
    ...pagingParams(1000),
  }),
  aliases: { include_deleted: "include_deactivated", cursor: "page_token" },
  result: z.object({ users: z.array(z.object(userFields)), page: pageSchema }),
  caches: ["users"],
  upstream: ["users.list"],
  expectedMs: 600,
  example: {},
  async run({ include_bots, include_deactivated, limit, page_token }, slack) {
    const { members = [], response_metadata } = await slack.call<VendorPage & { members?: VendorUser[] }>({
      method: "users.list",
      form: { limit, cursor: page_token },
    });
    const users = members.map(userOf);
    const paging = page(response_metadata?.next_cursor);
    keepUsers(users, slack, page_token === undefined && paging.complete);
    const shown = users.filter(
      ({ bot, deactivated }) =>
        (include_bots || bot !== true) && (include_deactivated || deactivated !== true),
    );
    return { users: shown, page: paging };
  },
});

export const searchUsers = operation({
  summary: "People whose name, handle, e-mail address or title holds all words of the query",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    query: z.string().min(1).describe("words, or parts of them"),
    include_deactivated: z.boolean().default(false),
    ...slicingParams(),
  }),
  aliases: { name: "query", cursor: "page_token" },
  result: z.object({ users: z.array(z.object(userFields)), page: pageSchema }),
  caches: ["users"],
  upstream: ["users.list"],
  expectedMs: 600,
  example: { query: "engineer" },
  async run({ query, include_deactivated, ...paging }, slack) {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    const found = (await allUsers(slack)).filter(
      (user) =>
        (include_deactivated || user.deactivated !== true) &&
        words.every((word) => searched(user).includes(word)),
    );
    const { shown, page } = slice(found, paging);
    return { users: shown, page };
  },
});

export const getCurrentUser = operation({
  summary: "Whose token it is, and which workspace it opens",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    token: z.enum(["default", "user"]).default("default").describe("the one used by default, or the user's"),
  }),
  result: z.object({
    id: z.string(),
    name: z.string().describe("handle"),
    bot: z.boolean(),
    team: z.object({ id: z.string(), name: z.string() }),
    url: z.string(),
  }),
  caches: ["workspace"],
  upstream: ["auth.test"],
  expectedMs: 200,
  example: {},
  async run({ token }, slack) {
    const {
      user_id,
      user,
      bot,
      team,
      team_id = "",
      url,
    } = await workspaceOf(slack, token === "user" ? "user" : undefined);
    return {
      id: user_id,
      name: user ?? user_id,
      bot,
      team: { id: team_id, name: team ?? team_id },
      url,
    };
  },
});

function searched({ name, real_name, display_name, email, title }: User): string {
  return [name, real_name, display_name, email, title].join(" ").toLowerCase();
}
