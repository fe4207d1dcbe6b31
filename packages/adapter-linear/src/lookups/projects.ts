import { matchByName } from "@pm-orchestrator/adapter-kit";
import type { LinearClient } from "../client.js";
import { FIND_PROJECTS } from "../documents/names.js";
import { UUID } from "../schemas.js";
import type { VendorNamed } from "../vendor.js";
import type { Team } from "./teams.js";
import { ambiguousError, notFoundError } from "./unmatched.js";

/** The project of that id or name, among those of the team. */
export function resolveProject(wanted: string, team: Team, linear: LinearClient): Promise<VendorNamed> {
  return linear.step.cache.get("projects", `${team.id}:${wanted}`, async () => {
    const text = wanted.trim();
    const own = { accessibleTeams: { some: { id: { eq: team.id } } } };
    const named = UUID.test(text) ? { id: { eq: text } } : { name: { eqIgnoreCase: text } };
    const found = await projectsThatFit({ ...own, ...named }, linear);
    const match = matchByName(wanted, found, [({ id }) => id, ({ name }) => name]);
    if (match.kind === "one") return match.found;
    if (match.kind === "many") {
      throw ambiguousError({ wanted, what: `projects of ${team.key}`, candidates: match.candidates }, linear);
    }
    const all = await projectsThatFit(own, linear);
    throw notFoundError(
      "PROJECT_NOT_FOUND",
      {
        wanted,
        what: `project of ${team.key}`,
        names: all.map(({ name }) => name ?? ""),
        details: { project: wanted, team: team.key },
      },
      linear,
    );
  });
}

async function projectsThatFit(
  filter: Record<string, unknown>,
  linear: LinearClient,
): Promise<VendorNamed[]> {
  const { projects } = await linear.ask(FIND_PROJECTS, { filter });
  return projects?.nodes ?? [];
}
