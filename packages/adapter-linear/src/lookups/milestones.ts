import { matchByName } from "@pm-orchestrator/adapter-kit";
import type { LinearClient } from "../client.js";
import { LIST_MILESTONES } from "../documents/milestones.js";
import type { VendorNamed } from "../vendor.js";
import type { VendorMilestone } from "../vendor-planning.js";
import { allNodes } from "./paged.js";
import { ambiguousError, notFoundError } from "./unmatched.js";

/** A project's milestone by id or name. */
export async function resolveMilestone(
  wanted: string,
  project: VendorNamed,
  linear: LinearClient,
): Promise<VendorMilestone> {
  const milestones = await allNodes(linear, LIST_MILESTONES, {
    variables: { filter: { project: { id: { eq: project.id } } }, first: 250 },
    connection: (data) => data.projectMilestones,
  });
  const match = matchByName(wanted, milestones, [({ id }) => id, ({ name }) => name]);
  if (match.kind === "one") return match.found;
  const of = project.name == null ? "the project" : `"${project.name}"`;
  if (match.kind === "many") {
    const candidates = match.candidates.map(({ id, name }) => ({ id, name }));
    throw ambiguousError({ wanted, what: `milestones of ${of}`, candidates }, linear);
  }
  const names = milestones.map(({ name }) => name ?? "");
  const told = { wanted, what: `milestone of ${of}`, names, details: { milestone: wanted } };
  throw notFoundError("MILESTONE_NOT_FOUND", told, linear);
}
