import { matchByName } from "@pm-orchestrator/adapter-kit";
import type { LinearClient } from "../client.js";
import { TEAM_STATUSES } from "../documents/teams.js";
import type { VendorState } from "../vendor.js";
import { allNodes } from "./paged.js";
import type { Team } from "./teams.js";
import { ambiguousError, notFoundError } from "./unmatched.js";

/** All statuses of a team, as Linear orders them. */
export function statusesOf(team: Team, linear: LinearClient): Promise<VendorState[]> {
  return linear.step.cache.get("statuses", team.id, () =>
    allNodes(linear, TEAM_STATUSES, {
      variables: { teamId: team.id },
      connection: (data) => data.workflowStates,
    }),
  );
}

/**
 * The status of that name or id; else the only one of that type. Never by an alias or a part of a name: "blocked"
 * would cancel an issue, and "started" may mean two statuses.
 */
export async function resolveStatus(wanted: string, team: Team, linear: LinearClient): Promise<VendorState> {
  const states = await statusesOf(team, linear);
  const named = matchByName(wanted, states, [({ id }) => id, ({ name }) => name]);
  const match = named.kind === "none" ? matchByName(wanted, states, [({ type }) => type]) : named;
  if (match.kind === "one") return match.found;
  if (match.kind === "many") {
    const candidates = match.candidates.map(({ id, name, type }) => ({ id, name, type }));
    throw ambiguousError({ wanted, what: `statuses of ${team.key}`, candidates }, linear);
  }
  throw notFoundError(
    "STATUS_NOT_FOUND",
    {
      wanted,
      what: `status of ${team.key}`,
      names: states.map(({ name = "" }) => name),
      details: { status: wanted, team: team.key },
    },
    linear,
  );
}
