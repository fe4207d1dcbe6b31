import type { LimitDomainDefinition } from "@pm-orchestrator/core";
import { METHODS, needsOf, type SlackMethod } from "./methods.js";

/** Calls a minute, by Slack's tiers; it allows more, now and then. */
const TIERS = { 2: 20, 3: 50, 4: 100 } as const;

const MINUTE_MS = 60_000;

function methodLimit(method: SlackMethod): LimitDomainDefinition {
  const { tier } = needsOf(method);
  if (tier === undefined) return { summary: `${method}, which Slack limits by rules of its own` };
  const requests = TIERS[tier];
  const summary = `${requests} calls a minute of ${method} (tier ${tier})`;
  return { summary, budget: { requests, perMs: MINUTE_MS } };
}

/**
 * What Slack limits: each method by itself, in each workspace, by its tier; and beside that messages, of which a channel
 * takes one a second, in short bursts more. Reading histories is far more limited for some apps, which is learned from
 * refusals: nothing tells beforehand which kind of app a token belongs to.
 *
 * @see https://docs.slack.dev/apis/web-api/rate-limits
 */
export const slackLimits: Readonly<Record<string, LimitDomainDefinition>> = {
  ...Object.fromEntries(
    (Object.keys(METHODS) as SlackMethod[]).map((method) => [method, methodLimit(method)]),
  ),
  channel_posts: {
    summary: "One message per second and channel",
    budget: { requests: 1, perMs: 1000, burst: 5 },
    by: "channel",
    // Looking the channel up posts nothing.
    counts: "steps",
  },
  conversation_history: {
    summary:
      "Reading histories and threads: one call per minute for distributed apps outside of the Marketplace",
  },
};
