import {
  changedFields,
  compact,
  type HttpFailure,
  isGone,
  pageSchema,
  receiptSchema,
} from "@pm-orchestrator/adapter-kit";
import { atlassianErrorText } from "@pm-orchestrator/atlassian";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { resolveUser } from "../lookups/named.js";
import { oneNamed } from "../lookups/one-named.js";
import { PROJECT_LOOKUPS, resolveProject } from "../lookups/projects.js";
import { type Position, positionPage, positionParams, positionQuery, readAll } from "../paging.js";
import { personOf } from "../parse.js";
import { changesBeside, NOTHING_TO_CHANGE, person, project, projectAliases } from "../schemas.js";
import type { VendorFilter } from "../vendor.js";

const operation = operationsFor<JiraClient>();
const text = z.string().min(1);

const filterId = z.union([text, z.int().positive()]).describe("id, or whole name");
const filterAliases = { filter: "filter_id", filterId: "filter_id", id: "filter_id" } as const;
const SEARCH = "GET /rest/api/3/filter/search";
const EXPANSIONS = "description,owner,jql,favourite";

const filter = z.object({
  id: z.string(),
  name: z.string(),
  jql: z.string().optional(),
  owner: person.optional(),
  favourite: z.boolean().optional(),
  description: z.string().optional(),
  url: z.string(),
});

const filterFields = {
  name: text.max(255),
  jql: text,
  description: z.string().optional(),
  favourite: z.boolean().optional().describe("whether it is one of your favourites"),
};

export const listFilters = operation({
  summary: "Saved filters that these credentials can see, by name, owner or project",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    query: text.optional().describe("part of a name"),
    owner: text.optional().describe("e-mail, name, account id or me"),
    project: project.optional().describe("only filters that are shared with it"),
    ...positionParams(100),
  }),
  aliases: { ...projectAliases, name: "query", max_results: "limit" },
  result: z.object({ filters: z.array(filter), page: pageSchema }),
  caches: ["users", "projects"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: [SEARCH, "GET /rest/api/3/user/search", "GET /rest/api/3/myself", ...PROJECT_LOOKUPS],
  example: { query: "bugs" },
  async run({ query, owner, project, ...paging }, jira) {
    const [user, place] = await Promise.all([
      owner === undefined ? undefined : resolveUser(owner, jira),
      project === undefined ? undefined : resolveProject(project, jira),
    ]);
    const answer = await jira.send({
      method: "GET",
      path: "/rest/api/3/filter/search",
      query: {
        filterName: query,
        isSubstringMatch: query === undefined ? undefined : true,
        accountId: user?.accountId,
        projectId: place?.id,
        expand: EXPANSIONS,
        orderBy: "name",
        ...positionQuery(paging),
      },
    });
    const body = (answer.body ?? {}) as Position & { values?: VendorFilter[] };
    const filters = body.values ?? [];
    return { filters: filters.map((each) => shown(each, jira)), page: positionPage(body, filters.length) };
  },
});

export const getFilter = operation({
  summary: "One saved filter, with its JQL",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ filter_id: filterId }),
  aliases: filterAliases,
  result: filter,
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["GET /rest/api/3/filter/{id}", SEARCH],
  example: { filter_id: "10600" },
  async run({ filter_id }, jira) {
    return shown(await readFilter(filter_id, jira), jira);
  },
});

export const createFilter = operation({
  summary: "Saves a JQL query as a filter",
  effect: "write",
  // Jira does not tell when a filter was made, and refuses a second one of that name: it may have been there before.
  retry: "none",
  params: z.strictObject(filterFields),
  queryParams: ["jql"],
  result: receiptSchema,
  limits: ["requests", "quota"],
  scopes: ["write:jira-work"],
  upstream: ["POST /rest/api/3/filter"],
  example: { name: "Reviews", jql: "project = TRAIN AND status = 'In Review'" },
  async run(params, jira) {
    const answer = await jira.send({ method: "POST", path: "/rest/api/3/filter", body: compact(params) });
    const { id = "" } = (answer.body ?? {}) as VendorFilter;
    return { id, url: filterUrl(id, jira), changed: changedFields(params) };
  },
});

