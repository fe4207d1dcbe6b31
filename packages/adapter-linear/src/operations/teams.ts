import { pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { LIST_TEAMS } from "../documents/teams.js";
import { keepTeam, resolveTeam } from "../lookups/teams.js";
import { pageOf, pageVariables, pagingAliases } from "../paging.js";
import { teamBrief } from "../parse.js";
import { team, teamAliases } from "../schemas.js";

const operation = operationsFor<LinearClient>();

const teamSchema = z.object({ id: z.string(), key: z.string(), name: z.string() });

export const getTeam = operation({
  summary: "One team",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ team }),
  aliases: { ...teamAliases, id: "team", key: "team", name: "team" },
  result: teamSchema,
  caches: ["teams", "statuses"],
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query teams"],
  example: { team: "PSN" },
  run: ({ team: wanted }, linear) => resolveTeam(wanted, linear),
});

export const listTeams = operation({
  summary: "Teams of the workspace",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    query: z.string().min(1).optional().describe("text in name or key"),
    include_archived: z.boolean().default(false),
    ...pagingParams(250),
  }),
  aliases: { ...pagingAliases, includeArchived: "include_archived" },
  result: z.object({ teams: z.array(teamSchema), page: pageSchema }),
  caches: ["teams"],
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query teams"],
  example: {},
  async run({ query, include_archived, ...paging }, linear) {
    const text = { containsIgnoreCase: query };
    const { teams } = await linear.ask(LIST_TEAMS, {
      filter: query === undefined ? undefined : { or: [{ name: text }, { key: text }] },
      includeArchived: include_archived,
      ...pageVariables(paging),
    });
    const found = (teams?.nodes ?? []).map(teamBrief);
    for (const one of found) keepTeam(one, linear);
    return { teams: found, page: pageOf(teams) };
  },
});
