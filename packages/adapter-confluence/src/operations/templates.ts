import {
  changedFields,
  compact,
  pageSchema,
  pagingParams,
  pathSegment,
  receiptSchema,
} from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { ConfluenceClient } from "../client.js";
import { fromTemplate, variablesOf } from "../content.js";
import { confluenceErrors } from "../errors.js";
import { pageReceipt } from "../lookups/pages.js";
import { resolveSpace } from "../lookups/spaces.js";
import { findPublishedPage, type NewPage, type Published, publishPage } from "../new-page.js";
import { templateNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { readOldPart } from "../paging.js";
import { markdownOf } from "../parse.js";
import { PUBLISHED_PAGES } from "../reconcile/published.js";
import { label, pagingAliases, parentId, spaceAliases, spaceName, warnings } from "../schemas.js";
import type { VendorTemplate } from "../vendor.js";

const SPACE_ENDPOINTS = ["GET /wiki/api/v2/spaces", "GET /wiki/api/v2/spaces/{id}"];

const templateId = z.string().min(1).describe("id from list_page_templates");

const template = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().optional(),
  space: z.string().optional().describe("key; of all spaces without it"),
  labels: z.array(z.string()).optional(),
});

export const listPageTemplates = operation({
  summary: "The templates for pages of a space, or those for all spaces",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    space: spaceName.optional().describe("key, name or id; default the templates for all spaces"),
    ...pagingParams(200),
  }),
  aliases: { ...spaceAliases, ...pagingAliases },
  result: z.object({ templates: z.array(template), page: pageSchema }),
  caches: ["spaces"],
  limits: ["requests", "quota"],
  upstream: ["GET /wiki/rest/api/template/page", ...SPACE_ENDPOINTS],
  expectedCalls: 2,
  expectedMs: 600,
  example: { space: "TECH" },
  async run({ space, ...part }, confluence) {
    const spaceKey = space === undefined ? undefined : (await resolveSpace(space, confluence)).key;
    const { items, page } = await readOldPart<VendorTemplate>(
      {
        method: "GET",
        path: "/wiki/rest/api/template/page",
        query: { spaceKey },
      },
      part,
      confluence,
    );
    return { templates: items.map(templateOf), page };
  },
});

export const getPageTemplate = operation({
  summary: "One template, with its text and the values that it asks for",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ template_id: templateId }),
  aliases: { templateId: "template_id", id: "template_id" },
  result: template.extend({
    body: z.string().describe("Markdown"),
    variables: z.array(z.string()).describe("names of the values for create_page_from_template"),
  }),
  limits: ["requests", "quota"],
  upstream: ["GET /wiki/rest/api/template/{contentTemplateId}"],
  expectedMs: 400,
  example: { template_id: "1540100" },
  async run({ template_id }, confluence) {
    const found = await loadTemplate(template_id, confluence);
    const storage = found.body?.storage?.value ?? "";
    const variables = await variablesOf(storage);
    // In place of each value its name, so that one sees where it goes.
    const shown = await fromTemplate(
      storage,
      Object.fromEntries(variables.map((name) => [name, `{${name}}`])),
    );
    return { ...templateOf(found), body: await markdownOf({ storage: { value: shown } }), variables };
  },
});

