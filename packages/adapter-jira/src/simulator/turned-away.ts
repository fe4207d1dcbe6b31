import { HttpResponse, type Refusals } from "@pm-orchestrator/simulator";
import { refusal, signInRefused } from "./views.js";

/**
 * How Jira turns requests away before it looks at them.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
 */
export const turnedAway: Refusals = {
  rateLimited({ seconds, at }) {
    const { body, headers: general } = refusal(429, ["Rate limit exceeded."]);
    const headers = new Headers(general);
    headers.set("retry-after", String(seconds));
    headers.set("x-ratelimit-limit", "100");
    headers.set("x-ratelimit-remaining", "0");
    headers.set("x-ratelimit-reset", at.toISOString());
    headers.set("ratelimit-reason", "jira-burst-based");
    return new HttpResponse(body, { status: 429, headers });
  },
  unauthorized: signInRefused,
};

/** What is asked by POST because it is long, and changes nothing. */
const READS =
  /^\/rest\/api\/[23]\/(?:search(?:\/jql|\/approximate-count)?|jql\/(?:parse|match)|issue\/bulkfetch|changelog\/bulkfetch|expression\/(?:eval|evaluate|analyse))(?:\?|$)/;

/** Whether a request asks for a change. */
export function isJiraWrite({ method, path }: { method: string; path: string }): boolean {
  return method !== "GET" && method !== "HEAD" && !(method === "POST" && READS.test(path));
}
