import { compact, pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { LIST_USERS, TEAM_MEMBERS } from "../documents/names.js";
import { teamIfNamed } from "../lookups/teams.js";
import { keepUser, resolveUser } from "../lookups/users.js";
import { pageOf, pageVariables, pagingAliases } from "../paging.js";
import { team, teamAliases, user } from "../schemas.js";
import type { VendorUser } from "../vendor.js";

const operation = operationsFor<LinearClient>();

/** What a list tells of somebody. */
const userInListSchema = z.object({
  id: z.string(),
  name: z.string(),
  display_name: z.string().optional().describe("by which people are mentioned: @name"),
  email: z.string().optional(),
  title: z.string().optional(),
  time_zone: z.string().optional(),
  active: z.boolean().optional(),
});

const userSchema = userInListSchema.extend({ url: z.string().optional() });

export const getUser = operation({
  summary: "One person",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ user }),
  aliases: { id: "user", user_id: "user", userId: "user", email: "user", name: "user", query: "user" },
  result: userSchema,
  caches: ["users"],
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query users", "query viewer"],
  example: { user: "priya@acme.example" },
  async run({ user: wanted }, linear) {
    const found = await resolveUser(wanted, linear);
    return { ...userInList(found), ...compact({ url: found.url }) };
  },
});

export const listUsers = operation({
  summary: "People of the workspace, or of a team",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    query: z.string().min(1).optional().describe("text in name or e-mail"),
    team: team.optional(),
    ...pagingParams(250),
  }),
  aliases: { ...teamAliases, ...pagingAliases },
  result: z.object({ users: z.array(userInListSchema), page: pageSchema }),
  caches: ["teams", "statuses", "users"],
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query users", "query team", "query teams"],
  example: { query: "alex" },
  async run({ query, team: wanted, ...paging }, linear) {
    const found = await teamIfNamed(wanted, linear);
    const text = { containsIgnoreCase: query };
    const filter =
      query === undefined ? undefined : { or: [{ name: text }, { displayName: text }, { email: text }] };
    const variables = { filter, ...pageVariables(paging) };
    const people =
      found === undefined
        ? (await linear.ask(LIST_USERS, variables)).users
        : (await linear.ask(TEAM_MEMBERS, { id: found.id, ...variables })).team?.members;
    const users = people?.nodes ?? [];
    for (const one of users) keepUser(one, linear);
    return { users: users.map(userInList), page: pageOf(people) };
  },
});

function userInList({ id = "", name = "", displayName, email, title, timezone, active }: VendorUser) {
  return {
    id,
    name,
    ...compact({ display_name: displayName, email, title, time_zone: timezone, active }),
  };
}
