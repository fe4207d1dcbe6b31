import type { LimitDomainDefinition } from "@pm-orchestrator/core";

const HOUR_MS = 3_600_000;

/**
 * What Bitbucket limits: the requests of an account, over an hour that rolls on. The access tokens of large workspaces
 * have up to ten times as many; what an account may do elsewhere than in repositories Bitbucket does not say, so that is
 * learned.
 *
 * @see https://support.atlassian.com/bitbucket-cloud/docs/api-request-limits/
 */
export const bitbucketLimits = {
  repository_requests: {
    summary: "1,000 requests an hour and account to what is in repositories",
    budget: { requests: 1000, perMs: HOUR_MS },
  },
  requests: { summary: "Requests per hour and account to everything else" },
} as const satisfies Readonly<Record<string, LimitDomainDefinition>>;
