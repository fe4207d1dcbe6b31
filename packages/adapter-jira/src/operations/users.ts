import { compact, eachAlone, type Page, page, pageSchema } from "@pm-orchestrator/adapter-kit";
import { isPmoError, operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { jiraErrors } from "../errors.js";
import { rememberUser, resolveUser } from "../lookups/named.js";
import { PROJECT_LOOKUPS, projectRef } from "../lookups/projects.js";
import { issueNotFound, projectNotFound } from "../not-found.js";
import { type Paging, pageOfList, positionParams, positionQuery } from "../paging.js";
import { issueKey, project } from "../schemas.js";
import type { VendorUser } from "../vendor.js";

const operation = operationsFor<JiraClient>();

/** Jira's searches for people end here, whatever is asked for. */
const FARTHEST_USER = 1000;

const user = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().optional(),
  active: z.boolean(),
  time_zone: z.string().optional(),
});

export const searchUsers = operation({
  summary:
    "People by a part of their name or address; with a project or issue only those who can be assigned",
  effect: "read",
  retry: "natural",
  params: z
    .strictObject({
      query: z.string().min(1).describe("beginning of a name or e-mail address"),
      project: project.optional().describe("only who can be assigned there"),
      issue_key: issueKey.optional().describe("only who can be assigned to it"),
      ...positionParams(100),
    })
    .refine(({ project, issue_key }) => project === undefined || issue_key === undefined, {
      message: "give a project or an issue, not both",
      path: ["issue_key"],
    }),
  aliases: { project_key: "project", projectKey: "project", issueKey: "issue_key", max_results: "limit" },
  result: z.object({ users: z.array(user), page: pageSchema }),
  caches: ["users", "projects"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-user"],
  upstream: ["GET /rest/api/3/user/search", "GET /rest/api/3/user/assignable/search", ...PROJECT_LOOKUPS],
  example: { query: "alex" },
  async run({ query, project, issue_key, ...paging }, jira) {
    const { items, page } =
      project === undefined && issue_key === undefined
        ? await everybody(query, paging, jira)
        : pageOfList(await assignable(query, { project, issue_key }, jira), paging);
    for (const found of items) rememberUser(found, jira);
    return { users: items.map(shown), page };
  },
});

export const getCurrentUser = operation({
  summary: "Who these credentials belong to",
  effect: "read",
  retry: "natural",
  params: z.strictObject({}),
  result: user,
  caches: ["users"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-user"],
  upstream: ["GET /rest/api/3/myself"],
  example: {},
  async run(_params, jira) {
    return shown(await resolveUser("me", jira));
  },
});

export const getUser = operation({
  summary: "One person by account id",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ account_id: z.string().min(1).describe("resolve_assignee gives it for a name") }),
  aliases: { accountId: "account_id", id: "account_id", user: "account_id" },
  result: user,
  caches: ["users"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-user"],
  coalesce: { into: "batch_get_users", by: "account_id", list: "account_ids", most: 100 },
  upstream: ["GET /rest/api/3/user", "GET /rest/api/3/user/bulk"],
  // The simulated people have ids that follow from their handles; this is Maya.
  example: { account_id: "11f7fdf8c96fbd4e3b613205" },
  run: userById,
  async runMany(calls, jira) {
    if (jira.isDataCenter) return eachAlone(calls, (call) => userById(call, jira));
    const isUnknown = (id: string) =>
      jira.step.cache.peek<VendorUser[]>("users", id.toLowerCase()) === undefined;
    const wanted = [...new Set(calls.map(({ account_id }) => account_id))].filter(isUnknown);
    const found = wanted.length === 0 ? new Map<string, VendorUser>() : await usersById(wanted, jira);
    return eachAlone(calls, async (call) => {
      const one = found.get(call.account_id);
      if (one !== undefined) return shown(one);
      if (!wanted.includes(call.account_id)) return userById(call, jira);
      const { code, ...told } = nobodyWith(call.account_id);
      throw jiraErrors.create(code, { ...told, system: jira.step.system });
    });
  },
});

/** One person, by a request of their own unless they are known. */
async function userById({ account_id }: { account_id: string }, jira: JiraClient) {
  const [found] = await jira.step.cache.get("users", account_id.toLowerCase(), async () => {
    const answer = await jira.send({
      method: "GET",
      path: "/rest/api/3/user",
      query: { accountId: account_id },
      notFound: nobodyWith(account_id),
    });
    return [(answer.body ?? {}) as VendorUser];
  });
  return shown(found ?? {});
}

/** How a 404 on a person is told. */
function nobodyWith(account_id: string) {
  return {
    code: "USER_NOT_FOUND" as const,
    message: `There is nobody with the account id ${account_id}.`,
    details: { account_id },
  };
}

/** Those of the people who are there, by account id; all are remembered. */
async function usersById(ids: readonly string[], jira: JiraClient) {
  const answer = await jira.send({
    method: "GET",
    path: "/rest/api/3/user/bulk",
    query: { accountId: [...ids], maxResults: ids.length },
  });
  const { values = [] } = (answer.body ?? {}) as { values?: VendorUser[] };
  return new Map(values.map((found) => [found.accountId ?? "", rememberUser(found, jira)]));
}

export const batchGetUsers = operation({
  summary: "Several people by account id, in one request",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ account_ids: z.array(z.string().min(1)).min(1).max(100) }),
  aliases: { accountIds: "account_ids", ids: "account_ids", users: "account_ids" },
  result: z.object({ users: z.array(user), missing: z.array(z.string()) }),
  caches: ["users"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-user"],
  upstream: ["GET /rest/api/3/user/bulk"],
  example: { account_ids: ["11f7fdf8c96fbd4e3b613205"] },
  async run({ account_ids }, jira) {
    if (jira.isDataCenter) return usersOneByOne(account_ids, jira);
    const byId = await usersById(account_ids, jira);
    return {
      users: account_ids.flatMap((id) => byId.get(id) ?? []).map(shown),
      missing: account_ids.filter((id) => !byId.has(id)),
    };
  },
});

