import type { JiraClient } from "./client.js";

/**
 * The receipt of a write on an issue about which Jira answers nothing: the issue is called what the caller called it,
 * since reading its id would cost a call.
 */
export function issueReceipt(issue_key: string, changed: string[], jira: JiraClient) {
  const key = /^[0-9]+$/.test(issue_key) ? {} : { key: issue_key.toUpperCase() };
  return { id: issue_key, ...key, url: jira.issueUrl(issue_key), changed };
}
