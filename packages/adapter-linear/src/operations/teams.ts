import { page, pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "zod";
import type { LinearClient } from "../client.js";
import { linearErrors } from "../errors.js";
import { statusesOf } from "../lookups/statuses.js";
import { resolveTeam } from "../lookups/teams.js";
import { statusList } from "../parse.js";
import { team, teamAliases } from "../schemas.js";

const operation = operationsFor<LinearClient>();

export const getTeam = operation({
  summary: "One team",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ team }),
  aliases: { ...teamAliases, id: "team", key: "team", name: "team" },
  result: z.object({ id: z.string(), key: z.string(), name: z.string() }),
  caches: ["teams", "statuses"],
  limits: ["requests", "complexity"],
  upstream: ["query teams"],
  example: { team: "PSN" },
  run: ({ team: wanted }, linear) => resolveTeam(wanted, linear),
});

export const listStatuses = operation({
  summary: "The statuses of a team, in the order of its workflow",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ team, ...pagingParams(250) }),
  aliases: teamAliases,
  result: z.object({
    statuses: z.array(z.object({ id: z.string(), name: z.string(), type: z.string(), position: z.number() })),
    page: pageSchema,
  }),
  caches: ["teams", "statuses"],
  limits: ["requests", "complexity"],
  upstream: ["query teams", "query workflowStates"],
  example: { team: "PSN" },
  async run({ team: wanted, limit, page_token }, linear) {
    const found = await resolveTeam(wanted, linear);
    const all = statusList(await statusesOf(found, linear));
    // The whole list is in the cache, so a page of it begins after the status that the page before ended with.
    const start = page_token === undefined ? 0 : all.findIndex(({ id }) => id === page_token) + 1;
    if (page_token !== undefined && start === 0) {
      throw linearErrors.create("INVALID_INPUT", {
        message: "This page_token is not of a list of this team's statuses.",
        system: linear.step.system,
        details: { page_token },
        suggestions: ["Give page.next of the answer before, or leave page_token out to begin anew."],
      });
    }
    const statuses = all.slice(start, start + limit);
    const more = start + limit < all.length;
    return { statuses, page: page(more ? statuses.at(-1)?.id : undefined, all.length) };
  },
});
