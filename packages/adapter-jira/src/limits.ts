/**
 * What Jira Cloud limits. Bursts are counted for each endpoint and method, of which an operation has mostly one that
 * matters; where two operations share one, or a site has other figures, Jira's refusals correct these.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
 */
export const LIMITS = {
  requests: {
    summary: "Requests per second to one endpoint, by GET or POST",
    budget: { requests: 100, perMs: 1000 },
    each: "operation",
  },
  edits: {
    summary: "Requests per second to one endpoint, by PUT or DELETE",
    budget: { requests: 50, perMs: 1000 },
    each: "operation",
    // Each makes one such request, beside the reads that prepare it.
    counts: "steps",
  },
  issue_writes: {
    summary: "Writes to one issue in two seconds",
    budget: { requests: 20, perMs: 2000 },
    by: "issue_key",
    counts: "steps",
  },
  issue_writes_sustained: {
    summary: "Writes to one issue in thirty seconds",
    budget: { requests: 100, perMs: 30_000 },
    by: "issue_key",
    counts: "steps",
  },
  quota: { summary: "Points per hour of an app; accounts with an API token have none" },
} as const;
