import type { JiraClient } from "../client.js";
import { jiraErrors } from "../errors.js";
import { createFieldsOf } from "./create-fields.js";

/**
 * The id of the field that holds story points for issues of this type. Most sites have two, one for projects that a
 * company manages and one for those that a team manages: the one that can be given here is meant.
 */
export async function resolveStoryPoints(
  at: { project: string; type: string },
  jira: JiraClient,
): Promise<string> {
  // Kept, since a batch of issues asks for the same again and again.
  const fields = await jira.step.cache.get("create_fields", `${at.project.toUpperCase()}:${at.type}`, () =>
    createFieldsOf(at.project, at.type, jira),
  );
  const field = fields.find(
    ({ name = "", schema }) =>
      schema?.custom?.endsWith(":jsw-story-points") === true || /^story points?(?: estimate)?$/i.test(name),
  );
  if (field?.fieldId !== undefined) return field.fieldId;
  throw jiraErrors.create("FIELD_NOT_FOUND", {
    message: `Issues of this type in ${at.project} cannot be given story points when they are made.`,
    system: jira.step.system,
    details: { field: "story_points", available: fields.map(({ name }) => name) },
    suggestions: ["Leave story_points out, or put the field on the project's create screen."],
  });
}
