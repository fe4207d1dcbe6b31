import { pageSchema, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { warningSchema } from "./written.js";

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

export const uuid = z.string().regex(UUID, "must be an id (UUID)");

export const team = name.describe("key, name or id");

export const teamAliases = { team_id: "team", teamId: "team", team_key: "team" } as const;

export const user = name.describe("e-mail, name, id or me");

/** Markdown, Linear's own language. */
export const markdown = z.string().min(1).describe("Markdown");

export const day = z.iso.date().describe("e.g. 2026-01-31");

export const priority = z.int().min(0).max(4).describe("0 none, 1 urgent, 2 high, 3 medium, 4 low");

/** The beginning of a span of time, as Linear takes it. */
export const since = z
  .string()
  .regex(
    /^(?:\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?|-?P(?=.)(?:\d+[YMWD])*(?:T(?:\d+[HMS])+)?)$/,
    "must be a date, an instant or a duration such as -P7D",
  )
  .describe("at or after: date, instant, or back from now such as -P7D");

export const link = z.strictObject({ url: z.url({ protocol: /^https?$/ }), title: name.optional() });

export const person = z.object({ id: z.string(), name: z.string() });

export const named = z.object({ id: z.string(), name: z.string() });

/** An issue that stands beside another one. */
export const relatedIssue = z.object({
  id: z.string(),
  identifier: z.string(),
  title: z.string(),
  status: z.string().optional(),
});

export const issuesSchema = z.object({
  issues: z.array(
    z.object({
      id: z.string(),
      identifier: z.string(),
      title: z.string(),
      status: z.string(),
      assignee: z.string().optional(),
      updated: z.string().optional(),
      url: z.string(),
    }),
  ),
  page: pageSchema,
});

export const issueReceiptSchema = receiptSchema.extend({ identifier: z.string() });

/** A receipt of a write after which more was to be done. */
export const issueReceiptWithWarnings = issueReceiptSchema.extend({
  warnings: z.array(warningSchema).optional().describe("what failed after that"),
});

/** A receipt for what has no page of its own. */
export const receiptWithoutPage = receiptSchema.omit({ url: true, key: true, identifier: true });

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
