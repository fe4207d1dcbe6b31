import { matchByName, nearestNames, pathSegment } from "@pm-orchestrator/adapter-kit";
import type { JiraClient } from "../client.js";
import { type JiraErrorCode, jiraErrors } from "../errors.js";
import { projectNotFound } from "../not-found.js";
import type { VendorUser } from "../vendor.js";

interface Named {
  id?: string;
  name?: string;
}

/** The issue type of that name or id in a project. One cached call per project, which also finds out whether it exists. */
export async function resolveIssueType(project: string, wanted: string, jira: JiraClient): Promise<Named> {
  const types = await jira.step.cache.get("issue_types", project.toUpperCase(), async () => {
    const answer = await jira.send({
      method: "GET",
      path: `/rest/api/3/issue/createmeta/${pathSegment(project)}/issuetypes`,
      query: { maxResults: 200 },
      notFound: projectNotFound(project),
    });
    return ((answer.body ?? {}) as { issueTypes?: Named[] }).issueTypes ?? [];
  });
  return oneNamed(wanted, types, { code: "ISSUE_TYPE_NOT_FOUND", what: `issue type in ${project}`, jira });
}

/** The priority of that name or id. */
export async function resolvePriority(wanted: string, jira: JiraClient): Promise<Named> {
  const priorities = await jira.step.cache.get("priorities", "all", async () => {
    const answer = await jira.send({
      method: "GET",
      path: "/rest/api/3/priority/search",
      query: { maxResults: 50 },
    });
    return ((answer.body ?? {}) as { values?: Named[] }).values ?? [];
  });
  return oneNamed(wanted, priorities, { code: "PRIORITY_NOT_FOUND", what: "priority", jira });
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
  const isAccountId = /^[0-9a-f]{24}$|^[0-9]+:[0-9a-f-]{36}$/i.test(wanted);
  const answer = await jira.send({
    method: "GET",
    path: "/rest/api/3/user/search",
    query: isAccountId ? { accountId: wanted } : { query: wanted, maxResults: 50 },
  });
  return (answer.body ?? []) as VendorUser[];
}

function oneNamed(
  wanted: string,
  all: readonly Named[],
  told: { code: JiraErrorCode; what: string; jira: JiraClient },
): Named {
  const match = matchByName(wanted, all, [({ id }) => id, ({ name }) => name]);
  if (match.kind === "one") return match.found;
  const names = all.map(({ name = "" }) => name);
  const near = nearestNames(wanted, names);
  throw jiraErrors.create(match.kind === "many" ? "AMBIGUOUS_MATCH" : told.code, {
    message: `${match.kind === "many" ? "Several things are" : "Nothing is"} called "${wanted}": no ${told.what}.`,
    system: told.jira.step.system,
    details: match.kind === "many" ? { candidates: match.candidates } : { available: names },
    suggestions:
      near.length === 0 ? [`There are: ${names.join(", ")}.`] : [`Did you mean ${near.join(" or ")}?`],
  });
}
