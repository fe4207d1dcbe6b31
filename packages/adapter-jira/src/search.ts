import type { JiraClient } from "./client.js";
import type { VendorIssue } from "./vendor.js";

interface SearchQuery {
  jql: string;
  fields: readonly string[];
  maxResults: number;
  expand?: string;
  nextPageToken?: string;
  reconcileIssues?: number[];
  properties?: string[];
}

/** One page of what a JQL query finds. */
export async function searchPage(
  query: SearchQuery,
  jira: JiraClient,
): Promise<{ issues: VendorIssue[]; next: string | undefined }> {
  const answer = await jira.send({
    method: "POST",
    path: "/rest/api/3/search/jql",
    readsOnly: true,
    body: query,
  });
  const { issues = [], nextPageToken } = (answer.body ?? {}) as {
    issues?: VendorIssue[];
    nextPageToken?: string;
  };
  return { issues, next: nextPageToken };
}

/** All that a JQL query finds. For queries that are bounded by what they name. */
export async function searchAll(
  query: Pick<SearchQuery, "jql" | "fields">,
  jira: JiraClient,
): Promise<VendorIssue[]> {
  const found: VendorIssue[] = [];
  let token: string | undefined;
  do {
    const { issues, next } = await searchPage(
      { ...query, maxResults: 100, ...(token === undefined ? {} : { nextPageToken: token }) },
      jira,
    );
    found.push(...issues);
    token = next;
  } while (token !== undefined);
  return found;
}
