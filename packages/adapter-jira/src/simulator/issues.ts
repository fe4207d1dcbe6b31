import { baseOf, HttpResponse, http } from "@pm-orchestrator/simulator";
import { type Document, ISSUE_TYPES, type JiraState, PRIORITIES, type SimIssue } from "./state.js";
import { accountId, commentView, issueView, jiraTime, refusal, unauthorized, userView } from "./views.js";
import { transitionsFrom } from "./workflow.js";

const NOT_FOUND = "Issue does not exist or you do not have permission to see it.";

/** The issue of that key or id, in whatever case. */
export function findIssue(jira: JiraState, idOrKey: string): SimIssue | undefined {
  return (
    jira.issues.get(idOrKey.toUpperCase()) ?? [...jira.issues.values()].find((issue) => issue.id === idOrKey)
  );
}

export function issueHandlers(jira: JiraState) {
  return [
    http.get("*/rest/api/3/issue/:key", ({ request, params }) => {
      const refused = unauthorized(request);
      if (refused) return refused;
      const issue = findIssue(jira, String(params["key"]));
      if (issue === undefined) return refusal(404, [NOT_FOUND]);
      const query = new URL(request.url).searchParams;
      const wanted = new Set((query.get("fields") ?? "*all").split(","));
      const expand = new Set((query.get("expand") ?? "").split(","));
      return HttpResponse.json({
        ...issueView(jira, issue, request, wanted),
        ...(expand.has("transitions") ? { transitions: transitionsFrom(issue.status) } : {}),
        ...(expand.has("changelog")
          ? { changelog: changelogView(jira, issue, baseOf(request, "jira")) }
          : {}),
      });
    }),

    http.post("*/rest/api/3/issue", async ({ request }) => {
      const refused = unauthorized(request);
      if (refused) return refused;
      const { fields = {} } = (await request.json()) as { fields?: NewFields };
      const errors = problemsOf(jira, fields);
      if (Object.keys(errors).length > 0) return refusal(400, [], errors);
      const issue = addIssue(jira, fields);
      return HttpResponse.json(
        { id: issue.id, key: issue.key, self: `${baseOf(request, "jira")}/rest/api/3/issue/${issue.id}` },
        { status: 201 },
      );
    }),

    http.post("*/rest/api/3/issue/:key/comment", async ({ request, params }) => {
      const refused = unauthorized(request);
      if (refused) return refused;
      const issue = findIssue(jira, String(params["key"]));
      if (issue === undefined) return refusal(404, [NOT_FOUND]);
      const { body, visibility } = (await request.json()) as {
        body?: Document;
        visibility?: { type: string; value: string };
      };
      if (body?.type !== "doc" || body.content.length === 0) {
        return refusal(400, [], { comment: "Comment body can not be empty!" });
      }
      const comment = {
        id: jira.nextId(),
        author: jira.world.me.handle,
        body,
        created: jira.world.now().toISOString(),
        ...(visibility === undefined ? {} : { visibility }),
      };
      issue.comments.push(comment);
      issue.updated = comment.created;
      return HttpResponse.json(commentView(jira, issue, comment, baseOf(request, "jira")), { status: 201 });
    }),
  ];
}

interface NewFields {
  project?: { id?: string; key?: string };
  issuetype?: { id?: string; name?: string };
  summary?: string;
  description?: Document;
  assignee?: { accountId?: string };
  priority?: { id?: string; name?: string };
  labels?: string[];
  components?: { name: string }[];
  parent?: { key?: string };
}

/** What Jira would refuse, by field. */
function problemsOf(jira: JiraState, fields: NewFields): Record<string, string> {
  const errors: Record<string, string> = {};
  if (projectOf(jira, fields) === undefined) errors["project"] = "Specify a valid project ID or key";
  if (typeOf(fields) === undefined) errors["issuetype"] = "Specify a valid issue type";
  if (!fields.summary?.trim()) errors["summary"] = "You must specify a summary of the issue.";
  if (fields.summary?.includes("\n"))
    errors["summary"] = "The summary is invalid because it contains newline characters.";
  if (fields.parent?.key !== undefined && findIssue(jira, fields.parent.key) === undefined) {
    errors["parent"] = "Could not find issue by id or key.";
  }
  const known = projectOf(jira, fields)?.components ?? [];
  const unknown = fields.components?.find(({ name }) => !known.includes(name));
  if (unknown !== undefined) errors["components"] = `Component name '${unknown.name}' is not valid`;
  for (const name of Object.keys(fields).filter((field) => field.startsWith("customfield_"))) {
    errors[name] = `Field '${name}' cannot be set. It is not on the appropriate screen, or unknown.`;
  }
  return errors;
}

function projectOf(jira: JiraState, { project }: NewFields) {
  return jira.projects.find(({ id, key }) => id === project?.id || key === project?.key);
}

function typeOf({ issuetype }: NewFields) {
  return ISSUE_TYPES.find(({ id, name }) => id === issuetype?.id || name === issuetype?.name);
}

function addIssue(jira: JiraState, fields: NewFields): SimIssue {
  const project = projectOf(jira, fields)?.key ?? "";
  const numbers = [...jira.issues.values()]
    .filter((issue) => issue.project === project)
    .map((issue) => Number(issue.key.split("-")[1]));
  const now = jira.world.now().toISOString();
  const assignee = jira.world.people.find(({ handle }) => accountId(handle) === fields.assignee?.accountId);
  const issue: SimIssue = {
    id: jira.nextId(),
    key: `${project}-${Math.max(0, ...numbers) + 1}`,
    project,
    type: typeOf(fields)?.name ?? "Task",
    summary: fields.summary ?? "",
    description: fields.description ?? null,
    status: "To Do",
    priority:
      PRIORITIES.find(({ id, name }) => id === fields.priority?.id || name === fields.priority?.name)?.name ??
      "Medium",
    assignee: assignee?.handle ?? null,
    reporter: jira.world.me.handle,
    labels: fields.labels ?? [],
    components: fields.components?.map(({ name }) => name) ?? [],
    parent: fields.parent?.key ?? null,
    created: now,
    updated: now,
    resolution: null,
    comments: [],
    changes: [],
    links: [],
    attachments: [],
  };
  jira.issues.set(issue.key, issue);
  return issue;
}

function changelogView(jira: JiraState, issue: SimIssue, base: string) {
  const histories = issue.changes.map(({ at, author, field, from, to }, index) => ({
    id: String(index + 1),
    created: jiraTime(at),
    author: userView(jira, author, base),
    items: [{ field, fieldtype: "jira", fromString: from, toString: to }],
  }));
  return { startAt: 0, maxResults: histories.length, total: histories.length, histories };
}
