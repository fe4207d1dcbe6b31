import { matchByName } from "@pm-orchestrator/adapter-kit";
import type { LinearClient } from "../client.js";
import { FIND_TEAMS, TEAM_NAMES } from "../documents/teams.js";
import { UUID } from "../schemas.js";
import type { VendorTeam } from "../vendor.js";
import { allNodes } from "./paged.js";
import { ambiguousError, notFoundError } from "./unmatched.js";

export interface Team {
  id: string;
  key: string;
  name: string;
}

/** The key of what belongs to no team, or to all of them. */
export const inWorkspace = "workspace";

/** Keeps a list to a team, if there is one. */
export function teamFilter(team: Team | undefined): Record<string, unknown> | undefined {
  return team === undefined ? undefined : { team: { id: { eq: team.id } } };
}

/** The team that was named; undefined when none was. */
export async function teamIfNamed(
  wanted: string | undefined,
  linear: LinearClient,
): Promise<Team | undefined> {
  return wanted === undefined ? undefined : resolveTeam(wanted, linear);
}

/**
 * The team of that id, key or name. Linear is asked for what fits only, and brings the statuses along, so that the
 * look-up that mostly follows needs no call.
 */
export async function resolveTeam(wanted: string, linear: LinearClient): Promise<Team> {
  const { cache } = linear.step;
  return cache.get("teams", wanted, async () => {
    const found = await findTeam(wanted, linear);
    const { id = "", key = "", name = "", states } = found;
    const team = { id, key, name };
    keepTeam(team, linear);
    if (states?.nodes !== undefined && states.pageInfo?.hasNextPage !== true)
      cache.put("statuses", id, states.nodes);
    return team;
  });
}

/** Keeps a team by what belongs to it alone: id and key. Its name may be another team's key. */
export function keepTeam(team: Team, { step }: LinearClient): void {
  step.cache.put("teams", team.id, team);
  step.cache.put("teams", team.key, team);
}

async function findTeam(wanted: string, linear: LinearClient): Promise<VendorTeam> {
  const text = wanted.trim();
  const filter = UUID.test(text)
    ? { id: { eq: text } }
    : { or: [{ key: { eqIgnoreCase: text } }, { name: { eqIgnoreCase: text } }] };
  const { teams } = await linear.ask(FIND_TEAMS, { filter });
  const match = matchByName(wanted, teams?.nodes ?? [], [
    ({ id }) => id,
    ({ key }) => key,
    ({ name }) => name,
  ]);
  if (match.kind === "one") return match.found;
  if (match.kind === "many") {
    const candidates = match.candidates.map(({ id, key, name }) => ({ id, name, key }));
    throw ambiguousError({ wanted, what: "teams", candidates }, linear);
  }
  const all = await allNodes(linear, TEAM_NAMES, { connection: (data) => data.teams });
  const names = all.flatMap(({ key = "", name = "" }) => [key, name]);
  throw notFoundError("TEAM_NOT_FOUND", { wanted, what: "team", names, details: { team: wanted } }, linear);
}
