import { HttpResponse, type Refusals } from "@pm-orchestrator/simulator";
import { signInRefused } from "./views.js";

/**
 * How Confluence turns requests away before it looks at them.
 *
 * @see https://developer.atlassian.com/cloud/confluence/rate-limiting/
 */
export const turnedAway: Refusals = {
  rateLimited: ({ seconds, at }) =>
    HttpResponse.json(
      { code: 429, message: "Rate limit exceeded" },
      {
        status: 429,
        headers: {
          "retry-after": String(seconds),
          "x-ratelimit-limit": "100",
          "x-ratelimit-remaining": "0",
          "x-ratelimit-reset": at.toISOString(),
          "ratelimit-reason": "confluence-burst-based",
        },
      },
    ),
  unauthorized: signInRefused,
};

/** What is asked by POST because it is long, and changes nothing. */
const READS =
  /^\/wiki\/(?:api\/v2\/(?:users-bulk|content\/convert-ids-to-types)|rest\/api\/content\/[^/]+\/permission\/check)(?:\?|$)/;

/** Whether a request asks for a change. */
export function isConfluenceWrite({ method, path }: { method: string; path: string }): boolean {
  return method !== "GET" && method !== "HEAD" && !(method === "POST" && READS.test(path));
}
