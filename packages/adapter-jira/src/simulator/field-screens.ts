import { http, type RequestHandler } from "@pm-orchestrator/simulator";
import { endpoint, missing, pageAt, type SimCall } from "./endpoint.js";
import { findProject, noProject } from "./projects.js";
import { SITE_FIELDS } from "./site-fields.js";
import { ISSUE_TYPES, type JiraState, PRIORITIES, type SimProject } from "./state.js";
import { refusal } from "./views.js";

type SiteField = (typeof SITE_FIELDS)[number];

const REQUIRED = new Set(["summary", "issuetype", "project"]);
/** Fields that no screen shows: Jira sets them. */
const OFF_SCREEN = new Set(["status", "resolution", "reporter"]);

/** What can be chosen in custom fields, by field id. */
const OPTIONS = new Map([
  [
    "customfield_10042",
    [
      { id: "10100", value: "Critical", disabled: false },
      { id: "10101", value: "Major", disabled: false },
      { id: "10102", value: "Minor", disabled: false },
      { id: "10103", value: "Cosmetic", disabled: true },
    ],
  ],
]);

/** Custom fields have one context for the whole site, and one that a single project has of its own. */
const CONTEXTS = [
  { id: "10300", name: "Default Configuration Scheme", isGlobalContext: true },
  { id: "10301", name: "Ferry Pilot only", isGlobalContext: false },
];

/** Fields of a project and of the screen on which issues are created, and what can be chosen in them. */
export function fieldScreenHandlers(jira: JiraState): RequestHandler[] {
  return [
    http.get(
      "*/rest/api/3/projects/fields",
      endpoint((call) => {
        const types = new Set(call.query.getAll("workTypeId"));
        const projects = call.query.getAll("projectId");
        const unknown = projects.find((id) => findProject(jira, id) === undefined);
        if (unknown !== undefined) return noProject(unknown);
        const rows = projects.flatMap((projectId) =>
          ISSUE_TYPES.filter(({ id }) => types.has(id)).flatMap((type) =>
            onScreen(type.name).map(({ id }) => ({
              fieldId: id,
              projectId: Number(projectId),
              workTypeId: Number(type.id),
              isRequired: REQUIRED.has(id),
            })),
          ),
        );
        return pageAt(call, rows);
      }),
    ),

    http.get(
      "*/rest/api/3/issue/createmeta/:key/issuetypes/:type",
      endpoint((call) => {
        const project = findProject(jira, call.param("key"));
        if (project === undefined) return noProject(call.param("key"));
        const type = ISSUE_TYPES.find(({ id }) => id === call.param("type"));
        if (type === undefined) return missing(`The issue type ${call.param("type")} does not exist.`);
        const fields = onScreen(type.name).map((field) => ({
          fieldId: field.id,
          ...screenView(field, project),
        }));
        return pageAt(call, fields, "fields");
      }),
    ),

    http.get(
      "*/rest/api/3/field/:id/context",
      endpoint((call) => ofCustomField(call, () => pageAt(call, CONTEXTS.map(contextView)))),
    ),

    http.get(
      "*/rest/api/3/field/:id/context/:context/option",
      endpoint((call) =>
        ofCustomField(call, ({ id }) => {
          const options = OPTIONS.get(id);
          if (options === undefined) return refusal(400, ["The custom field doesn't support options."]);
          const context = CONTEXTS.find((candidate) => candidate.id === call.param("context"));
          if (context === undefined) return missing(`The context ${call.param("context")} was not found.`);
          return pageAt(call, context.isGlobalContext ? options : options.slice(0, 1));
        }),
      ),
    ),
  ];
}

function contextView(context: (typeof CONTEXTS)[number]) {
  return { ...context, description: "", isAnyIssueType: true };
}

function ofCustomField(call: SimCall, answer: (field: SiteField) => Response): Response {
  const field = SITE_FIELDS.find(({ id }) => id === call.param("id"));
  return field?.schema.custom === undefined ? missing("The custom field was not found.") : answer(field);
}

/** Severity is asked of bugs only. */
export function onScreen(type: string): SiteField[] {
  return SITE_FIELDS.filter(({ id, name }) => !OFF_SCREEN.has(id) && (name !== "Severity" || type === "Bug"));
}

/** A field as a screen shows it. */
export function screenView({ id, name, schema }: SiteField, project: SimProject) {
  const allowedValues = allowedIn(id, project);
  return {
    key: id,
    name,
    required: REQUIRED.has(id),
    hasDefaultValue: id === "priority",
    operations: schema.type === "array" ? ["add", "set", "remove"] : ["set"],
    schema,
    ...(allowedValues === undefined ? {} : { allowedValues }),
  };
}

function allowedIn(id: string, project: SimProject): object[] | undefined {
  if (id === "priority") return [...PRIORITIES];
  if (id === "project") return [{ id: project.id, key: project.key, name: project.name }];
  if (id === "components") return project.components.map((name) => ({ name }));
  return OPTIONS.get(id)
    ?.filter(({ disabled }) => !disabled)
    .map(({ id: option, value }) => ({ id: option, value }));
}
