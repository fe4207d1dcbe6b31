import { compact } from "@pm-orchestrator/adapter-kit";
import { utcInstant } from "@pm-orchestrator/atlassian";
import { toEditable, toMarkdown } from "./content.js";
import type {
  VendorAttachment,
  VendorComment,
  VendorHistory,
  VendorIssue,
  VendorLink,
  VendorUser,
} from "./vendor.js";

export type Expansion = "comments" | "changelog" | "links" | "subtasks" | "attachments";

/** What of an issue was asked for beside what is always shown. */
export interface Asked {
  expand: readonly Expansion[];
  /** Further fields, and the names under which they were asked for. */
  fields: readonly { id: string; name: string }[];
  /** Only that many of the comments, the newest. */
  commentLimit?: number | undefined;
  /** Whether texts are to be edited. */
  editable?: boolean | undefined;
}

/** An issue with everything that was asked for. `issueUrl` gives the address where people see it. */
export async function issueDetails(issue: VendorIssue, asked: Asked, issueUrl: (key: string) => string) {
  const { key = "", id = "", fields = {} } = issue;
  return compact({
    key,
    id,
    summary: fields.summary ?? "",
    status: fields.status?.name ?? "",
    type: fields.issuetype?.name,
    priority: fields.priority?.name,
    assignee: personOf(fields.assignee),
    reporter: personOf(fields.reporter),
    labels: fields.labels,
    parent: fields.parent?.key === undefined ? undefined : relatedIssue(fields.parent as VendorIssue),
    description: fields.description
      ? await (asked.editable ? toEditable : toMarkdown)(fields.description)
      : undefined,
    created: utcInstant(fields.created),
    updated: utcInstant(fields.updated),
    url: issueUrl(key),
    ...(asked.expand.length > 0 && (await expansions(issue, asked))),
    fields: asked.fields.length > 0 ? await askedFields(issue, asked.fields) : undefined,
    properties: issue.properties,
  });
}

/** An issue as one of a list. */
export async function issueInList(issue: VendorIssue, asked: Asked, issueUrl: (key: string) => string) {
  const { key = "", fields = {} } = issue;
  return compact({
    key,
    summary: fields.summary ?? "",
    status: fields.status?.name ?? "",
    type: fields.issuetype?.name,
    priority: fields.priority?.name,
    assignee: fields.assignee?.displayName,
    updated: utcInstant(fields.updated),
    url: issueUrl(key),
    ...(asked.expand.length > 0 && (await expansions(issue, asked))),
    fields: asked.fields.length > 0 ? await askedFields(issue, asked.fields) : undefined,
  });
}

/**
 * Jira brings the newest changes and some of the comments along; where that is not all, the total is told. Both are shown
 * oldest first, in whichever order they came.
 */
async function expansions(
  { fields = {}, changelog }: VendorIssue,
  { expand, commentLimit, editable }: Asked,
) {
  const wants = (name: Expansion) => expand.includes(name);
  const { comments = [], total: commentsTotal = comments.length } = fields.comment ?? {};
  const sorted = comments.toSorted(byCreation);
  const shown = commentLimit === undefined ? sorted : sorted.slice(-commentLimit);
  const { histories = [], total: changesTotal = histories.length } = changelog ?? {};
  return compact({
    comments: wants("comments") ? await Promise.all(shown.map((one) => comment(one, editable))) : undefined,
    comments_total: wants("comments") && commentsTotal > shown.length ? commentsTotal : undefined,
    changelog: wants("changelog") ? histories.toSorted(byCreation).flatMap(changes) : undefined,
    changelog_total: wants("changelog") && changesTotal > histories.length ? changesTotal : undefined,
    links: wants("links") ? (fields.issuelinks ?? []).flatMap(link) : undefined,
    subtasks: wants("subtasks") ? (fields.subtasks ?? []).map(relatedIssue) : undefined,
    attachments: wants("attachments") ? (fields.attachment ?? []).map(attachment) : undefined,
  });
}

function byCreation(a: { created?: string }, b: { created?: string }): number {
  return (utcInstant(a.created) ?? "").localeCompare(utcInstant(b.created) ?? "");
}

/** Values of further fields by the names under which they were asked for. */
async function askedFields({ fields = {} }: VendorIssue, asked: Asked["fields"]) {
  const values = asked.map(async ({ id, name }) => [name, await fieldValue(fields[id])] as const);
  return compact(Object.fromEntries(await Promise.all(values))) as Record<string, unknown>;
}

/** People in details are `{ id, name }`. */
export function personOf(user: VendorUser | null | undefined) {
  if (user?.accountId === undefined) return undefined;
  return { id: user.accountId, name: user.displayName ?? user.accountId };
}

export async function comment(
  { id = "", author, body, created, updated, visibility }: VendorComment,
  editable = false,
) {
  return compact({
    id,
    author: personOf(author),
    body: (await (editable ? toEditable : toMarkdown)(body)) ?? "",
    created: utcInstant(created),
    updated: updated === created ? undefined : utcInstant(updated),
    visibility: visibility?.value,
  });
}

/** One change of one field. */
export interface Change {
  at?: string;
  author?: { id: string; name: string };
  field: string;
  from?: string;
  to?: string;
}

/** One entry of the history may change several fields: each is shown by itself. */
export function changes({ created, author, items = [] }: VendorHistory): Change[] {
  return items.map((item) => {
    // An item without a change to something has no own `toString`, only the one that every object inherits.
    const to = Object.hasOwn(item, "toString") ? (item.toString as string | null) : undefined;
    return compact({
      at: utcInstant(created),
      author: personOf(author),
      field: item.field ?? "",
      from: item.fromString,
      to,
    });
  });
}

export function link({ id = "", type = {}, inwardIssue, outwardIssue }: VendorLink) {
  const sides = [
    { issue: inwardIssue, relation: type.inward },
    { issue: outwardIssue, relation: type.outward },
  ];
  return sides.flatMap(({ issue, relation }) =>
    issue === undefined
      ? []
      : [{ id, relation: relation ?? type.name ?? "relates to", ...relatedIssue(issue) }],
  );
}

export function relatedIssue({ key = "", fields }: VendorIssue) {
  return compact({ key, summary: fields?.summary, status: fields?.status?.name });
}

export function attachment({ id = "", filename = "", size, mimeType, created, author }: VendorAttachment) {
  return compact({
    id: String(id),
    filename,
    size,
    media_type: mimeType,
    author: personOf(author),
    created: utcInstant(created),
  });
}

/** A field's value in short: the name of what has one, Markdown for documents, lists item by item, else as it is. */
async function fieldValue(value: unknown): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map(fieldValue));
  if (typeof value !== "object" || value === null) return value;
  const { type, content, name, displayName, value: option, key } = value as Record<string, unknown>;
  if (type === "doc" && Array.isArray(content)) return toMarkdown(value);
  return name ?? displayName ?? option ?? key ?? value;
}
