import { compact, matchByName, nearestNames } from "@pm-orchestrator/adapter-kit";
import type { JiraClient } from "../client.js";
import { type JiraErrorCode, jiraErrors } from "../errors.js";

export interface Named {
  id?: string | number;
  key?: string;
  name?: string;
}

/** A site may have hundreds of fields: nobody reads all of them in an error. */
const MOST_LISTED = 50;

/** The one that is called so, by id, key or name; otherwise an error that lists what there is, the nearest names first. */
export function oneNamed<Item extends Named>(
  wanted: string,
  all: readonly Item[],
  { code, what, jira }: { code: JiraErrorCode; what: string; jira: JiraClient },
): Item {
  const match = matchByName(wanted, all, [
    ({ id }) => (id === undefined ? undefined : String(id)),
    ({ key }) => key,
    ({ name }) => name,
  ]);
  if (match.kind === "one") return match.found;
  const { system } = jira.step;
  if (match.kind === "many") {
    const candidates = match.candidates.map(({ id, key, name }) =>
      compact({ id: id?.toString(), key, name }),
    );
    throw jiraErrors.create("AMBIGUOUS_MATCH", {
      message: `Several are called "${wanted}": each is a ${what}.`,
      system,
      details: { candidates },
    });
  }
  const names = all.map(({ name = "" }) => name);
  const near = nearestNames(wanted, names);
  const listed = names.slice(0, MOST_LISTED);
  const more = names.length - listed.length;
  throw jiraErrors.create(code, {
    message: `There is no ${what} "${wanted}".`,
    system,
    details: { available: listed, ...(more === 0 ? {} : { available_total: names.length }) },
    suggestions: [
      near.length === 0
        ? `There are: ${listed.join(", ") || "none"}${more === 0 ? "" : ` and ${more} more`}.`
        : `Did you mean ${near.map((name) => `"${name}"`).join(" or ")}?`,
    ],
  });
}
