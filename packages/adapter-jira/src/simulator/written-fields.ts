import { findIssue, note } from "./about-issue.js";
import { extrasOf } from "./extras.js";
import { partsOf } from "./parts-state.js";
import { SCREEN_FIELDS } from "./site-fields.js";
import {
  type Document,
  ISSUE_TYPES,
  type JiraState,
  PRIORITIES,
  type SimIssue,
  type SimProperty,
} from "./state.js";
import { accountId } from "./views.js";

/** Fields as a request writes them. */
export interface WrittenFields {
  project?: { id?: string; key?: string };
  issuetype?: { id?: string; name?: string };
  summary?: string;
  description?: Document | null;
  assignee?: { accountId?: string } | null;
  priority?: { id?: string; name?: string };
  labels?: string[];
  components?: { id?: string; name?: string }[];
  parent?: { key?: string } | null;
  duedate?: string | null;
  [custom: `customfield_${string}`]: unknown;
}

/** What Jira would refuse of fields for an issue of this project, by field. */
export function problemsOf(jira: JiraState, fields: WrittenFields, project: string | undefined) {
  const errors: Record<string, string> = {};
  if (fields.summary?.includes("\n"))
    errors["summary"] = "The summary is invalid because it contains newline characters.";
  if (fields.parent?.key !== undefined && findIssue(jira, fields.parent.key) === undefined) {
    errors["parent"] = "Could not find issue by id or key.";
  }
  const unknown = fields.components?.find((given) => componentName(jira, given, project) === undefined);
  if (unknown !== undefined)
    errors["components"] = `Component name '${unknown.name ?? unknown.id}' is not valid`;
  for (const [name, value] of Object.entries(fields)) {
    if (!name.startsWith("customfield_")) continue;
    const field = SCREEN_FIELDS.find(({ id }) => id === name);
    if (field === undefined)
      errors[name] = `Field '${name}' cannot be set. It is not on the appropriate screen, or unknown.`;
    else if (field.schema.custom?.endsWith(":textarea") && value !== null && typeof value !== "object")
      errors[name] = "Operation value must be an Atlassian Document (see the Atlassian Document Format)";
    else if (field.schema.type === "number" && value !== null && typeof value !== "number")
      errors[name] = "Operation value must be a number";
  }
  return errors;
}

/** As {@link problemsOf}, of an issue that is to be made. */
export function creationProblems(jira: JiraState, fields: WrittenFields): Record<string, string> {
  const errors = problemsOf(jira, fields, projectOf(jira, fields)?.key);
  if (projectOf(jira, fields) === undefined) errors["project"] = "Specify a valid project ID or key";
  if (typeOf(fields) === undefined) errors["issuetype"] = "Specify a valid issue type";
  if (!fields.summary?.trim()) errors["summary"] = "You must specify a summary of the issue.";
  return errors;
}

/** Makes an issue of fields without problems. */
export function addIssue(
  jira: JiraState,
  fields: WrittenFields,
  properties: readonly SimProperty[] = [],
): SimIssue {
  const project = projectOf(jira, fields)?.key ?? "";
  const now = jira.world.now().toISOString();
  const issue: SimIssue = {
    id: jira.nextId(),
    key: nextKey(jira, project),
    project,
    type: typeOf(fields)?.name ?? "Task",
    summary: "",
    description: null,
    status: "To Do",
    priority: "Medium",
    assignee: null,
    reporter: jira.world.me.handle,
    labels: [],
    components: [],
    parent: null,
    created: now,
    updated: now,
    resolution: null,
    comments: [],
    changes: [],
    links: [],
    attachments: [],
  };
  jira.issues.set(issue.key, issue);
  for (const { key, value } of properties) extrasOf(jira, issue).properties.set(key, value);
  writeFields(jira, issue, fields);
  // Only what is changed after the creation stands in the history.
  issue.changes = [];
  return issue;
}

/** The next free key of a project. */
export function nextKey(jira: JiraState, project: string): string {
  const numbers = [...jira.issues.values()]
    .filter((issue) => issue.project === project)
    .map((issue) => Number(issue.key.split("-")[1]));
  return `${project}-${Math.max(0, ...numbers) + 1}`;
}

/** Writes fields without problems into an issue, and its history. */
export function writeFields(jira: JiraState, issue: SimIssue, fields: WrittenFields): void {
  const set = (field: string, [from, to]: [string | null, string | null]) => {
    if (from !== to) note(jira, issue, { field, from, to });
  };
  if (fields.summary !== undefined) {
    set("summary", [issue.summary, fields.summary]);
    issue.summary = fields.summary;
  }
  if (fields.description !== undefined) {
    set("description", [JSON.stringify(issue.description), JSON.stringify(fields.description)]);
    issue.description = fields.description;
  }
  if (fields.assignee !== undefined) assign(jira, issue, fields.assignee?.accountId);
  const priority = PRIORITIES.find(
    ({ id, name }) => id === fields.priority?.id || name === fields.priority?.name,
  );
  if (priority !== undefined) {
    set("priority", [issue.priority, priority.name]);
    issue.priority = priority.name;
  }
  if (fields.labels !== undefined) {
    set("labels", [issue.labels.join(" "), fields.labels.join(" ")]);
    issue.labels = fields.labels;
  }
  if (fields.components !== undefined)
    issue.components = fields.components.flatMap((given) => componentName(jira, given, issue.project) ?? []);
  if (fields.parent !== undefined) {
    const parent = fields.parent?.key?.toUpperCase() ?? null;
    set("IssueParentAssociation", [issue.parent, parent]);
    issue.parent = parent;
  }
  for (const [name, value] of Object.entries(fields)) {
    if (name.startsWith("customfield_") || name === "duedate") extrasOf(jira, issue).custom.set(name, value);
  }
}

/** Gives an issue to whoever has this account id; nobody when there is none. */
export function assign(jira: JiraState, issue: SimIssue, account: string | undefined): void {
  const person = jira.world.people.find(({ handle }) => accountId(handle) === account);
  const before = jira.world.people.find(({ handle }) => handle === issue.assignee);
  note(jira, issue, { field: "assignee", from: before?.name ?? null, to: person?.name ?? null });
  issue.assignee = person?.handle ?? null;
}

function componentName(
  jira: JiraState,
  given: { id?: string; name?: string },
  project: string | undefined,
): string | undefined {
  return [...partsOf(jira).components.values()].find(
    (one) => one.project === project && (one.id === given.id || one.name === given.name),
  )?.name;
}

function projectOf(jira: JiraState, { project }: WrittenFields) {
  return jira.projects.find(({ id, key }) => id === project?.id || key === project?.key);
}

function typeOf({ issuetype }: WrittenFields) {
  return ISSUE_TYPES.find(({ id, name }) => id === issuetype?.id || name === issuetype?.name);
}