export const createPageFromTemplate = operation({
  summary: "Creates a page from a template, with the values that it asks for",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    template_id: templateId,
    space: spaceName,
    title: z.string().min(1).max(255).describe("no other page of the space may have it"),
    parent_id: parentId.optional(),
    values: z
      .record(z.string(), z.string())
      .optional()
      .describe("by the names in get_page_template.variables"),
    labels: z.array(label).min(1).optional().describe("beside those of the template"),
  }),
  aliases: { ...spaceAliases, templateId: "template_id", parentId: "parent_id", variables: "values" },
  result: receiptSchema.extend({ version: z.int(), warnings }),
  caches: ["spaces"],
  invalidates: ["page_trees"],
  limits: ["requests", "quota"],
  upstream: [
    "POST /wiki/api/v2/pages",
    "GET /wiki/rest/api/template/{contentTemplateId}",
    "POST /wiki/rest/api/content/{id}/label",
    ...SPACE_ENDPOINTS,
  ],
  lookUps: PUBLISHED_PAGES,
  expectedCalls: 4,
  expectedMs: 1500,
  example: {
    template_id: "1540100",
    space: "TECH",
    title: "Decision: RS256",
    values: { decision: "We sign with RS256.", why: "Partners can check it with a public key." },
  },
  async run(params, confluence) {
    const published = await publishPage(await pageOfTemplate(params, confluence), confluence);
    return receipt(params, published, confluence);
  },
  async reconcile(params, confluence) {
    const found = await findPublishedPage(await pageOfTemplate(params, confluence), confluence);
    return found && receipt(params, found, confluence);
  },
});

interface FromTemplate {
  template_id: string;
  space: string | number;
  title: string;
  parent_id?: string | number | undefined;
  values?: Record<string, string> | undefined;
  labels?: string[] | undefined;
}

/** The page that a template makes of its values. */
async function pageOfTemplate(params: FromTemplate, confluence: ConfluenceClient): Promise<NewPage> {
  const { values = {}, labels = [], title, parent_id } = params;
  const [space, found] = await Promise.all([
    resolveSpace(params.space, confluence),
    loadTemplate(params.template_id, confluence),
  ]);
  const storage = found.body?.storage?.value ?? "";
  requireValues(await variablesOf(storage), values, confluence);
  const all = [...new Set([...(templateOf(found).labels ?? []), ...labels])];
  return {
    space,
    title,
    parent_id,
    storage: await fromTemplate(storage, values),
    labels: all.length === 0 ? undefined : all,
  };
}

function receipt(params: FromTemplate, { page, warnings }: Published, confluence: ConfluenceClient) {
  const changed = changedFields({ ...params }, ["template_id", ...(warnings.length === 0 ? [] : ["labels"])]);
  return { ...pageReceipt(page, changed, confluence), ...(warnings.length === 0 ? {} : { warnings }) };
}

async function loadTemplate(id: string, confluence: ConfluenceClient): Promise<VendorTemplate> {
  const missing = templateNotFound(id);
  const answer = await confluence.send({
    method: "GET",
    path: `/wiki/rest/api/template/${pathSegment(id)}`,
    query: { expand: "body.storage" },
    notFound: missing,
    // It says 403 for a template that is not there.
    readFailure: (failure) => (failure.kind === "status" && failure.status === 403 ? missing : undefined),
  });
  return (answer.body ?? {}) as VendorTemplate;
}

function templateOf({ templateId: id = "", name = "", description, space, labels = [] }: VendorTemplate) {
  const names = labels.flatMap((one) => one.name ?? []);
  return compact({
    id,
    name,
    description: description || undefined,
    space: space?.key,
    labels: names.length === 0 ? undefined : names,
  });
}

/** Every value that is asked for must be there, and no other: a name that is misspelt would leave a hole in the page. */
function requireValues(
  variables: readonly string[],
  values: Readonly<Record<string, string>>,
  { step }: ConfluenceClient,
): void {
  const missing = variables.filter((name) => !Object.hasOwn(values, name));
  const unknown = Object.keys(values).filter((name) => !variables.includes(name));
  if (missing.length === 0 && unknown.length === 0) return;
  const told = [
    ...(missing.length === 0 ? [] : [`${missing.join(", ")} is missing`]),
    ...(unknown.length === 0 ? [] : [`${unknown.join(", ")} is not asked for`]),
  ];
  throw confluenceErrors.create("REQUIRED_FIELD_MISSING", {
    message: `The values do not fit the template: ${told.join("; ")}.`,
    system: step.system,
    details: { fields: missing.map((name) => `values.${name}`), available: [...variables], unknown },
  });
}
