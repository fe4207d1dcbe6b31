import { matchByName } from "@pm-orchestrator/adapter-kit";
import type { PmoError } from "@pm-orchestrator/core";
import type { LinearClient } from "../client.js";
import { TEAM_LABELS } from "../documents/labels.js";
import type { VendorLabel } from "../vendor.js";
import { allThatFit } from "./fitting.js";
import { allNodes } from "./paged.js";
import { inWorkspace, type Team } from "./teams.js";
import { ambiguousError, notFoundError } from "./unmatched.js";

/**
 * All labels that an issue of the team can bear, groups included: its own and the workspace's. Without a team, all there
 * are. `asked` is called when Linear is asked for them.
 */
export function labelsOf(
  team: Team | undefined,
  linear: LinearClient,
  asked = () => {},
): Promise<VendorLabel[]> {
  return linear.step.cache.get("labels", team?.id ?? inWorkspace, () => {
    asked();
    const own = { or: [{ team: { null: true } }, { team: { id: { eq: team?.id } } }] };
    return allNodes(linear, TEAM_LABELS, {
      variables: { filter: team === undefined ? undefined : own },
      connection: (data) => data.issueLabels,
    });
  });
}

/** What a write to a team's labels makes stale: its list and the one of all. The workspace's are in the lists of every team. */
export function forgetLabels(linear: LinearClient, team?: Team): void {
  const { cache } = linear.step;
  if (team === undefined) cache.forget("labels");
  else for (const key of [team.id, inWorkspace]) cache.forget("labels", key);
}

const ways = [({ id }: VendorLabel) => id, ({ name }: VendorLabel) => name, pathOf];

/**
 * The labels of those names or ids, the team's own and the workspace's. A label in a group may also be written with
 * it: `Area/API`. None is ever created: a label that is missing is an error, and all that are missing are in it.
 */
export async function resolveLabels(
  wanted: readonly string[],
  team: Team,
  linear: LinearClient,
): Promise<string[]> {
  const all = (await labelsOf(team, linear)).filter(({ isGroup }) => isGroup !== true);
  const ids: string[] = [];
  const missing: string[] = [];
  for (const name of wanted) {
    const label = matchLabel(name, { all, what: `labels in ${team.key}` }, linear);
    if (label === undefined) missing.push(name);
    else ids.push(label.id ?? "");
  }
  if (missing.length > 0) throw labelsNotFound(missing, { all, team }, linear);
  return [...new Set(ids)];
}

/** One label, or a group, of a team or of the workspace. */
export async function resolveLabel(
  wanted: string,
  team: Team | undefined,
  linear: LinearClient,
): Promise<VendorLabel> {
  const all = await labelsOf(team, linear);
  const label = matchLabel(wanted, { all, what: "labels" }, linear);
  if (label === undefined) throw labelsNotFound([wanted], { all, team }, linear);
  return label;
}

/** The one label of that name; undefined when there is none. Two of them are an error. */
export function matchLabel(
  wanted: string,
  { all, what }: { all: readonly VendorLabel[]; what: string },
  linear: LinearClient,
): VendorLabel | undefined {
  const match = matchByName(wanted, all, ways);
  if (match.kind !== "many") return match.kind === "one" ? match.found : undefined;
  const candidates = match.candidates.map((label) => ({ id: label.id, name: pathOf(label) }));
  throw ambiguousError({ wanted, what, candidates }, linear);
}

/** For filters: per name the ids of all labels that are called so, in one team or in any. */
export async function labelsThatFit(
  wanted: readonly string[],
  team: Team | undefined,
  linear: LinearClient,
): Promise<string[][]> {
  const all = await labelsOf(team, linear);
  const found = wanted.map((name) => allThatFit(name, all, ways).map(({ id = "" }) => id));
  const missing = wanted.filter((_, index) => found[index]?.length === 0);
  if (missing.length > 0) throw labelsNotFound(missing, { all, team }, linear);
  return found;
}

function labelsNotFound(
  missing: readonly string[],
  { all, team }: { all: readonly VendorLabel[]; team: Team | undefined },
  linear: LinearClient,
): PmoError {
  return notFoundError(
    "LABEL_NOT_FOUND",
    {
      wanted: missing.join('", "'),
      what: team === undefined ? "label" : `label in ${team.key} or the workspace`,
      names: all.map(pathOf),
      details: { missing, ...(team === undefined ? {} : { team: team.key }) },
    },
    linear,
  );
}

function pathOf({ name = "", parent }: VendorLabel): string {
  return parent?.name === undefined ? name : `${parent.name}/${name}`;
}
