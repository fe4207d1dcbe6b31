import { matchByName } from "@pm-orchestrator/adapter-kit";
import type { PmoError } from "@pm-orchestrator/core";
import type { LinearClient } from "../client.js";
import { TEAM_STATUSES } from "../documents/teams.js";
import type { VendorState } from "../vendor.js";
import { allThatFit } from "./fitting.js";
import { allNodes } from "./paged.js";
import { inWorkspace, type Team, teamFilter } from "./teams.js";
import { ambiguousError, notFoundError } from "./unmatched.js";

/** All statuses of a team, or of all teams, as Linear orders them. */
export function statusesOf(team: Team | undefined, linear: LinearClient): Promise<VendorState[]> {
  return linear.step.cache.get("statuses", team?.id ?? inWorkspace, () =>
    allNodes(linear, TEAM_STATUSES, {
      variables: { filter: teamFilter(team) },
      connection: (data) => data.workflowStates,
    }),
  );
}

/** In which way a status was found. */
type StatusMatch = { status: VendorState; method: "id" | "name" | "type" };

/**
 * The status of that name or id; else the only one of that type. Never by an alias or a part of a name: "blocked"
 * would cancel an issue, and "started" may mean two statuses.
 */
export async function matchStatus(wanted: string, team: Team, linear: LinearClient): Promise<StatusMatch> {
  const states = await statusesOf(team, linear);
  const named = matchByName(wanted, states, [({ id }) => id, ({ name }) => name]);
  const match = named.kind === "none" ? matchByName(wanted, states, [({ type }) => type]) : named;
  if (match.kind === "one") {
    const { found } = match;
    const method = found.id === wanted ? "id" : match === named ? "name" : "type";
    return { status: found, method };
  }
  if (match.kind === "many") {
    const candidates = match.candidates.map(({ id, name, type }) => ({ id, name, type }));
    throw ambiguousError({ wanted, what: `statuses of ${team.key}`, candidates }, linear);
  }
  throw statusNotFound(wanted, { states, team }, linear);
}

export async function resolveStatus(wanted: string, team: Team, linear: LinearClient): Promise<VendorState> {
  return (await matchStatus(wanted, team, linear)).status;
}

/** For filters: the statuses of that name or type, of one team or of all. */
export async function statusesThatFit(
  wanted: string,
  team: Team | undefined,
  linear: LinearClient,
): Promise<VendorState[]> {
  const states = await statusesOf(team, linear);
  const found = allThatFit(wanted, states, [({ id }) => id, ({ name }) => name, ({ type }) => type]);
  if (found.length === 0) throw statusNotFound(wanted, { states, team }, linear);
  return found;
}

function statusNotFound(
  wanted: string,
  { states, team }: { states: readonly VendorState[]; team: Team | undefined },
  linear: LinearClient,
): PmoError {
  return notFoundError(
    "STATUS_NOT_FOUND",
    {
      wanted,
      what: team === undefined ? "status" : `status of ${team.key}`,
      names: [...new Set(states.map(({ name = "" }) => name))],
      details: { status: wanted, ...(team === undefined ? {} : { team: team.key }) },
    },
    linear,
  );
}
