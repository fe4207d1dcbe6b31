import type { JiraClient } from "../client.js";
import { toDocument } from "../content.js";
import type { VendorField } from "../vendor.js";
import { oneNamed } from "./one-named.js";

/** Every field of the site. One cached call. */
export function allFields(jira: JiraClient): Promise<VendorField[]> {
  return jira.step.cache.get("fields", "all", async () => {
    const answer = await jira.send({ method: "GET", path: "/rest/api/3/field" });
    return (answer.body ?? []) as VendorField[];
  });
}

/**
 * What was given for further fields, by field id: names are resolved, and Markdown becomes a document in fields that
 * hold one. All other values go as they are.
 */
export async function furtherFields(
  given: Readonly<Record<string, unknown>> | undefined,
  jira: JiraClient,
): Promise<Record<string, unknown>> {
  const entries = Object.entries(given ?? {});
  if (entries.length === 0) return {};
  const fields = await allFields(jira);
  const values = entries.map(async ([name, value]) => {
    const field = fieldNamed(name, fields, jira);
    const isText = typeof value === "string" && value !== "" && holdsDocument(field);
    return [field.id ?? name, isText ? await toDocument(value) : value] as const;
  });
  return Object.fromEntries(await Promise.all(values));
}

/** Ids of fields to be read. Only what cannot be an id, such as "Story Points", is looked up. */
export async function fieldIds(names: readonly string[], jira: JiraClient): Promise<string[]> {
  if (names.every(mayBeId)) return [...names];
  const fields = await allFields(jira);
  return names.map((name) => (mayBeId(name) ? name : (fieldNamed(name, fields, jira).id ?? name)));
}

/** The field of that id or name. */
export async function resolveField(wanted: string, jira: JiraClient): Promise<VendorField> {
  return fieldNamed(wanted, await allFields(jira), jira);
}

function fieldNamed(wanted: string, fields: readonly VendorField[], jira: JiraClient): VendorField {
  return oneNamed(wanted, fields, { code: "FIELD_NOT_FOUND", what: "field", jira });
}

function mayBeId(name: string): boolean {
  return /^[a-z][A-Za-z0-9_]*$|^[-*]/.test(name);
}

/** @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-post */
function holdsDocument({ id, schema }: VendorField): boolean {
  return id === "description" || id === "environment" || schema?.custom?.endsWith(":textarea") === true;
}
