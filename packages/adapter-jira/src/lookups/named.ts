import { matchByName, pathSegment } from "@pm-orchestrator/adapter-kit";
import type { JiraClient } from "../client.js";
import { jiraErrors } from "../errors.js";
import { projectNotFound } from "../not-found.js";
import { readAll } from "../paging.js";
import type { VendorIssueType, VendorPriority, VendorUser } from "../vendor.js";
import { oneNamed } from "./one-named.js";

/** The issue types of a project. One cached call per project, which also finds out whether it exists. */
export function issueTypesOf(project: string, jira: JiraClient): Promise<VendorIssueType[]> {
  return jira.step.cache.get("issue_types", project.toUpperCase(), () =>
    readAll<VendorIssueType>(
      jira,
      {
        method: "GET",
        path: `/rest/api/3/issue/createmeta/${pathSegment(project)}/issuetypes`,
        query: { maxResults: 200 },
        notFound: projectNotFound(project),
      },
      "issueTypes",
    ),
  );
}

/** The issue type of that name or id in a project. */
export async function resolveIssueType(
  project: string,
  wanted: string,
  jira: JiraClient,
): Promise<VendorIssueType> {
  const types = await issueTypesOf(project, jira);
  return oneNamed(wanted, types, { code: "ISSUE_TYPE_NOT_FOUND", what: `issue type in ${project}`, jira });
}

/** All priorities, the highest first. One cached call. */
export function allPriorities(jira: JiraClient): Promise<VendorPriority[]> {
  return jira.step.cache.get("priorities", "all", () =>
    readAll<VendorPriority>(jira, {
      method: "GET",
      path: "/rest/api/3/priority/search",
      query: { maxResults: 50 },
    }),
  );
}

/** The priority of that name or id. */
export async function resolvePriority(wanted: string, jira: JiraClient): Promise<VendorPriority> {
  return oneNamed(wanted, await allPriorities(jira), { code: "PRIORITY_NOT_FOUND", what: "priority", jira });
}

/** Who is meant by an account id, an e-mail address, a name, or `me`. Two people of one name are an error with both. */
export async function resolveUser(wanted: string, jira: JiraClient): Promise<VendorUser> {
  const people = await jira.step.cache.get("users", wanted.toLowerCase(), () => searchUsers(wanted, jira));
  const match = matchByName(wanted, people, [
    ({ accountId }) => accountId,
    ({ emailAddress }) => emailAddress,
    ({ displayName }) => displayName,
    // Addresses are often hidden: the search has compared them, so a single find by address is the person.
    () => (wanted === "me" || (wanted.includes("@") && people.length === 1) ? wanted : undefined),
  ]);
  if (match.kind === "one") return match.found;
  const candidates = (match.kind === "many" ? match.candidates : people).map(
    ({ accountId, displayName }) => ({
      id: accountId,
      name: displayName,
    }),
  );
  throw jiraErrors.create(match.kind === "many" ? "AMBIGUOUS_MATCH" : "USER_NOT_FOUND", {
    message:
      match.kind === "many" ? `Several people are meant by "${wanted}".` : `Nobody is meant by "${wanted}".`,
    system: jira.step.system,
    details: { user: wanted, candidates },
  });
}

async function searchUsers(wanted: string, jira: JiraClient): Promise<VendorUser[]> {
  if (wanted === "me") {
    return [(await jira.send({ method: "GET", path: "/rest/api/3/myself" })).body as VendorUser];
  }
  const answer = await jira.send({
    method: "GET",
    path: "/rest/api/3/user/search",
    query: isAccountId(wanted) ? { accountId: wanted } : { query: wanted, maxResults: 50 },
  });
  return (answer.body ?? []) as VendorUser[];
}

/** Keeps somebody under what nobody else can have: account id and, where it is shown, address. */
export function rememberUser(user: VendorUser, jira: JiraClient): VendorUser {
  for (const key of [user.accountId, user.emailAddress]) {
    if (key) jira.step.cache.put("users", key.toLowerCase(), [user]);
  }
  return user;
}

/** Whether a text has the form of an account id: 24 hexadecimal digits, or a number and a UUID. */
function isAccountId(text: string): boolean {
  return /^[0-9a-f]{24}$|^[0-9]+:[0-9a-f-]{36}$/i.test(text);
}
