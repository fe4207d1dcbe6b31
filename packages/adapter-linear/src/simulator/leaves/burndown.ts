import type { SimIssue } from "../state.js";

const DAY = 86_400_000;

/** Issues without an estimate count as one point. */
export function scopeOf(issues: readonly SimIssue[]): number {
  return issues.reduce((sum, { estimate }) => sum + (estimate ?? 1), 0);
}

interface Span {
  from: string;
  until: number;
  days: number;
}

/**
 * How many issues there were, and how many points, at the end of each day or week of a span: what Linear draws its
 * charts from. `addedAt`: since when an issue belongs to it.
 */
export function burndown(
  issues: readonly SimIssue[],
  addedAt: (issue: SimIssue) => string,
  { from, until, days }: Span,
) {
  const added = new Map(issues.map((issue) => [issue, Date.parse(addedAt(issue))]));
  const ends: number[] = [];
  for (let end = Date.parse(from) + days * DAY; end < until + days * DAY; end += days * DAY) ends.push(end);
  const there = ends.map((end) => issues.filter((issue) => (added.get(issue) ?? 0) < end));
  const history = (
    count: (those: readonly SimIssue[]) => number,
    counts: (issue: SimIssue, end: number) => boolean = () => true,
  ) => there.map((those, at) => count(those.filter((issue) => counts(issue, ends[at] ?? 0))));
  const numberOf = (those: readonly SimIssue[]) => those.length;
  return {
    issueCountHistory: history(numberOf),
    completedIssueCountHistory: history(numberOf, isCompleted),
    scopeHistory: history(scopeOf),
    completedScopeHistory: history(scopeOf, isCompleted),
    inProgressScopeHistory: history(scopeOf, isInProgress),
  };
}

function isCompleted({ completedAt }: SimIssue, end: number): boolean {
  return completedAt !== null && Date.parse(completedAt) < end;
}

function isInProgress(issue: SimIssue, end: number): boolean {
  const { startedAt, canceledAt } = issue;
  const begun = startedAt !== null && Date.parse(startedAt) < end;
  return begun && canceledAt === null && !isCompleted(issue, end);
}
