import { pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { matchStatus, statusesOf } from "../lookups/statuses.js";
import { resolveTeam } from "../lookups/teams.js";
import { pageOfWhole, pagingAliases } from "../paging.js";
import { statusList } from "../parse.js";
import { name, team, teamAliases } from "../schemas.js";

const operation = operationsFor<LinearClient>();

export const listStatuses = operation({
  summary: "The statuses of a team, in the order of its workflow",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ team, ...pagingParams(250) }),
  aliases: { ...teamAliases, ...pagingAliases },
  result: z.object({
    statuses: z.array(z.object({ id: z.string(), name: z.string(), type: z.string(), position: z.number() })),
    page: pageSchema,
  }),
  caches: ["teams", "statuses"],
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query teams", "query workflowStates"],
  example: { team: "PSN" },
  async run({ team: wanted, ...paging }, linear) {
    const found = await resolveTeam(wanted, linear);
    const { items, page } = pageOfWhole(statusList(await statusesOf(found, linear)), paging, linear);
    return { statuses: items, page };
  },
});

export const getValidStateId = operation({
  summary: "The status of a team that a name, an id or a type means, for use in a write",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ team, state: name.describe("name, id, or a type that only one has") }),
  aliases: { ...teamAliases, status: "state", name: "state", id: "state" },
  result: z.object({
    id: z.string(),
    name: z.string(),
    type: z.string(),
    resolution: z.object({ input: z.string(), method: z.enum(["id", "name", "type"]) }),
  }),
  caches: ["teams", "statuses"],
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query teams", "query workflowStates"],
  example: { team: "PSN", state: "in progress" },
  async run({ team: wanted, state }, linear) {
    const { status, method } = await matchStatus(state, await resolveTeam(wanted, linear), linear);
    const { id = "", name: called = "", type = "" } = status;
    return { id, name: called, type, resolution: { input: state, method } };
  },
});

/** The same by its other names. */
export const validateState = { ...getValidStateId, summary: "The same as get_valid_state_id" };
export const getIssueStatus = { ...getValidStateId, summary: "The same as get_valid_state_id" };
