import type { LinearClient } from "./client.js";
import { BATCH_GET_ISSUES, ISSUE } from "./documents/issues.js";
import { theseIssues } from "./inputs/issue-filter.js";
import { issueNotFound } from "./not-found.js";
import { issueDetails } from "./parse.js";
import type { VendorIssue } from "./vendor.js";

/** The lists that hang on an issue and can be asked for along with it. */
export const ISSUE_INCLUSIONS = ["comments", "attachments", "children", "relations"] as const;

type Inclusion = (typeof ISSUE_INCLUSIONS)[number];

/** How many issues are asked for at once. */
export const MOST_ISSUES = 50;

/** What Linear takes of a single question, in points: one for every object, a tenth for every property. */
const MOST_POINTS = 10_000;

/** At most what an issue costs by itself, and with each list, which costs as much as all that it could hold. */
const POINTS = {
  issue: 130,
  comments: 730,
  attachments: 390,
  children: 350,
  relations: 940,
} satisfies Record<Inclusion | "issue", number>;

/**
 * How many issues with these lists one question may ask for.
 *
 * @see https://linear.app/developers/rate-limiting
 */
export function mostAtOnce(include: readonly Inclusion[]): number {
  const lists = [...new Set(include)].map((list) => POINTS[list]);
  const each = lists.reduce((sum, points) => sum + points, POINTS.issue);
  return Math.min(MOST_ISSUES, Math.floor(MOST_POINTS / each));
}

interface Wanted {
  issue_id: string;
  include?: Inclusion[] | undefined;
}

/** One issue in full. */
export async function readIssue({ issue_id, include = [] }: Wanted, linear: LinearClient) {
  const variables = { id: issue_id, ...listsOf(include) };
  const { issue = {} } = await linear.ask(ISSUE, variables, issueNotFound(issue_id));
  return issueDetails(issue);
}

/** Several issues at once, those that are there, in no certain order. */
export async function readIssues(
  ids: readonly string[],
  include: readonly Inclusion[],
  linear: LinearClient,
): Promise<VendorIssue[]> {
  const variables = { filter: theseIssues(ids), first: ids.length, ...listsOf(include) };
  const { issues } = await linear.ask(BATCH_GET_ISSUES, variables);
  return issues?.nodes ?? [];
}

function listsOf(include: readonly Inclusion[]) {
  return Object.fromEntries(ISSUE_INCLUSIONS.map((name) => [name, include.includes(name)]));
}
