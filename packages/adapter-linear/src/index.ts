import { cacheStatusOperation } from "@pm-orchestrator/adapter-kit";
import { defineAdapter } from "@pm-orchestrator/core";
import { connectLinear, type LinearClient } from "./client.js";
import { linearErrors } from "./errors.js";
import { createComment } from "./operations/comments.js";
import { createIssue } from "./operations/create-issue.js";
import { getIssue, searchIssues } from "./operations/issues.js";
import { getTeam, listStatuses } from "./operations/teams.js";

/** Linear. */
const adapter = defineAdapter({
  contract: 1,
  kind: "linear",
  title: "Linear",
  settings: [
    {
      name: "api_key",
      env: "LINEAR_API_KEY",
      secret: true,
      summary: "Personal API key, from Linear's settings under Security & access",
    },
    {
      name: "base_url",
      env: "LINEAR_BASE_URL",
      address: true,
      summary: "Address of Linear's API",
      default: "https://api.linear.app",
    },
  ],
  credentials: [{ name: "api_key", settings: ["api_key"] }],
  slots: {
    teams: { ttlMs: "session", summary: "teams by what they were looked up by" },
    projects: { ttlMs: "session", summary: "projects by team and what they were looked up by" },
    labels: { ttlMs: "session", summary: "labels by team, the workspace's included" },
    statuses: { ttlMs: "session", summary: "statuses by team" },
    users: { ttlMs: "session", summary: "people by what they were looked up by" },
  },
  limits: {
    requests: { summary: "5,000 requests an hour per key" },
    complexity: { summary: "250,000 points of complexity an hour per key" },
    search: { summary: "30 searches a minute" },
  },
  errors: linearErrors.table,
  probe: { operation: "search_issues", params: { query: "a", limit: 1 } },
  operations: {
    get_issue: getIssue,
    search_issues: searchIssues,
    create_issue: createIssue,
    create_comment: createComment,
    get_team: getTeam,
    list_statuses: listStatuses,
    cache_status: cacheStatusOperation<LinearClient>(),
  },
  connect: connectLinear,
});

export default adapter;

declare module "@pm-orchestrator/core" {
  interface AdapterMap {
    "@pm-orchestrator/adapter-linear": typeof adapter;
  }
}
