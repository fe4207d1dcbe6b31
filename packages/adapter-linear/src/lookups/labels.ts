import { matchByName } from "@pm-orchestrator/adapter-kit";
import type { LinearClient } from "../client.js";
import { TEAM_LABELS } from "../documents/names.js";
import type { VendorLabel } from "../vendor.js";
import { allNodes } from "./paged.js";
import type { Team } from "./teams.js";
import { ambiguousError, notFoundError } from "./unmatched.js";

/**
 * The labels of those names or ids, the team's own and the workspace's. A label in a group may also be written with
 * it: `Area/API`. None is ever created: a label that is missing is an error, and all that are missing are in it.
 */
export async function resolveLabels(
  wanted: readonly string[],
  team: Team,
  linear: LinearClient,
): Promise<string[]> {
  const all = await labelsOf(team, linear);
  const ids: string[] = [];
  const missing: string[] = [];
  for (const name of wanted) {
    const match = matchByName(name, all, [({ id }) => id, (label) => label.name, pathOf]);
    if (match.kind === "many") {
      const candidates = match.candidates.map((label) => ({ id: label.id, name: pathOf(label) }));
      throw ambiguousError({ wanted: name, what: `labels in ${team.key}`, candidates }, linear);
    }
    if (match.kind === "one") ids.push(match.found.id ?? "");
    else missing.push(name);
  }
  const [first] = missing;
  if (first === undefined) return [...new Set(ids)];
  throw notFoundError(
    "LABEL_NOT_FOUND",
    {
      wanted: missing.length === 1 ? first : missing.join('", "'),
      what: `label in ${team.key} or the workspace`,
      names: all.map(pathOf),
      details: { missing, team: team.key },
    },
    linear,
  );
}

/** What can be put on an issue: groups cannot. */
function labelsOf(team: Team, linear: LinearClient): Promise<VendorLabel[]> {
  return linear.step.cache.get("labels", team.id, async () => {
    const labels = await allNodes(linear, TEAM_LABELS, {
      variables: { teamId: team.id },
      connection: (data) => data.issueLabels,
    });
    return labels.filter(({ isGroup }) => isGroup !== true);
  });
}

function pathOf({ name = "", parent }: VendorLabel): string {
  return parent?.name === undefined ? name : `${parent.name}/${name}`;
}
