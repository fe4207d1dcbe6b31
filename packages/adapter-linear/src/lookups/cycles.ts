import { matchByName } from "@pm-orchestrator/adapter-kit";
import type { LinearClient } from "../client.js";
import { LIST_CYCLES } from "../documents/cycles.js";
import { linearErrors } from "../errors.js";
import { UUID } from "../schemas.js";
import type { VendorCycle } from "../vendor.js";
import { allNodes } from "./paged.js";
import type { Team } from "./teams.js";
import { ambiguousError, notFoundError } from "./unmatched.js";

/** Which cycle is the current one changes by itself, so these are never kept: they are asked for. */
export const RELATIVE_CYCLES = new Map([
  ["current", { isActive: { eq: true } }],
  ["next", { isNext: { eq: true } }],
  ["previous", { isPrevious: { eq: true } }],
]);

/** A team's cycle: `current`, `next`, `previous`, its number, name or id. */
export async function resolveCycle(wanted: string, team: Team, linear: LinearClient): Promise<string> {
  if (UUID.test(wanted)) return wanted;
  const ofTeam = { team: { id: { eq: team.id } } };
  const relative = RELATIVE_CYCLES.get(wanted.trim().toLowerCase());
  const cycles = await allNodes(linear, LIST_CYCLES, {
    variables: { filter: { ...ofTeam, ...relative }, first: 250 },
    connection: (data) => data.cycles,
  });
  if (relative !== undefined && cycles[0]?.id !== undefined) return cycles[0].id;
  const match = matchByName(wanted, cycles, [({ number }) => String(number ?? ""), ({ name }) => name]);
  if (match.kind === "one") return match.found.id ?? "";
  if (match.kind === "many") {
    const candidates = match.candidates.map(({ id, number, name }) => ({ id, number, name }));
    throw ambiguousError({ wanted, what: `cycles of ${team.key}`, candidates }, linear);
  }
  const names = cycles.flatMap(({ number, name }) => [String(number), ...(name == null ? [] : [name])]);
  const told = { wanted, what: `cycle of ${team.key}`, names, details: { cycle: wanted, team: team.key } };
  throw notFoundError("CYCLE_NOT_FOUND", told, linear);
}

/** For filters: a cycle as a condition. One that is named needs its team, since every team counts its own. */
export async function cycleFilter(
  wanted: string,
  team: Team | undefined,
  linear: LinearClient,
): Promise<Record<string, unknown>> {
  const relative = RELATIVE_CYCLES.get(wanted.trim().toLowerCase());
  if (relative !== undefined) return relative;
  if (team !== undefined) return { id: { eq: await resolveCycle(wanted, team, linear) } };
  if (UUID.test(wanted)) return { id: { eq: wanted } };
  throw linearErrors.create("MISSING_REQUIRED_PARAM", {
    message: `The cycle "${wanted}" may be any team's.`,
    system: linear.step.system,
    suggestions: ["Give the team too, or current, next, previous or the cycle's id."],
  });
}

/** How a cycle is shown beside something else. */
export function cycleName({ name, number }: VendorCycle): string {
  return name ?? `Cycle ${number}`;
}
