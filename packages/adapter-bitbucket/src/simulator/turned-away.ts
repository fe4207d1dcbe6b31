import { HttpResponse, type Refusals } from "@pm-orchestrator/simulator";

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

/** 401 as Bitbucket says it, of credentials that are wrong or have expired. */
export function signInRefused() {
  return HttpResponse.json(
    {
      type: "error",
      error: { message: "Token is invalid, expired, or not supported for this endpoint." },
    },
    { status: 401, headers: { "www-authenticate": 'Basic realm="Bitbucket.org HTTP"' } },
  );
}
