import { matchByName } from "@pm-orchestrator/adapter-kit";
import type { LinearClient } from "../client.js";
import { LIST_INITIATIVES } from "../documents/initiatives.js";
import { LIST_PROJECT_LABELS } from "../documents/labels.js";
import { PROJECT_STATUSES } from "../documents/projects.js";
import type { LinearErrorCode } from "../errors.js";
import type { VendorNamed } from "../vendor.js";
import { allNodes } from "./paged.js";
import { ambiguousError, notFoundError } from "./unmatched.js";

/** The initiative of that id, name or short id. */
export async function resolveInitiative(wanted: string, linear: LinearClient): Promise<VendorNamed> {
  const all = await allNodes(linear, LIST_INITIATIVES, {
    variables: { first: 250 },
    connection: (data) => data.initiatives,
  });
  const ways = [({ slugId }: { slugId?: string }) => slugId];
  return oneOf(wanted, all, { code: "INITIATIVE_NOT_FOUND", what: "initiative", ways }, linear);
}

/** The project status of that name or id, or the only one of that type. */
export async function resolveProjectStatus(wanted: string, linear: LinearClient): Promise<VendorNamed> {
  const all = await allNodes(linear, PROJECT_STATUSES, { connection: (data) => data.projectStatuses });
  const ways = [({ type }: { type?: string }) => type];
  return oneOf(wanted, all, { code: "PROJECT_STATUS_NOT_FOUND", what: "project status", ways }, linear);
}

/** The project labels of those names or ids. */
export async function resolveProjectLabels(
  wanted: readonly string[],
  linear: LinearClient,
): Promise<string[]> {
  const all = await allNodes(linear, LIST_PROJECT_LABELS, {
    variables: { first: 250 },
    connection: (data) => data.projectLabels,
  });
  return wanted.map(
    (name) => oneOf(name, all, { code: "PROJECT_LABEL_NOT_FOUND", what: "project label" }, linear).id ?? "",
  );
}

interface Kind<Candidate> {
  code: LinearErrorCode;
  what: string;
  /** By what it is known besides id and name. */
  ways?: readonly ((candidate: Candidate) => string | null | undefined)[];
}

/** The one of that id or name; anything else is an error that tells which there are. */
export function oneOf<Candidate extends VendorNamed>(
  wanted: string,
  all: readonly Candidate[],
  { code, what, ways = [] }: Kind<Candidate>,
  linear: LinearClient,
): Candidate {
  const match = matchByName(wanted, all, [({ id }) => id, ({ name }) => name, ...ways]);
  if (match.kind === "one") return match.found;
  if (match.kind === "many") {
    const candidates = match.candidates.map(({ id, name }) => ({ id, name }));
    throw ambiguousError({ wanted, what: `${what}s`, candidates }, linear);
  }
  const names = all.map(({ name }) => name ?? "");
  throw notFoundError(code, { wanted, what, names, details: { wanted } }, linear);
}