export const updateFilter = operation({
  summary: "Changes a saved filter",
  effect: "write",
  retry: "natural",
  params: z
    .strictObject({
      filter_id: filterId,
      name: filterFields.name.optional(),
      jql: text.optional(),
      description: filterFields.description,
      favourite: filterFields.favourite,
    })
    .refine(changesBeside("filter_id"), NOTHING_TO_CHANGE),
  aliases: { ...filterAliases },
  queryParams: ["jql"],
  result: receiptSchema,
  limits: ["requests", "edits", "quota"],
  scopes: ["write:jira-work"],
  upstream: ["PUT /rest/api/3/filter/{id}", "GET /rest/api/3/filter/{id}", SEARCH],
  expectedCalls: 2,
  example: { filter_id: "10600", description: "What is broken" },
  async run({ filter_id, ...changes }, jira) {
    // Jira wants the name whatever is changed, and the rest is repeated so that none of it is lost.
    const { id = "", name, jql, description, favourite } = await readFilter(filter_id, jira);
    await jira.send({
      method: "PUT",
      path: `/rest/api/3/filter/${id}`,
      body: compact({ name, jql, description, favourite, ...compact(changes) }),
      ...filterMissing(id),
    });
    return { id, url: filterUrl(id, jira), changed: changedFields(changes) };
  },
});

export const deleteFilter = operation({
  summary: "Deletes a saved filter",
  effect: "destructive",
  retry: "natural",
  params: z.strictObject({ filter_id: filterId }),
  aliases: filterAliases,
  result: receiptSchema,
  limits: ["requests", "edits", "quota"],
  scopes: ["write:jira-work"],
  upstream: ["DELETE /rest/api/3/filter/{id}", SEARCH],
  example: { filter_id: "10600" },
  async run({ filter_id }, jira) {
    const id = await filterIdOf(filter_id, jira);
    await jira.send({
      method: "DELETE",
      path: `/rest/api/3/filter/${id}`,
      expects: "nothing",
      doneWhen: isGone,
      ...filterMissing(id),
    });
    return { id, url: filterUrl(id, jira), changed: ["filter"] };
  },
});

async function readFilter(wanted: string | number, jira: JiraClient): Promise<VendorFilter> {
  const id = await filterIdOf(wanted, jira);
  const answer = await jira.send({
    method: "GET",
    path: `/rest/api/3/filter/${id}`,
    ...filterMissing(id),
  });
  return (answer.body ?? {}) as VendorFilter;
}

async function filterIdOf(wanted: string | number, jira: JiraClient): Promise<string> {
  const name = String(wanted);
  if (/^[0-9]+$/.test(name)) return name;
  const filters = await readAll<VendorFilter>(jira, {
    method: "GET",
    path: "/rest/api/3/filter/search",
    query: { filterName: name, isSubstringMatch: true, maxResults: 100 },
  });
  return oneNamed(name, filters, { code: "FILTER_NOT_FOUND", what: "filter", jira }).id ?? name;
}

/** How a missing filter is told: Jira answers 400, and says so in words only. */
function filterMissing(id: string) {
  const notFound = {
    code: "FILTER_NOT_FOUND" as const,
    message: `There is no filter ${id} that these credentials can see.`,
    details: { filter_id: id },
  };
  return {
    notFound,
    readFailure: (failure: HttpFailure) =>
      failure.kind === "status" &&
      failure.status === 400 &&
      /filter is not available/i.test(atlassianErrorText(failure.body) ?? "")
        ? notFound
        : undefined,
  };
}

function filterUrl(id: string, jira: JiraClient): string {
  return jira.pageUrl(`/issues/?filter=${id}`);
}

function shown(found: VendorFilter, jira: JiraClient) {
  const { id = "", name = "", jql, owner, favourite, description } = found;
  return compact({
    id,
    name,
    jql,
    owner: personOf(owner),
    favourite: favourite || undefined,
    description: description || undefined,
    url: filterUrl(id, jira),
  });
}
