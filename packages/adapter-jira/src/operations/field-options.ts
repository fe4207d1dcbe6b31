import { compact, pageSchema, pathSegment } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { jiraErrors } from "../errors.js";
import { type AllowedValue, createFieldsOf } from "../lookups/create-fields.js";
import { resolveField } from "../lookups/fields.js";
import { resolveIssueType } from "../lookups/named.js";
import { PROJECT_LOOKUPS, projectRef } from "../lookups/projects.js";
import { pageOfList, positionParams, readAll } from "../paging.js";
import { project, projectAliases } from "../schemas.js";
import type { VendorIssueType } from "../vendor.js";

const operation = operationsFor<JiraClient>();

interface Option {
  id: string;
  value: string;
  disabled?: boolean;
  parent_id?: string;
  context?: string;
}

export const getFieldOptions = operation({
  summary: "What can be chosen in a field",
  effect: "read",
  retry: "natural",
  params: z
    .strictObject({
      field_id: z.string().min(1).describe("id or name of the field"),
      project: project
        .optional()
        .describe("with issue_type: as issues are created there, for everybody to see"),
      issue_type: z.string().min(1).optional().describe("name or id"),
      context_id: z
        .string()
        .regex(/^[0-9]+$/)
        .optional()
        .describe("without a project: only this context; reading contexts needs an administrator"),
      contains: z.string().min(1).optional().describe("part of an option"),
      ...positionParams(500),
    })
    .refine(({ project, issue_type }) => (project === undefined) === (issue_type === undefined), {
      message: "project and issue_type belong together",
      path: ["issue_type"],
    })
    .refine(({ project, context_id }) => project === undefined || context_id === undefined, {
      message: "give a project or a context, not both",
      path: ["context_id"],
    }),
  aliases: {
    ...projectAliases,
    field: "field_id",
    fieldId: "field_id",
    issueType: "issue_type",
    contextId: "context_id",
  },
  result: z.object({
    options: z.array(
      z.object({
        id: z.string(),
        value: z.string(),
        disabled: z.boolean().optional(),
        parent_id: z.string().optional(),
        context: z.string().optional(),
      }),
    ),
    page: pageSchema,
  }),
  caches: ["fields", "issue_types", "projects"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: [
    "GET /rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes/{issueTypeId}",
    "GET /rest/api/3/field/{fieldId}/context",
    "GET /rest/api/3/field/{fieldId}/context/{contextId}/option",
    "GET /rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes",
    "GET /rest/api/3/field",
    ...PROJECT_LOOKUPS,
  ],
  expectedCalls: 3,
  expectedMs: 800,
  example: { field_id: "Severity", project: "TRAIN", issue_type: "Bug" },
  async run({ field_id, project, issue_type, context_id, contains = "", ...paging }, jira) {
    const [{ id: field = field_id }, screen] = await Promise.all([
      resolveField(field_id, jira),
      project === undefined || issue_type === undefined ? undefined : screenOf(project, issue_type, jira),
    ]);
    const all =
      screen === undefined
        ? await optionsByContext(field, context_id, jira)
        : await optionsOnScreen(field, screen, jira);
    const wanted = contains.toLowerCase();
    const { items, page } = pageOfList(
      all.filter(({ value }) => value.toLowerCase().includes(wanted)),
      paging,
    );
    return { options: items, page };
  },
});

interface Screen {
  project: string;
  type: VendorIssueType;
}

async function screenOf(project: string, issueType: string, jira: JiraClient): Promise<Screen> {
  const ref = await projectRef(project, jira);
  return { project: ref, type: await resolveIssueType(ref, issueType, jira) };
}

async function optionsOnScreen(
  field: string,
  { project, type: { id = "", name = id } }: Screen,
  jira: JiraClient,
): Promise<Option[]> {
  const found = (await createFieldsOf(project, id, jira)).find(({ fieldId }) => fieldId === field);
  if (found === undefined) {
    throw jiraErrors.create("FIELD_NOT_FOUND", {
      message: `Issues of type ${name} in ${project} are created without the field ${field}.`,
      system: jira.step.system,
      details: { field, project, issue_type: name },
    });
  }
  return (found.allowedValues ?? []).flatMap((value) => [
    optionOf(value),
    ...(value.children ?? []).map((child) => ({ ...optionOf(child), parent_id: value.id ?? "" })),
  ]);
}

function optionOf({ id = "", name, value, key }: AllowedValue): Option {
  return { id, value: value ?? name ?? key ?? id };
}

/** The options of a field, context by context. A field with several contexts may offer the same words in each. */
async function optionsByContext(
  field: string,
  contextId: string | undefined,
  jira: JiraClient,
): Promise<Option[]> {
  const path = `/rest/api/3/field/${pathSegment(field)}/context`;
  const notFound = {
    code: "FIELD_NOT_FOUND" as const,
    message: `There is no custom field ${field}${contextId === undefined ? "" : ` with the context ${contextId}`}.`,
    details: { field, ...(contextId === undefined ? {} : { context_id: contextId }) },
  };
  const contexts =
    contextId === undefined
      ? await readAll<{ id?: string; name?: string }>(jira, {
          method: "GET",
          path,
          query: { maxResults: 50 },
          notFound,
        })
      : [{ id: contextId }];
  const lists = await Promise.all(
    contexts.map(async ({ id = "", name }) => {
      const options = await readAll<ContextOption>(jira, {
        method: "GET",
        path: `${path}/${pathSegment(id)}/option`,
        query: { maxResults: 100 },
        notFound,
      });
      return options.map(({ id: option = "", value = "", disabled, optionId }) =>
        compact({
          id: option,
          value,
          disabled: disabled || undefined,
          parent_id: optionId,
          context: contexts.length > 1 ? name : undefined,
        }),
      );
    }),
  );
  return lists.flat();
}

interface ContextOption {
  id?: string;
  value?: string;
  disabled?: boolean;
  /** The option under which it stands, in a cascade. */
  optionId?: string;
}
