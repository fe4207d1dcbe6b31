import { HttpResponse, type Refusals } from "@pm-orchestrator/simulator";

/**
 * How Slack turns requests away before it looks at them: a token that has expired with status 200, as all its refusals.
 *
 * @see https://docs.slack.dev/apis/web-api/rate-limits
 */
export const turnedAway: Refusals = {
  rateLimited: ({ seconds }) =>
    HttpResponse.json(
      { ok: false, error: "ratelimited" },
      { status: 429, headers: { "retry-after": String(seconds) } },
    ),
  unauthorized: () => HttpResponse.json({ ok: false, error: "token_expired" }),
};
