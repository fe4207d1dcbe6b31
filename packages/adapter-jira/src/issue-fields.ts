import { compact } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "./client.js";
import { toDocument } from "./content.js";
import { furtherFields } from "./lookups/fields.js";
import { resolveIssueType, resolvePriority, resolveUser } from "./lookups/named.js";
import { partId } from "./lookups/project-parts.js";
import { projectRef } from "./lookups/projects.js";
import { resolveStoryPoints } from "./lookups/story-points.js";
import { customFields, label, markdown, project } from "./schemas.js";

const name = z.string().min(1);

/** Params of everything that makes issues. */
export const newIssueParams = {
  project,
  issue_type: name.describe("name or id"),
  summary: z.string().min(1).max(255),
  description: markdown.optional(),
  assignee: name.optional().describe("e-mail, name, account id or me"),
  priority: name.optional(),
  labels: z.array(label).optional(),
  components: z.array(name).optional(),
  parent: name.optional().describe("key of the parent issue or epic"),
  story_points: z.number().min(0).optional(),
  custom_fields: customFields.optional(),
};

/** Other spellings of them. */
export const newIssueAliases = {
  project_key: "project",
  projectKey: "project",
  type: "issue_type",
  issueType: "issue_type",
  epic_link: "parent",
  epic_key: "parent",
  epic: "parent",
  storyPoints: "story_points",
  customFields: "custom_fields",
} as const;

/** What the making of an issue looks up. */
export const newIssueLookUps = {
  caches: ["projects", "issue_types", "priorities", "users", "fields", "create_fields", "components"],
  upstream: [
    "GET /rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes",
    "GET /rest/api/3/priority/search",
    "GET /rest/api/3/user/search",
    "GET /rest/api/3/myself",
    "GET /rest/api/3/field",
    "GET /rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes/{issueTypeId}",
    "GET /rest/api/3/project/{projectIdOrKey}/components",
    "GET /rest/api/3/project/{projectIdOrKey}",
    "GET /rest/api/3/project/search",
  ],
};

export type NewIssue = z.output<z.ZodObject<typeof newIssueParams>>;

/** A new issue's fields in Jira's form. */
export async function newIssueFields(
  { project, issue_type, story_points, ...given }: NewIssue,
  jira: JiraClient,
): Promise<Record<string, unknown>> {
  const key = await projectRef(project, jira);
  const [type, fields] = await Promise.all([
    resolveIssueType(key, issue_type, jira),
    issueFields(given, key, jira),
  ]);
  const points =
    story_points === undefined
      ? {}
      : { [await resolveStoryPoints({ project: key, type: type.id ?? "" }, jira)]: story_points };
  return {
    ...points,
    ...fields,
    project: /^[0-9]+$/.test(key) ? { id: key } : { key },
    issuetype: { id: type.id },
  };
}

/** What people give for the fields of an issue, whether it is there or not yet. Null empties a field. */
interface GivenFields {
  summary?: string | undefined;
  description?: string | undefined;
  assignee?: string | null | undefined;
  priority?: string | undefined;
  labels?: string[] | undefined;
  components?: string[] | undefined;
  parent?: string | undefined;
  custom_fields?: Record<string, unknown> | undefined;
}

/** Given fields in Jira's form: all names are looked up at once. `project` is where components are looked for. */
export async function issueFields(
  given: GivenFields,
  project: string | undefined,
  jira: JiraClient,
): Promise<Record<string, unknown>> {
  const [custom, priority, assignee, components, description] = await Promise.all([
    furtherFields(given.custom_fields, jira),
    given.priority === undefined ? undefined : resolvePriority(given.priority, jira),
    given.assignee === undefined ? undefined : assigneeOf(given.assignee, jira),
    given.components === undefined ? undefined : componentsOf(given.components, project, jira),
    given.description === undefined ? undefined : toDocument(given.description),
  ]);
  return {
    ...custom,
    ...compact({
      summary: given.summary,
      description,
      priority: priority === undefined ? undefined : { id: priority.id },
      labels: given.labels,
      components,
      parent: given.parent === undefined ? undefined : { key: given.parent },
    }),
    // Here null says something, so it must not be left out.
    ...(assignee === undefined ? {} : { assignee }),
  };
}

/** Where the project is not known, Jira itself has to find the names. */
function componentsOf(names: readonly string[], project: string | undefined, jira: JiraClient) {
  if (project === undefined) return names.map((component) => ({ name: component }));
  return Promise.all(
    names.map(async (wanted) => ({ id: await partId("component", { wanted, project }, jira) })),
  );
}

/** The assignee in Jira's form; null, or `unassigned`, is nobody. */
export async function assigneeOf(
  wanted: string | null,
  jira: JiraClient,
): Promise<{ accountId: string | undefined } | null> {
  if (wanted === null || wanted.toLowerCase() === "unassigned") return null;
  return { accountId: (await resolveUser(wanted, jira)).accountId };
}
