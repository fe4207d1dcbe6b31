import { compact } from "@pm-orchestrator/adapter-kit";
import { utcInstant } from "@pm-orchestrator/atlassian";
import { toMarkdown } from "./content.js";
import type {
  VendorAttachment,
  VendorComment,
  VendorHistory,
  VendorIssue,
  VendorLink,
  VendorUser,
} from "./vendor.js";

type Expansion = "comments" | "changelog" | "links" | "subtasks" | "attachments";

/** An issue with everything that was asked for. `issueUrl` gives the address where people see it. */
export async function issueDetails(
  issue: VendorIssue,
  expand: readonly Expansion[],
  issueUrl: (key: string) => string,
) {
  const { key = "", id = "", fields = {} } = issue;
  const wants = (name: Expansion) => expand.includes(name);
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
    description: await toMarkdown(fields.description),
    created: utcInstant(fields.created),
    updated: utcInstant(fields.updated),
    url: issueUrl(key),
    comments: wants("comments")
      ? await Promise.all((fields.comment?.comments ?? []).map(comment))
      : undefined,
    changelog: wants("changelog") ? (issue.changelog?.histories ?? []).flatMap(changes) : undefined,
    links: wants("links") ? (fields.issuelinks ?? []).flatMap(link) : undefined,
    subtasks: wants("subtasks") ? (fields.subtasks ?? []).map(relatedIssue) : undefined,
    attachments: wants("attachments") ? (fields.attachment ?? []).map(attachment) : undefined,
  });
}

/** An issue as one of a list. `extra` are the ids of fields that the caller asked for by name. */
export function issueInList(issue: VendorIssue, extra: readonly string[], issueUrl: (key: string) => string) {
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
    fields:
      extra.length === 0
        ? undefined
        : (compact(Object.fromEntries(extra.map((name) => [name, plain(fields[name])]))) as Record<
            string,
            unknown
          >),
  });
}

/** People in details are `{ id, name }`. */
export function personOf(user: VendorUser | null | undefined) {
  if (user?.accountId === undefined) return undefined;
  return { id: user.accountId, name: user.displayName ?? user.accountId };
}

async function comment({ id = "", author, body, created }: VendorComment) {
  return compact({
    id,
    author: personOf(author),
    body: (await toMarkdown(body)) ?? "",
    created: utcInstant(created),
  }) as { id: string; body: string };
}

function changes({ created, author, items = [] }: VendorHistory) {
  return items.map((item) =>
    compact({
      at: utcInstant(created),
      author: personOf(author),
      field: item.field ?? "",
      from: item.fromString,
      // An item without a change to something has no own `toString`, only the one that every object inherits.
      to: Object.hasOwn(item, "toString") ? item.toString : undefined,
    }),
  ) as { field: string }[];
}

function link({ id = "", type = {}, inwardIssue, outwardIssue }: VendorLink) {
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

function relatedIssue({ key = "", fields }: VendorIssue) {
  return compact({ key, summary: fields?.summary, status: fields?.status?.name });
}

function attachment({ id = "", filename = "", size, mimeType, created, author }: VendorAttachment) {
  return compact({
    id,
    filename,
    size,
    media_type: mimeType,
    author: personOf(author),
    created: utcInstant(created),
  }) as { id: string; filename: string };
}

/** A field's value in short: the name of what has one, lists item by item, everything else as it is. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const { name, displayName, value: option, key } = value as Record<string, unknown>;
  return name ?? displayName ?? option ?? key ?? value;
}
