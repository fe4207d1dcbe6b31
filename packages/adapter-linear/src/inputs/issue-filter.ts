import type { LinearClient } from "../client.js";
import { cycleFilter } from "../lookups/cycles.js";
import { labelsThatFit } from "../lookups/labels.js";
import { resolveProject } from "../lookups/projects.js";
import { statusesThatFit } from "../lookups/statuses.js";
import { type Team, teamFilter } from "../lookups/teams.js";
import { resolveUser } from "../lookups/users.js";
import { UUID } from "../schemas.js";
import { given } from "../written.js";

/** By what issues can be listed; null is "nobody" or "none". */
interface IssueConditions {
  state?: string | undefined;
  assignee?: string | null | undefined;
  delegate?: string | null | undefined;
  labels?: string[] | undefined;
  project?: string | null | undefined;
  cycle?: string | null | undefined;
  parent?: string | null | undefined;
  priority?: number | undefined;
  query?: string | undefined;
  created_at?: string | undefined;
  updated_at?: string | undefined;
}

type Condition = Record<string, unknown> | undefined;

/** The filter of Linear's for that. Names are looked up, never created: a misspelt one is an error, not an empty list. */
export async function issueFilter(
  wanted: IssueConditions,
  team: Team | undefined,
  linear: LinearClient,
): Promise<Record<string, unknown> | undefined> {
  const { state, labels = [], priority, query, parent, created_at, updated_at } = wanted;
  const [statuses, labelIds, assignee, delegate, project, cycle] = await Promise.all([
    state === undefined ? undefined : statusesThatFit(state, team, linear),
    labels.length === 0 ? [] : labelsThatFit(labels, team, linear),
    personFilter(wanted.assignee, linear),
    personFilter(wanted.delegate, linear),
    noneOr(wanted.project, async (name) => ({
      id: { eq: (await resolveProject(name, team, linear)).id },
    })),
    noneOr(wanted.cycle, (name) => cycleFilter(name, team, linear)),
  ]);
  const all = [
    ...labelIds.map((ids) => ({ labels: { some: { id: { in: ids } } } })),
    ...(query === undefined ? [] : [{ or: textFilters(query) }]),
  ];
  const filter = given({
    ...teamFilter(team),
    state: statuses === undefined ? undefined : { id: { in: statuses.map(({ id }) => id) } },
    assignee,
    delegate,
    project,
    cycle,
    parent: await noneOr(parent, async (issue) => thatIssue(issue)),
    priority: priority === undefined ? undefined : { eq: priority },
    createdAt: created_at === undefined ? undefined : { gte: created_at },
    updatedAt: updated_at === undefined ? undefined : { gte: updated_at },
    and: all.length === 0 ? undefined : all,
  });
  return Object.keys(filter).length === 0 ? undefined : filter;
}

function textFilters(query: string) {
  return ["title", "description"].map((field) => ({ [field]: { containsIgnoreCase: query } }));
}

/** An issue by id or identifier: Linear filters by a number only together with its team. */
function thatIssue(idOrIdentifier: string): Record<string, unknown> {
  if (UUID.test(idOrIdentifier)) return { id: { eq: idOrIdentifier } };
  const [key = "", number = ""] = idOrIdentifier.split("-");
  return { team: { key: { eqIgnoreCase: key } }, number: { eq: Number(number) } };
}

async function personFilter(who: string | null | undefined, linear: LinearClient): Promise<Condition> {
  if (who === "me") return { isMe: { eq: true } };
  return noneOr(who, async (name) => ({ id: { eq: (await resolveUser(name, linear)).id } }));
}

async function noneOr(
  value: string | null | undefined,
  find: (value: string) => Promise<Condition>,
): Promise<Condition> {
  if (value === undefined) return undefined;
  return value === null ? { null: true } : find(value);
}

/** Several issues by ids or identifiers. */
export function theseIssues(idsOrIdentifiers: readonly string[]): Record<string, unknown> {
  return { or: idsOrIdentifiers.map(thatIssue) };
}
