import { z } from "zod";

/** A UUID, the only form of id that Linear takes everywhere. */
export const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An identifier such as PSN-12, or the UUID. */
export const issueId = z
  .string()
  .regex(
    /^(?:[A-Za-z0-9]+-[0-9]+|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})$/,
    "must be an identifier such as PSN-12, or an issue's id",
  )
  .describe("identifier such as PSN-12, or id");

/** Other spellings of `issue_id`, as people write them. */
export const issueIdAliases = {
  issueId: "issue_id",
  id: "issue_id",
  issue: "issue_id",
  identifier: "issue_id",
} as const;

/** What people call a thing, or its id. */
export const name = z.string().min(1);

export const team = name.describe("key, name or id");

export const teamAliases = { team_id: "team", teamId: "team", team_key: "team" } as const;

/** Markdown, Linear's own language. */
export const markdown = z.string().min(1).describe("Markdown");

export const person = z.object({ id: z.string(), name: z.string() });

/** An issue that stands beside another one. */
export const relatedIssue = z.object({
  id: z.string(),
  identifier: z.string(),
  title: z.string(),
  status: z.string().optional(),
});

/** Types of statuses in the order in which Linear shows them. */
export const STATUS_TYPES: readonly string[] = [
  "triage",
  "backlog",
  "unstarted",
  "started",
  "completed",
  "canceled",
  "duplicate",
];
