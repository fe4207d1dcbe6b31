import { budgetIn } from "@pm-orchestrator/adapter-kit";
import type { BudgetReading } from "@pm-orchestrator/core";

/** Bursts are counted by the second and the quota of points by the hour: a longer wait than this is for the quota. */
const LONGEST_BURST_MS = 60_000;

/**
 * What is left of a limit, and of which: the header does not say, but the time until it is filled again does.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
 * @see https://developer.atlassian.com/cloud/confluence/rate-limiting/
 */
export function readAtlassianBudget(headers: Headers, now = Date.now()): BudgetReading | undefined {
  const names = { remaining: "x-ratelimit-remaining", reset: "x-ratelimit-reset" };
  const reading = budgetIn(headers, names, now);
  if (reading === undefined) return undefined;
  const domain = reading.resetsInMs > LONGEST_BURST_MS ? "quota" : "requests";
  return { ...reading, domain };
}

/**
 * The limit that a refusal (429) tells of in `RateLimit-Reason`: `jira-burst-based`, `jira-per-issue-on-write`,
 * `confluence-quota-tenant-based` and their like; undefined for one that is none of these.
 */
export function limitOfRefusal(headers: Headers): "requests" | "quota" | "issue_writes" | undefined {
  const reason = headers.get("ratelimit-reason") ?? "";
  if (/per-issue/i.test(reason)) return "issue_writes";
  if (/burst/i.test(reason)) return "requests";
  // Confluence has been seen to leave the word quota out.
  return /quota|global|tenant/i.test(reason) ? "quota" : undefined;
}
