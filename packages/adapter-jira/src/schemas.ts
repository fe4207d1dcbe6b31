import { z } from "zod";

/** A key such as TRAIN-123, or the numeric id. */
export const issueKey = z
  .string()
  .regex(/^(?:[A-Za-z][A-Za-z0-9_]*-[0-9]+|[0-9]+)$/, "must be an issue key such as TRAIN-123")
  .describe("issue key such as TRAIN-123");

/** Other spellings of `issue_key`, as people write them. */
export const issueKeyAliases = { issueKey: "issue_key", key: "issue_key", issue: "issue_key" } as const;

/** Markdown. */
export const markdown = z.string().min(1).describe("Markdown");

export const person = z.object({ id: z.string(), name: z.string() });

export const issueSummary = z.object({
  key: z.string(),
  summary: z.string(),
  status: z.string(),
  type: z.string().optional(),
  priority: z.string().optional(),
  assignee: z.string().optional(),
  updated: z.string().optional(),
  url: z.string(),
  fields: z.record(z.string(), z.unknown()).optional(),
});
