import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { endpoint } from "./endpoint.js";

interface SiteField {
  id: string;
  name: string;
  schema: { type: string; items?: string; system?: string; custom?: string; customId?: number };
}

function system(id: string, name: string, type: string, items?: string): SiteField {
  return { id, name, schema: { type, ...(items === undefined ? {} : { items }), system: id } };
}

function custom(number: number, name: string, [type, kind]: [type: string, kind: string]): SiteField {
  return {
    id: `customfield_${number}`,
    name,
    schema: { type, custom: kind, customId: number, ...(type === "array" ? { items: "json" } : {}) },
  };
}

const PLAIN = "com.atlassian.jira.plugin.system.customfieldtypes";
const AGILE = "com.pyxis.greenhopper.jira";

/** Every field that the site has: Jira's own, and those that somebody made. */
export const SITE_FIELDS: readonly SiteField[] = [
  system("summary", "Summary", "string"),
  system("description", "Description", "string"),
  system("issuetype", "Issue Type", "issuetype"),
  system("project", "Project", "project"),
  system("status", "Status", "status"),
  system("priority", "Priority", "priority"),
  system("assignee", "Assignee", "user"),
  system("reporter", "Reporter", "user"),
  system("labels", "Labels", "array", "string"),
  system("components", "Components", "array", "component"),
  system("resolution", "Resolution", "resolution"),
  system("duedate", "Due date", "date"),
  custom(10016, "Story Points", ["number", `${PLAIN}:float`]),
  custom(10020, "Sprint", ["array", `${AGILE}:gh-sprint`]),
  custom(10041, "Root cause", ["string", `${PLAIN}:textarea`]),
  custom(10042, "Severity", ["option", `${PLAIN}:select`]),
];

/** Custom fields that stand on the screens of issues: their values can be set. */
export const SCREEN_FIELDS = SITE_FIELDS.filter(({ id }) => id.startsWith("customfield_"));

export function siteFieldHandlers() {
  return [
    http.get(
      "*/rest/api/3/field",
      endpoint(() =>
        HttpResponse.json(
          SITE_FIELDS.map(({ id, name, schema }) => ({
            id,
            key: id,
            name,
            custom: schema.custom !== undefined,
            orderable: true,
            navigable: true,
            searchable: true,
            clauseNames: [schema.customId === undefined ? id : `cf[${schema.customId}]`, name],
            schema,
          })),
        ),
      ),
    ),
  ];
}
