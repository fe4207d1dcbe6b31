import { compact } from "@pm-orchestrator/adapter-kit";
import type { JiraClient } from "./client.js";
import type { VendorIssue } from "./vendor.js";

/** How many issues one request fetches. */
export const MOST_FETCHED = 100;

interface Wanted {
  keys: readonly string[];
  fields: readonly string[];
  expand?: string[] | undefined;
  properties?: string[] | undefined;
}

/** Issues by their keys or ids, in Jira's order, and which of them are not there. */
export async function fetchIssues(
  { keys, fields, expand, properties }: Wanted,
  jira: JiraClient,
): Promise<{ issues: VendorIssue[]; missing: { key: string; reason: string }[] }> {
  const answer = await jira.send({
    method: "POST",
    path: "/rest/api/3/issue/bulkfetch",
    readsOnly: true,
    body: compact({ issueIdsOrKeys: keys, fields, expand, properties }),
  });
  const { issues = [], issueErrors = [] } = (answer.body ?? {}) as {
    issues?: VendorIssue[];
    issueErrors?: { id?: string; errorMessage?: string }[];
  };
  const missing = issueErrors.map(({ id = "", errorMessage = "not found" }) => ({
    key: id,
    reason: errorMessage,
  }));
  return { issues, missing };
}
