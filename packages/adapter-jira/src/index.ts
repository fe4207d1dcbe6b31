import { cacheStatusOperation } from "@pm-orchestrator/adapter-kit";
import { ATLASSIAN_CREDENTIALS, atlassianSettings } from "@pm-orchestrator/atlassian";
import { defineAdapter } from "@pm-orchestrator/core";
import { connectJira, type JiraClient } from "./client.js";
import { jiraErrors } from "./errors.js";
import { addComment } from "./operations/comments.js";
import { createIssue } from "./operations/create-issue.js";
import { getIssue, searchIssues } from "./operations/issues.js";
import { getProject } from "./operations/projects.js";
import { getTransitions, transitionIssue } from "./operations/transitions.js";

/** Jira Cloud. */
const adapter = defineAdapter({
  contract: 1,
  kind: "jira",
  title: "Jira Cloud",
  settings: atlassianSettings("JIRA"),
  credentials: ATLASSIAN_CREDENTIALS,
  slots: {
    projects: { ttlMs: "session", summary: "projects by key and id" },
    issue_types: { ttlMs: "session", summary: "issue types by project" },
    priorities: { ttlMs: "session", summary: "all priorities" },
    statuses: { ttlMs: "session", summary: "statuses by project" },
    users: { ttlMs: "session", summary: "users by what they were looked up by" },
    transitions: { ttlMs: 60_000, summary: "transitions by issue; a transition clears them" },
  },
  limits: {
    requests: { summary: "Burst of requests per tenant, endpoint and method" },
    issue_writes: { summary: "Writes to one issue" },
  },
  errors: jiraErrors.table,
  probe: { operation: "search_issues", params: { jql: "created >= -1d", limit: 1 } },
  operations: {
    get_issue: getIssue,
    search_issues: searchIssues,
    create_issue: createIssue,
    add_comment: addComment,
    get_project: getProject,
    get_transitions: getTransitions,
    transition_issue: transitionIssue,
    cache_status: cacheStatusOperation<JiraClient>(),
  },
  connect: connectJira,
});

export default adapter;

declare module "@pm-orchestrator/core" {
  interface AdapterMap {
    "@pm-orchestrator/adapter-jira": typeof adapter;
  }
}
