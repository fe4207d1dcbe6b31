import { createHash } from "node:crypto";
import { baseOf, HttpResponse } from "@pm-orchestrator/simulator";
import { extrasOf } from "./extras.js";
import {
  ISSUE_TYPES,
  type JiraState,
  LINK_TYPES,
  PRIORITIES,
  type SimComment,
  type SimIssue,
  STATUSES,
} from "./state.js";

/** Instants as Jira writes them: with an offset that lacks its colon. */
export function jiraTime(iso: string): string {
  return iso.replace(/Z$/, "+0000");
}

/** A person's account id: stable, and as opaque as Atlassian's. */
export function accountId(handle: string): string {
  return createHash("sha256").update(`jira:${handle}`).digest("hex").slice(0, 24);
}

export function userView(jira: JiraState, handle: string, base: string) {
  const person = jira.world.people.find((somebody) => somebody.handle === handle);
  const id = accountId(handle);
  return {
    self: `${base}/rest/api/3/user?accountId=${id}`,
    accountId: id,
    accountType: "atlassian",
    displayName: person?.name ?? handle,
    emailAddress: person?.email,
    active: true,
    timeZone: person?.timeZone,
  };
}

/** The vendor's form of an issue, with only the fields that were asked for. */
export function issueView(jira: JiraState, issue: SimIssue, request: Request, wanted: ReadonlySet<string>) {
  const base = baseOf(request, "jira");
  const all = wanted.has("*all") || wanted.has("*navigable");
  const fields = Object.entries(issueFields(jira, issue, base)).filter(([name]) => all || wanted.has(name));
  return {
    id: issue.id,
    key: issue.key,
    self: `${base}/rest/api/3/issue/${issue.id}`,
    fields: Object.fromEntries(fields),
  };
}

function issueFields(jira: JiraState, issue: SimIssue, base: string) {
  const parent = issue.parent === null ? undefined : jira.issues.get(issue.parent);
  const project = jira.projects.find(({ key }) => key === issue.project);
  const parts = [...jira.issues.values()].filter(
    (other) => other.parent === issue.key && other.type === "Sub-task",
  );
  return {
    summary: issue.summary,
    status: statusOf(issue, base),
    issuetype: ISSUE_TYPES.find(({ name }) => name === issue.type),
    priority: PRIORITIES.find(({ name }) => name === issue.priority) ?? null,
    project: project && { id: project.id, key: project.key, name: project.name },
    assignee: issue.assignee === null ? null : userView(jira, issue.assignee, base),
    reporter: userView(jira, issue.reporter, base),
    labels: issue.labels,
    components: issue.components.map((name) => ({ name })),
    resolution: issue.resolution === null ? null : { name: issue.resolution },
    ...(parent === undefined ? {} : { parent: briefView(parent, base) }),
    description: issue.description,
    created: jiraTime(issue.created),
    updated: jiraTime(issue.updated),
    comment: {
      comments: issue.comments.map((comment) => commentView(jira, issue, comment, base)),
      total: issue.comments.length,
      maxResults: issue.comments.length,
      startAt: 0,
    },
    issuelinks: issue.links.flatMap(({ id, type, other, outward }) => {
      const target = jira.issues.get(other);
      if (target === undefined) return [];
      const side = outward ? "outwardIssue" : "inwardIssue";
      return [
        {
          id,
          type: LINK_TYPES.find(({ name }) => name === type),
          [side]: briefView(target, base),
        },
      ];
    }),
    subtasks: parts.map((part) => briefView(part, base)),
    attachment: issue.attachments.map((file) => attachmentView(jira, file, base)),
    ...Object.fromEntries(extrasOf(jira, issue).custom),
  };
}

function briefView(issue: SimIssue, base: string) {
  return {
    id: issue.id,
    key: issue.key,
    self: `${base}/rest/api/3/issue/${issue.id}`,
    fields: { summary: issue.summary, status: statusOf(issue, base) },
  };
}

export function attachmentView(
  jira: JiraState,
  { author, created, ...file }: SimIssue["attachments"][number],
  base: string,
) {
  return {
    ...file,
    self: `${base}/rest/api/3/attachment/${file.id}`,
    author: userView(jira, author, base),
    created: jiraTime(created),
    content: `${base}/rest/api/3/attachment/content/${file.id}`,
  };
}

export function commentView(jira: JiraState, issue: SimIssue, comment: SimComment, base: string) {
  return {
    self: `${base}/rest/api/3/issue/${issue.id}/comment/${comment.id}`,
    id: comment.id,
    author: userView(jira, comment.author, base),
    body: comment.body,
    created: jiraTime(comment.created),
    updated: jiraTime(comment.updated ?? comment.created),
    ...(comment.visibility === undefined ? {} : { visibility: comment.visibility }),
  };
}

/** An error as Jira words it. */
export function refusal(status: number, messages: string[], errors: Record<string, string> = {}) {
  return HttpResponse.json({ errorMessages: messages, errors }, { status });
}

/** 401 when the simulated credentials are not presented, as Jira says it; otherwise undefined. */
export function unauthorized(request: Request) {
  const [scheme, value = ""] = (request.headers.get("authorization") ?? "").split(" ");
  const token =
    scheme === "Basic" ? Buffer.from(value, "base64").toString("utf8").split(":").slice(1).join(":") : value;
  return token === "simulated-api_token" ? undefined : signInRefused();
}

/** 401 as Jira says it, of credentials that are wrong or have expired. */
export function signInRefused() {
  return HttpResponse.json(
    { message: "Client must be authenticated to access this resource.", "status-code": 401 },
    { status: 401, headers: { "www-authenticate": 'OAuth realm="simulator"' } },
  );
}

const CATEGORIES = new Map([
  ["To Do", { id: 2, key: "new", colorName: "blue-gray", name: "To Do" }],
  ["Done", { id: 3, key: "done", colorName: "green", name: "Done" }],
]);
const IN_PROGRESS = { id: 4, key: "indeterminate", colorName: "yellow", name: "In Progress" };

export function statusView({ id, name }: (typeof STATUSES)[number], base: string) {
  return {
    self: `${base}/rest/api/3/status/${id}`,
    id,
    name,
    statusCategory: CATEGORIES.get(name) ?? IN_PROGRESS,
  };
}

function statusOf(issue: SimIssue, base: string) {
  const status = STATUSES.find(({ name }) => name === issue.status);
  return status && statusView(status, base);
}
