import { matchByName } from "@pm-orchestrator/adapter-kit";
import type { LinearClient } from "../client.js";
import { FIND_PROJECTS } from "../documents/names.js";
import { UUID } from "../schemas.js";
import type { VendorNamed } from "../vendor.js";
import { inWorkspace, type Team } from "./teams.js";
import { ambiguousError, notFoundError } from "./unmatched.js";

/** Under which key a project that was looked up so is kept. */
function projectKey(wanted: string, team?: Team): string {
  return `${team?.id ?? inWorkspace}:${wanted}`;
}

/** The project of that id, name or short id from its address, among those of the team, or of all. */
export function resolveProject(
  wanted: string,
  team: Team | undefined,
  linear: LinearClient,
): Promise<VendorNamed> {
  return linear.step.cache.get("projects", projectKey(wanted, team), async () => {
    const own = team === undefined ? {} : { accessibleTeams: { some: { id: { eq: team.id } } } };
    const found = await projectsThatFit({ ...own, ...filterFor(wanted.trim()) }, linear);
    const match = matchByName(wanted, found, [({ id }) => id, ({ slugId }) => slugId, ({ name }) => name]);
    if (match.kind === "one") return plain(match.found);
    const of = team === undefined ? "" : ` of ${team.key}`;
    if (match.kind === "many") {
      throw ambiguousError(
        { wanted, what: `projects${of}`, candidates: match.candidates.map(plain) },
        linear,
      );
    }
    const all = await projectsThatFit(own, linear);
    throw notFoundError(
      "PROJECT_NOT_FOUND",
      {
        wanted,
        what: `project${of}`,
        names: all.map(({ name }) => name ?? ""),
        details: { project: wanted, ...(team === undefined ? {} : { team: team.key }) },
      },
      linear,
    );
  });
}

type Found = VendorNamed & { slugId?: string };

const plain = ({ id, name }: Found): VendorNamed => ({ id, name });

function filterFor(text: string): Record<string, unknown> {
  if (UUID.test(text)) return { id: { eq: text } };
  const named = { name: { eqIgnoreCase: text } };
  return /^[0-9a-f]{12}$/.test(text) ? { or: [named, { slugId: { eq: text } }] } : named;
}

async function projectsThatFit(filter: Record<string, unknown>, linear: LinearClient): Promise<Found[]> {
  const { projects } = await linear.ask(FIND_PROJECTS, { filter });
  return projects?.nodes ?? [];
}

/** Keeps projects of a list by id, which belongs to one project only; their names may belong to several. */
export function keepProjects(
  projects: readonly VendorNamed[],
  team: Team | undefined,
  { step }: LinearClient,
): void {
  for (const project of projects) {
    if (project.id != null) step.cache.put("projects", projectKey(project.id, team), plain(project));
  }
}
