import { compact, pageSchema } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { createFieldsOf } from "../lookups/create-fields.js";
import { allFields } from "../lookups/fields.js";
import { issueTypesOf, resolveIssueType } from "../lookups/named.js";
import { PROJECT_LOOKUPS, projectRef, resolveProject } from "../lookups/projects.js";
import { projectNotFound } from "../not-found.js";
import { pageOfList, positionParams, readAll } from "../paging.js";
import { project, projectAliases } from "../schemas.js";
import { screenField, shownScreenField, typeOfField } from "../screen-fields.js";
import type { VendorField, VendorIssueType } from "../vendor.js";

const operation = operationsFor<JiraClient>();

const issueTypeName = z.string().min(1).describe("name or id");
const typeAliases = { ...projectAliases, issueType: "issue_type", type: "issue_type" } as const;
const TYPES_LOOKUP = "GET /rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes";

export const searchFields = operation({
  summary: "Fields of issues by a part of their name or id",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    keyword: z.string().min(1).optional().describe("part of a name or id; without it all fields"),
    custom: z.boolean().optional().describe("true: only those that this site added; false: only Jira's own"),
    ...positionParams(200),
  }),
  aliases: { query: "keyword" },
  result: z.object({
    fields: z.array(
      z.object({ id: z.string(), name: z.string(), type: z.string().optional(), custom: z.boolean() }),
    ),
    page: pageSchema,
  }),
  caches: ["fields"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["GET /rest/api/3/field"],
  example: { keyword: "story points" },
  async run({ keyword = "", custom, ...paging }, jira) {
    const wanted = keyword.toLowerCase();
    const found = (await allFields(jira)).filter(
      (field) =>
        [field.id, field.name].some((text) => text?.toLowerCase().includes(wanted)) &&
        (custom === undefined || (field.custom ?? false) === custom),
    );
    const { items, page } = pageOfList(found, paging);
    return {
      fields: items.map((field) =>
        compact({
          id: field.id ?? "",
          name: field.name ?? "",
          type: typeOfField(field),
          custom: field.custom ?? false,
        }),
      ),
      page,
    };
  },
});

export const getCreateFields = operation({
  summary: "What can, and what must, be given to create an issue of a type in a project",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    project,
    issue_type: issueTypeName,
    required_only: z.boolean().default(false),
  }),
  aliases: { ...typeAliases, requiredOnly: "required_only" },
  result: z.object({ fields: z.array(screenField) }),
  caches: ["issue_types", "projects"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: [
    "GET /rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes/{issueTypeId}",
    TYPES_LOOKUP,
    ...PROJECT_LOOKUPS,
  ],
  expectedCalls: 2,
  example: { project: "TRAIN", issue_type: "Bug" },
  async run({ project, issue_type, required_only }, jira) {
    const ref = await projectRef(project, jira);
    const { id = "" } = await resolveIssueType(ref, issue_type, jira);
    const fields = await createFieldsOf(ref, id, jira);
    return {
      fields: fields
        .filter(({ required = false }) => required || !required_only)
        .map((field) => shownScreenField(field.fieldId ?? "", field)),
    };
  },
});

export const getProjectFields = operation({
  summary: "The fields that a project uses, with the issue types that use them",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    project,
    issue_type: issueTypeName.optional(),
    ...positionParams(200),
  }),
  aliases: typeAliases,
  result: z.object({
    fields: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        type: z.string().optional(),
        issue_types: z.array(z.string()),
        required_for: z.array(z.string()).optional(),
      }),
    ),
    page: pageSchema,
  }),
  caches: ["projects", "issue_types", "fields"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["GET /rest/api/3/projects/fields", ...PROJECT_LOOKUPS, TYPES_LOOKUP, "GET /rest/api/3/field"],
  expectedCalls: 4,
  expectedMs: 900,
  example: { project: "TRAIN", issue_type: "Bug" },
  async run({ project, issue_type, ...paging }, jira) {
    const ref = await projectRef(project, jira);
    const [{ id: projectId = "" }, types, all] = await Promise.all([
      resolveProject(ref, jira),
      issue_type === undefined
        ? issueTypesOf(ref, jira)
        : resolveIssueType(ref, issue_type, jira).then((type) => [type]),
      allFields(jira),
    ]);
    const rows = await readAll<ProjectFieldRow>(jira, {
      method: "GET",
      path: "/rest/api/3/projects/fields",
      query: {
        projectId,
        workTypeId: types.map(({ id = "" }) => id),
        maxResults: 100,
      },
      notFound: projectNotFound(project),
    });
    const { items, page } = pageOfList(byField(rows, types, all), paging);
    return { fields: items, page };
  },
});

interface ProjectFieldRow {
  fieldId?: string;
  workTypeId?: number;
  isRequired?: boolean;
}

/** Jira answers a row for each pair of field and issue type; people want each field once. */
function byField(
  rows: readonly ProjectFieldRow[],
  types: readonly VendorIssueType[],
  all: readonly VendorField[],
) {
  const names = new Map(types.map(({ id, name = "" }) => [id, name]));
  const fields = new Map(all.map((field) => [field.id, field]));
  const found = new Map<string, ProjectFieldRow[]>();
  for (const row of rows) {
    const id = row.fieldId ?? "";
    found.set(id, [...(found.get(id) ?? []), row]);
  }
  const typesOf = (some: readonly ProjectFieldRow[]) =>
    some.map(({ workTypeId }) => names.get(String(workTypeId)) ?? String(workTypeId));
  return [...found].map(([id, uses]) => {
    const field = fields.get(id);
    const requiring = typesOf(uses.filter(({ isRequired }) => isRequired));
    return compact({
      id,
      name: field?.name ?? id,
      type: field === undefined ? undefined : typeOfField(field),
      issue_types: typesOf(uses),
      required_for: requiring.length === 0 ? undefined : requiring,
    });
  });
}