/** Several people where Jira has no bulk read. */
async function usersOneByOne(ids: readonly string[], jira: JiraClient) {
  const read = await eachAlone(ids, (account_id) => userById({ account_id }, jira));
  const missing: string[] = [];
  const users = read.flatMap((one, index) => {
    if (!isPmoError(one)) return [one];
    if (one.code !== "USER_NOT_FOUND") throw one;
    missing.push(ids[index] ?? "");
    return [];
  });
  return { users, missing };
}

async function everybody(query: string, paging: Paging, jira: JiraClient) {
  const position = positionQuery(paging);
  const answer = await jira.send({
    method: "GET",
    path: "/rest/api/3/user/search",
    query: { query, ...position },
  });
  const items = (answer.body ?? []) as VendorUser[];
  const { startAt, maxResults } = position;
  return { items, page: afterFullPage(startAt + maxResults, items.length === maxResults) };
}

/** Jira says nothing of further pages here: a full one may be followed by another, up to where its search ends. */
function afterFullPage(end: number, isFull: boolean): Page {
  if (!isFull) return page(undefined);
  return end < FARTHEST_USER ? page(String(end)) : { complete: false };
}

/**
 * Jira takes a range of people and then drops those who cannot be assigned, so that a short page may be followed by
 * others. Everybody is asked for at once: only then is the end known.
 */
async function assignable(
  query: string,
  { project, issue_key }: { project?: string | undefined; issue_key?: string | undefined },
  jira: JiraClient,
): Promise<VendorUser[]> {
  const answer = await jira.send({
    method: "GET",
    path: "/rest/api/3/user/assignable/search",
    query: {
      query,
      project: project === undefined ? undefined : await projectRef(project, jira),
      issueKey: issue_key,
      maxResults: FARTHEST_USER,
    },
    notFound: issue_key === undefined ? projectNotFound(project ?? "") : issueNotFound(issue_key),
  });
  return (answer.body ?? []) as VendorUser[];
}

function shown({ accountId = "", displayName = "", emailAddress, active = true, timeZone }: VendorUser) {
  return compact({
    id: accountId,
    name: displayName,
    email: emailAddress || undefined,
    active,
    time_zone: timeZone,
  });
}
