import type { LinearClient } from "./client.js";
import { createdLabel } from "./created.js";
import { CREATE_LABEL } from "./documents/labels.js";
import { forgetLabels, labelsOf, matchLabel } from "./lookups/labels.js";
import type { Team } from "./lookups/teams.js";
import { createOnce } from "./minted.js";
import type { VendorLabel } from "./vendor.js";
import { given, requireWritten } from "./written.js";

/** What a label is to be. */
interface WantedLabel {
  name: string;
  color?: string | undefined;
  description?: string | undefined;
  isGroup?: boolean | undefined;
  parentId?: string | undefined;
}

/** What people mostly mean by the name of a label, as a colour. */
const COLOURS = new Map([
  ["bug", "#eb5757"],
  ["critical", "#eb5757"],
  ["high-priority", "#f2994a"],
  ["low-priority", "#95a2b3"],
  ["feature", "#bb87fc"],
  ["improvement", "#4ea7fc"],
  ["epic", "#f7c8c1"],
  ["planning", "#f7c8c1"],
  ["task", "#26b5ce"],
  ["implementation", "#26b5ce"],
  ["verification", "#f2c94c"],
  ["testing", "#f2c94c"],
  ["pr-review", "#5e6ad2"],
  ["backend", "#5e6ad2"],
  ["frontend", "#4ea7fc"],
  ["security", "#eb5757"],
  ["performance", "#f2994a"],
  ["documentation", "#95a2b3"],
  ["approved", "#4cb782"],
  ["done", "#4cb782"],
]);
const PLAIN = "#95a2b3";

/** Creates a label of a team, or of the workspace. */
export async function createLabel(
  wanted: WantedLabel,
  team: Team | undefined,
  linear: LinearClient,
): Promise<VendorLabel> {
  const id = labelId(wanted.name, linear);
  const color = wanted.color ?? COLOURS.get(wanted.name.toLowerCase()) ?? PLAIN;
  const input = given({ id, ...wanted, color, teamId: team?.id });
  const create = async () => {
    const { issueLabelCreate } = await linear.ask(CREATE_LABEL, { input });
    return requireWritten(issueLabelCreate, issueLabelCreate?.issueLabel, {
      unwritten: { code: "LABEL_CREATION_FAILED", what: "created the label", details: { id } },
      linear,
    });
  };
  const lookUp = `Look with list_labels for ${id}: the label has this id if it was created.`;
  const created = await createOnce({ id, create, read: createdLabel, lookUp }, linear);
  forgetLabels(linear, team);
  return created;
}

/** Under which id this step creates the label of that name. */
export function labelId(name: string, { step }: LinearClient): string {
  return step.mint(`label ${name.trim().toLowerCase()}`);
}

/**
 * The labels of a team, in which to look for these names. When one is missing in what the cache holds they are read
 * anew: somebody may have created it since.
 */
export async function labelsWith(
  names: readonly string[],
  team: Team,
  linear: LinearClient,
): Promise<VendorLabel[]> {
  const { cache } = linear.step;
  let areNew = false;
  const all = await labelsOf(team, linear, () => {
    areNew = true;
  });
  if (areNew || names.every((name) => labelAmong(all, name, linear) !== undefined)) return all;
  cache.forget("labels", team.id);
  return labelsOf(team, linear);
}

/** The label of that name that issues of the team can bear. */
export function labelAmong(
  all: readonly VendorLabel[],
  name: string,
  linear: LinearClient,
): VendorLabel | undefined {
  const usable = all.filter(({ isGroup }) => isGroup !== true);
  return matchLabel(name, { all: usable, what: "labels" }, linear);
}
