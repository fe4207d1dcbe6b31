import { HttpResponse, type Refusals } from "@pm-orchestrator/simulator";
import { signInRefused } from "./answers.js";

/**
 * How Bitbucket turns requests away before it looks at them. It counts over a rolling hour, so it does not say how long
 * to wait; its words are no JSON.
 *
 * @see https://support.atlassian.com/bitbucket-cloud/docs/api-request-limits/
 */
export const turnedAway: Refusals = {
  rateLimited: () =>
    HttpResponse.text("Rate limit for this resource has been exceeded", {
      status: 429,
      headers: { "x-ratelimit-limit": "1000", "x-ratelimit-nearlimit": "true" },
    }),
  unauthorized: signInRefused,
};
