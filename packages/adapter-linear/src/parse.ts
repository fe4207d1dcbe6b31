import { compact } from "@pm-orchestrator/adapter-kit";
import { cycleName } from "./lookups/cycles.js";
import { STATUS_TYPES } from "./schemas.js";
import type {
  VendorAttachment,
  VendorComment,
  VendorConnection,
  VendorIssue,
  VendorNamed,
  VendorRelation,
  VendorState,
  VendorTeam,
} from "./vendor.js";

/** An issue in full, with the lists that were asked for. */
export function issueDetails(issue: VendorIssue) {
  const { labels, comments, attachments, children, relations, inverseRelations } = issue;
  const cut = { labels, comments, attachments, children, relations, inverseRelations };
  return {
    // Not through `compact`, which would leave out empty text: these are always there.
    id: issue.id ?? "",
    identifier: issue.identifier ?? "",
    title: issue.title ?? "",
    status: issue.state?.name ?? "",
    ...compact({
      status_type: issue.state?.type,
      priority: issue.priority === 0 ? undefined : issue.priorityLabel,
      team: issue.team === undefined ? undefined : teamBrief(issue.team),
      assignee: namedOf(issue.assignee),
      delegate: namedOf(issue.delegate),
      project: namedOf(issue.project),
      milestone: namedOf(issue.projectMilestone),
      cycle: issue.cycle == null ? undefined : { id: issue.cycle.id ?? "", name: cycleName(issue.cycle) },
      labels: labels?.nodes?.map(({ name = "" }) => name),
      parent: issue.parent == null ? undefined : issueBeside(issue.parent),
      description: issue.description || undefined,
      estimate: issue.estimate,
      due_date: issue.dueDate,
      branch: issue.branchName,
      created: issue.createdAt,
      updated: issue.updatedAt,
      archived: issue.archivedAt,
    }),
    url: issue.url ?? "",
    ...compact({
      comments: comments?.nodes?.map(comment).sort(byTime),
      attachments: attachments?.nodes?.map(attachment),
      children: children?.nodes?.map(issueBeside),
      relations: relationsOf(relations, inverseRelations),
      incomplete: incompleteLists(cut),
    }),
  };
}

/** An issue as one of a list. */
export function issueInList(issue: VendorIssue) {
  return {
    ...issueBeside(issue),
    status: issue.state?.name ?? "",
    ...compact({ assignee: issue.assignee?.name, updated: issue.updatedAt }),
    url: issue.url ?? "",
  };
}

export function teamBrief({ id = "", key = "", name = "" }: VendorTeam) {
  return { id, key, name };
}

/** Statuses as a board shows them: by type, then by position. */
export function statusList(states: readonly VendorState[]) {
  const rank = ({ type = "" }: VendorState) => {
    const place = STATUS_TYPES.indexOf(type);
    return place < 0 ? STATUS_TYPES.length : place;
  };
  return [...states]
    .sort((a, b) => rank(a) - rank(b) || (a.position ?? 0) - (b.position ?? 0))
    .map(({ id = "", name = "", type = "", position = 0 }) => ({ id, name, type, position }));
}

/** People and projects in details are `{ id, name }`. Bots may lack an id. */
export function namedOf(named: VendorNamed | null | undefined) {
  if (named == null) return undefined;
  const { id, name } = named;
  return { id: id ?? "", name: name ?? id ?? "" };
}

export function issueBeside({ id = "", identifier = "", title = "", state }: VendorIssue) {
  return { id, identifier, title, ...compact({ status: state?.name }) };
}

export function comment({
  id = "",
  body = "",
  createdAt,
  resolvedAt,
  url,
  parent,
  user,
  externalUser,
  botActor,
}: VendorComment) {
  return {
    id,
    body,
    ...compact({
      author: namedOf(user ?? externalUser ?? botActor),
      created: createdAt,
      parent_id: parent?.id,
      resolved: resolvedAt,
      url,
    }),
  };
}

export function attachment({
  id = "",
  title = "",
  url = "",
  subtitle,
  sourceType,
  createdAt,
  creator,
}: VendorAttachment) {
  return {
    id,
    title,
    url,
    ...compact({ subtitle, source: sourceType, author: namedOf(creator), created: createdAt }),
  };
}

/** How a relation reads from its other end. */
const INVERSE = new Map([
  ["blocks", "blocked by"],
  ["duplicate", "duplicated by"],
]);
const DIRECT = new Map([["duplicate", "duplicate of"]]);

function relationsOf(
  outward: VendorConnection<VendorRelation> | undefined,
  inward: VendorConnection<VendorRelation> | undefined,
) {
  if (outward === undefined && inward === undefined) return undefined;
  const told = (relation: string, { id = "" }: VendorRelation, other: VendorIssue = {}) => {
    const { id: issue_id, ...rest } = issueBeside(other);
    return { id, relation, issue_id, ...rest };
  };
  return [
    ...(outward?.nodes ?? []).map((relation) => {
      const { type = "related" } = relation;
      return told(DIRECT.get(type) ?? type, relation, relation.relatedIssue);
    }),
    ...(inward?.nodes ?? []).map((relation) => {
      const { type = "related" } = relation;
      return told(INVERSE.get(type) ?? type, relation, relation.issue);
    }),
  ];
}

/** Names of the lists that go on beyond what Linear gave at once; undefined when all are whole. */
export function incompleteLists(lists: Record<string, VendorConnection<unknown> | undefined>) {
  const names = Object.entries(lists)
    .filter(([, list]) => list?.pageInfo?.hasNextPage === true)
    .map(([name]) => (name === "inverseRelations" ? "relations" : name));
  return names.length === 0 ? undefined : [...new Set(names)];
}

function byTime(a: { created?: string }, b: { created?: string }): number {
  return (a.created ?? "").localeCompare(b.created ?? "");
}
