import { documentText, LINK_TYPES, type SimIssue } from "./state.js";

/** JQL that Jira would refuse; the message is in its words. */
export class JqlProblem extends Error {}

/** How the values of a field are read from an issue. */
export function fieldReader(field: string): (issue: SimIssue) => string[] {
  const text = (issue: SimIssue) => [
    issue.key,
    issue.summary,
    documentText(issue.description),
    ...issue.comments.map(({ body }) => documentText(body)),
  ];
  const readers: Record<string, (issue: SimIssue) => string[]> = {
    project: (issue) => [issue.project],
    key: (issue) => [issue.key],
    issuekey: (issue) => [issue.key],
    id: (issue) => [issue.id],
    status: (issue) => [issue.status],
    type: (issue) => [issue.type],
    issuetype: (issue) => [issue.type],
    priority: (issue) => [issue.priority],
    assignee: (issue) => (issue.assignee === null ? [] : [issue.assignee]),
    reporter: (issue) => [issue.reporter],
    creator: (issue) => [issue.reporter],
    labels: (issue) => issue.labels,
    component: (issue) => issue.components,
    parent: (issue) => (issue.parent === null ? [] : [issue.parent]),
    issuelinktype: (issue) =>
      issue.links.flatMap(({ type, outward }) => {
        const known = LINK_TYPES.find(({ name }) => name === type);
        return known === undefined ? [] : [known.name, outward ? known.outward : known.inward];
      }),
    resolution: (issue) => (issue.resolution === null ? [] : [issue.resolution]),
    summary: (issue) => [issue.summary],
    description: (issue) => [documentText(issue.description)],
    comment: (issue) => issue.comments.map(({ body }) => documentText(body)),
    text,
    created: (issue) => [issue.created],
    updated: (issue) => [issue.updated],
  };
  const reader = Object.hasOwn(readers, field) ? readers[field] : undefined;
  if (reader === undefined)
    throw new JqlProblem(`Field '${field}' does not exist or you do not have permission to view it.`);
  return reader;
}

/** By what a field sorts issues. */
export function sortKey(field: string): (issue: SimIssue) => string | number {
  if (field === "key" || field === "id") return (issue) => Number(issue.id);
  const read = fieldReader(field);
  return (issue) => read(issue)[0] ?? "";
}

/** `-7d`, `-2w`, `-4h`, or a date. */
export function instantOf(text: string, now: Date): number {
  const relative = /^-(\d+)([mhdw])$/.exec(text);
  const unit = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
  if (relative?.[1] !== undefined)
    return now.getTime() - Number(relative[1]) * unit[relative[2] as keyof typeof unit];
  const date = Date.parse(text.replaceAll("/", "-"));
  if (Number.isNaN(date))
    throw new JqlProblem(`Date value '${text}' is invalid. Valid formats include: 'yyyy/MM/dd', '-5d'.`);
  return date;
}

export function compareBy(value: number, operator: string, limit: number): boolean {
  if (operator === ">") return value > limit;
  if (operator === ">=") return value >= limit;
  return operator === "<" ? value < limit : value <= limit;
}
