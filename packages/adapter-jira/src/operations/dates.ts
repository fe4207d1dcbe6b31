import { compact, pathSegment } from "@pm-orchestrator/adapter-kit";
import { utcInstant } from "@pm-orchestrator/atlassian";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { issueNotFound } from "../not-found.js";
import { readAll } from "../paging.js";
import { changes } from "../parse.js";
import { issueKey, issueKeyAliases } from "../schemas.js";
import type { VendorHistory, VendorIssue } from "../vendor.js";

const operation = operationsFor<JiraClient>();

const FIELDS = ["created", "updated", "duedate", "resolutiondate", "status"];

const duration = z.int().describe("milliseconds; until now where it has not ended");

export const getIssueDates = operation({
  summary: "When an issue was created, changed, due and resolved, and how long it stood in which status",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ issue_key: issueKey }),
  aliases: issueKeyAliases,
  result: z.object({
    key: z.string(),
    status: z.string(),
    created: z.string(),
    updated: z.string().optional(),
    due: z.string().optional().describe("a day, such as 2025-12-24"),
    resolved: z.string().optional(),
    age_ms: duration.describe("from its creation until it was resolved, or until now; milliseconds"),
    statuses: z
      .array(
        z.object({
          status: z.string(),
          entered: z.string(),
          left: z.string().optional(),
          duration_ms: duration,
        }),
      )
      .describe("one after another"),
    time_in_status: z
      .array(z.object({ status: z.string(), duration_ms: duration }))
      .describe("each status once, the longest first"),
  }),
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["GET /rest/api/3/issue/{issueIdOrKey}", "GET /rest/api/3/issue/{issueIdOrKey}/changelog"],
  expectedCalls: 2,
  expectedMs: 500,
  example: { issue_key: "TRAIN-123" },
  async run({ issue_key }, jira) {
    const path = `/rest/api/3/issue/${pathSegment(issue_key)}`;
    const notFound = issueNotFound(issue_key);
    const [answer, histories] = await Promise.all([
      jira.send({ method: "GET", path, query: { fields: FIELDS.join(",") }, notFound }),
      readAll<VendorHistory>(jira, {
        method: "GET",
        path: `${path}/changelog`,
        query: { maxResults: 100 },
        notFound,
      }),
    ]);
    const { key = issue_key, fields = {} } = (answer.body ?? {}) as VendorIssue;
    const now = new Date().toISOString();
    const created = utcInstant(fields.created) ?? now;
    const resolved = utcInstant(fields.resolutiondate);
    const status = fields.status?.name ?? "";
    const statuses = stays({ created, status, now }, histories);
    return compact({
      key,
      status,
      created,
      updated: utcInstant(fields.updated),
      due: fields.duedate ?? undefined,
      resolved,
      age_ms: between(created, resolved ?? now),
      statuses,
      time_in_status: sums(statuses),
    });
  },
});

interface Stay {
  status: string;
  entered: string;
  left?: string;
  duration_ms: number;
}

/** One stay in a status after another. Who never changed it has been in the one since its creation. */
function stays(
  { created, status, now }: { created: string; status: string; now: string },
  histories: readonly VendorHistory[],
): Stay[] {
  const moves = histories
    .flatMap(changes)
    .filter(({ field }) => field === "status")
    .sort((a, b) => (a.at ?? "").localeCompare(b.at ?? ""));
  const starts = [
    { status: moves[0]?.from ?? status, entered: created },
    ...moves.map(({ at = created, to = "" }) => ({ status: to, entered: at })),
  ];
  return starts.map((start, index) => {
    const left = starts[index + 1]?.entered;
    return compact({ ...start, left, duration_ms: between(start.entered, left ?? now) });
  });
}

function sums(all: readonly Stay[]) {
  const total = new Map<string, number>();
  for (const { status, duration_ms } of all) total.set(status, (total.get(status) ?? 0) + duration_ms);
  return [...total]
    .map(([status, duration_ms]) => ({ status, duration_ms }))
    .sort((a, b) => b.duration_ms - a.duration_ms);
}

/** In milliseconds. Clocks may differ, so never less than none. */
function between(from: string, to: string): number {
  return Math.max(0, Date.parse(to) - Date.parse(from));
}
