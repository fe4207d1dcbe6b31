import { compact, pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { LIST_CYCLES } from "../documents/cycles.js";
import { RELATIVE_CYCLES } from "../lookups/cycles.js";
import { resolveTeam, teamFilter } from "../lookups/teams.js";
import { pageOf, pageVariables, pagingAliases } from "../paging.js";
import { progressTold } from "../progress.js";
import { team, teamAliases } from "../schemas.js";
import type { VendorCycle } from "../vendor.js";

const operation = operationsFor<LinearClient>();

export const listCycles = operation({
  summary: "The cycles of a team, the latest first, or only the current, previous or next one",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    team,
    type: z.enum(["current", "previous", "next"]).optional(),
    ...pagingParams(100),
  }),
  aliases: { ...teamAliases, ...pagingAliases },
  result: z.object({
    cycles: z.array(
      z.object({
        id: z.string(),
        number: z.number(),
        name: z.string().optional(),
        starts: z.string().optional(),
        ends: z.string().optional(),
        progress: z.number().optional().describe("a fraction"),
        type: z.enum(["current", "previous", "next"]).optional(),
      }),
    ),
    page: pageSchema,
  }),
  caches: ["teams", "statuses"],
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query cycles", "query teams"],
  expectedCalls: 2,
  expectedMs: 500,
  example: { team: "PSN", type: "current" },
  async run({ team: wanted, type, ...paging }, linear) {
    const found = await resolveTeam(wanted, linear);
    const filter = { ...teamFilter(found), ...RELATIVE_CYCLES.get(type ?? "") };
    const { cycles } = await linear.ask(LIST_CYCLES, { filter, ...pageVariables(paging) });
    return { cycles: (cycles?.nodes ?? []).map(parsed), page: pageOf(cycles) };
  },
});

function parsed({ id = "", number = 0, name, startsAt, endsAt, progress, ...place }: VendorCycle) {
  return {
    id,
    number,
    ...compact({
      name,
      starts: startsAt,
      ends: endsAt,
      progress: progressTold(progress),
      type: placeOf(place),
    }),
  };
}

function placeOf({ isActive, isNext, isPrevious }: VendorCycle) {
  if (isActive === true) return "current" as const;
  if (isNext === true) return "next" as const;
  return isPrevious === true ? ("previous" as const) : undefined;
}
